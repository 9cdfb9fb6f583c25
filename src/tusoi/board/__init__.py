"""What the public may see of a campaign, and how it was counted; open data and the interface to it.

Nothing stands here by itself: each item and each report is *proposed* for publication in words of its own and *approved*
by a second person; a *redaction* takes back words or a whole record, by two persons again, and says on which day. The
original is never touched. The pages show organisations and items, counts and days, never a person. Anybody may enter,
without an account and without a trace; the pages on which the office publishes are in the campaign.
"""
