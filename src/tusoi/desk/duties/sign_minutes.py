"""The review is held; its minutes are to be drafted and signed."""

from collections.abc import Iterator

from tusoi.desk.duty import Duty, Example, Waiting
from tusoi.desk.example_facts import HELD, MET, MINUTED, standing
from tusoi.desk.standing import Standing
from tusoi.figures.stages import Stage
from tusoi.organisation.roles import Right
from tusoi.values.wording import Wording


def waiting(standing: Standing) -> Iterator[Waiting]:
    """One thing from the day the review counts as held until the minutes are signed."""
    if standing.stage is Stage.HELD and standing.held is not None:
        yield Waiting(_SIGN, standing.held.day)


_SIGN = Wording(vi="ký biên bản", en="sign the minutes")

DUTY = Duty(
    code="sign_minutes",
    place=80,
    name=Wording(vi="Biên bản cần ký", en="Minutes to sign"),
    right=Right.HOLD_SESSION,
    page="minutes",
    act="bien-ban",
    waiting=waiting,
    examples=(
        Example(Wording(vi="Đã kiểm điểm xong", en="Held"), standing(HELD), waiting=1),
        Example(
            Wording(vi="Còn cá nhân chưa kiểm điểm", en="A person is missing"),
            standing(MET),
            waiting=0,
        ),
        Example(Wording(vi="Đã ký", en="Signed"), standing(MINUTED), waiting=0),
    ),
)
