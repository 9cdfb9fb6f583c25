"""The forms of discipline, light to heavy, and whom each may meet.

Source: Party organisation: reprimand, warning, dissolution; official member: reprimand, warning, removal
from post (if one is held), expulsion; probationary member: reprimand, warning (QĐ 69-QĐ/TW, lawnet.vn).
"""

from enum import StrEnum

from tusoi.values.wording import Wording


class Subject(StrEnum):
    """Whom a case concerns."""

    ORGANISATION = "organisation"
    OFFICIAL = "official"
    PROBATIONARY = "probationary"


class Form(StrEnum):
    """A form of discipline."""

    REPRIMAND = "reprimand"
    WARNING = "warning"
    REMOVAL = "removal"
    EXPULSION = "expulsion"
    DISSOLUTION = "dissolution"


FORMS_OF = {
    Subject.ORGANISATION: (Form.REPRIMAND, Form.WARNING, Form.DISSOLUTION),
    Subject.OFFICIAL: (Form.REPRIMAND, Form.WARNING, Form.REMOVAL, Form.EXPULSION),
    Subject.PROBATIONARY: (Form.REPRIMAND, Form.WARNING),
}
"""The forms that may meet each kind of subject, light to heavy."""

FORM_WORDING = {
    Form.REPRIMAND: Wording(vi="khiển trách", en="reprimand"),
    Form.WARNING: Wording(vi="cảnh cáo", en="warning"),
    Form.REMOVAL: Wording(vi="cách chức", en="removal from post"),
    Form.EXPULSION: Wording(vi="khai trừ", en="expulsion"),
    Form.DISSOLUTION: Wording(vi="giải tán", en="dissolution"),
}
SUBJECT_WORDING = {
    Subject.ORGANISATION: Wording(vi="tổ chức đảng", en="a Party organisation"),
    Subject.OFFICIAL: Wording(vi="đảng viên chính thức", en="an official member"),
    Subject.PROBATIONARY: Wording(vi="đảng viên dự bị", en="a probationary member"),
}


def may_meet(form: Form, subject: Subject) -> bool:
    """Whether a form may meet a kind of subject at all."""
    return form in FORMS_OF[subject]


def is_lighter(form: Form | None, than: Form, subject: Subject) -> bool:
    """Whether a form (None: none at all) is lighter than another, for that kind of subject."""
    order = FORMS_OF[subject]
    return form is None or (form in order and order.index(form) < order.index(than))
