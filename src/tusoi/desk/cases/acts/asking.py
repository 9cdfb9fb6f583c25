"""What several acts on a case ask for, and how it is read."""

from tusoi.campaigns.access import Reach
from tusoi.campaigns.typed import Typed
from tusoi.desk.fields import Choices, Field, choose, day, worded
from tusoi.discipline.access import Opened, bodies_stood_for, may_answer
from tusoi.discipline.rules.forms import FORM_WORDING, FORMS_OF
from tusoi.values.wording import Wording


def forms_offered(opened: Opened) -> list[tuple[str, Wording]]:
    """The forms of discipline that the subject of the case may come to."""
    return worded({form: FORM_WORDING[form] for form in FORMS_OF[opened.sealed.file.subject]})


def bodies_offered(reach: Reach, opened: Opened, *, own: bool) -> list[tuple[str, Wording]]:
    """The bodies told: all of them, or those that the asker stands for."""
    file = opened.sealed.file
    codes = bodies_stood_for(reach) if own else tuple(reach.campaign.bodies)
    return [(code, file.body_name(code)) for code in codes]


def values_of(choices: Choices) -> list[str]:
    """What may be sent of some choices."""
    return [word for word, _ in choices]


def on_day(vi: str, en: str) -> Field:
    """The day of the act."""
    return day("on", vi, en)


def own_body(reach: Reach, opened: Opened) -> Field:
    """The body that the asker stands for, to choose."""
    return choose("body", "Cơ quan", "Body", bodies_offered(reach, opened, own=True))


def read_body(reach: Reach, opened: Opened, typed: Typed) -> str:
    """The body chosen, one that the asker stands for."""
    return typed.one_of("body", values_of(bodies_offered(reach, opened, own=True)))


def received(reach: Reach, opened: Opened) -> list[Field]:
    """The day on which something came on paper, for whoever records it in the subject's place."""
    return [] if may_answer(reach, opened) else [on_day("Nhận ngày", "Received on")]


SEALED_HINT = Wording(
    vi="Chỉ người được cử đọc thấy nội dung này.", en="Only named readers see these words."
)
