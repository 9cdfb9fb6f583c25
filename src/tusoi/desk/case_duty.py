"""The duty that one step of a case is: for whoever takes it alone, and sealed everywhere else. Plain values."""

from collections.abc import Iterator
from datetime import date

from tusoi.desk.course import CaseMove, Whole
from tusoi.desk.duty import Duty, Example, Waiting
from tusoi.desk.example_facts import DAY
from tusoi.discipline.rules.case_file import Step
from tusoi.organisation.roles import Right
from tusoi.values.wording import Wording, same


def case_duty(
    code: str, place: int, *, step: Step, right: Right, name: Wording, what: Wording
) -> Duty:
    """The duty of taking a step; `what` names the case by its `{code}`. It waits where that step is the next one."""

    def of_the_whole(whole: Whole) -> Iterator[Waiting]:
        for one in whole.cases:
            if one.step == step:
                said = what.filled(code=same(one.code))
                yield Waiting(said, one.since, one.until, at="case", part=one.code)

    other = Step.OPEN
    return Duty(
        code=code,
        place=place,
        name=name,
        right=right,
        page="cases",
        of_the_whole=of_the_whole,
        sealed=True,
        examples=(
            Example(_NEXT, Whole(DAY, cases=(CaseMove("VV01", step, _SINCE),)), waiting=1),
            Example(_NOT_NEXT, Whole(DAY, cases=(CaseMove("VV01", other, _SINCE),)), waiting=0),
        ),
    )


_SINCE = date(2012, 12, 3)
_NEXT = Wording(vi="Bước tiếp theo là bước ấy", en="It is the next step")
_NOT_NEXT = Wording(vi="Bước tiếp theo là bước khác", en="The next step is another")
