"""Meetings: the sessions in which a review is held, who chaired, when the minutes were signed, whether the group attended."""
