"""A judged review was drawn for another group to read again."""

from collections.abc import Iterator
from datetime import date

from tusoi.desk.course import Drawn, Whole
from tusoi.desk.duty import Duty, Example, Waiting
from tusoi.desk.example_facts import DAY
from tusoi.organisation.roles import Right
from tusoi.values.wording import Wording


def of_the_whole(whole: Whole) -> Iterator[Waiting]:
    """Each review drawn and not read yet, for those of the group it was drawn for."""
    for one in whole.drawn:
        yield Waiting(_READ, one.drawn_on, unit=one.unit, group=one.group)


_READ = Wording(
    vi="đọc lại cuộc kiểm điểm (người đọc thứ hai)", en="read the review again (second reader)"
)
_DRAWN = Drawn("A09", "T02", date(2012, 12, 5))

DUTY = Duty(
    code="read_again",
    place=120,
    name=Wording(vi="Cuộc kiểm điểm cần đọc lại", en="Reviews to read again"),
    right=Right.READ_AGAIN,
    page="second-reading",
    of_the_whole=of_the_whole,
    examples=(
        Example(
            Wording(vi="Một cuộc được rút", en="One was drawn"),
            Whole(DAY, drawn=(_DRAWN,)),
            waiting=1,
        ),
        Example(Wording(vi="Không rút cuộc nào", en="None was drawn"), Whole(DAY), waiting=0),
    ),
)
