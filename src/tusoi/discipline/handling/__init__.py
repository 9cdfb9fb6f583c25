"""Acts on a case that is opened here: each holds every rule against itself inside its one transaction (`held.py`)."""

from tusoi.discipline.handling.appealing import appeal_decision, settle_appeal
from tusoi.discipline.handling.bodies import tell_body
from tusoi.discipline.handling.deciding import (
    decide_case,
    name_competent,
    notify_decision,
    vote_on_case,
)
from tusoi.discipline.handling.hearing import (
    add_violation,
    conclude_case,
    notice_subject,
    reply_to_case,
    review_case,
)
from tusoi.discipline.handling.held import AgainstTheRule, NotForThatBody, TextMissing
from tusoi.discipline.handling.making_good import correct_decision, restore_rights
from tusoi.discipline.handling.opening import CaseExists, CaseToOpen, NoSuchSubject, open_case
from tusoi.discipline.handling.readers import SubjectIsNoReader, name_reader, record_case_reading

__all__ = [
    "AgainstTheRule",
    "CaseExists",
    "CaseToOpen",
    "NoSuchSubject",
    "NotForThatBody",
    "SubjectIsNoReader",
    "TextMissing",
    "add_violation",
    "appeal_decision",
    "conclude_case",
    "correct_decision",
    "decide_case",
    "name_competent",
    "name_reader",
    "notice_subject",
    "notify_decision",
    "open_case",
    "record_case_reading",
    "reply_to_case",
    "restore_rights",
    "review_case",
    "settle_appeal",
    "tell_body",
    "vote_on_case",
]
