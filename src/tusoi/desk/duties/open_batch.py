"""A batch of sealed opinions was released and waits for those who keep the key. Neither how many are in it nor when it came is said."""

from collections.abc import Iterator
from datetime import date

from tusoi.desk.course import BatchToOpen, Whole
from tusoi.desk.duty import Duty, Example, Waiting
from tusoi.desk.example_facts import DAY
from tusoi.organisation.roles import Right
from tusoi.values.wording import Wording, same


def of_the_whole(whole: Whole) -> Iterator[Waiting]:
    """Each batch that nobody has opened, by the day on which its opinions are to be answered."""
    for batch in whole.batches:
        yield Waiting(_OPEN.filled(number=same(str(batch.number))), due_on=batch.answer_by)


_OPEN = Wording(
    vi="mở và trả lời lô ý kiến niêm phong số {number}",
    en="open and answer batch {number} of sealed opinions",
)

DUTY = Duty(
    code="open_batch",
    place=25,
    name=Wording(vi="Lô ý kiến cần mở", en="Batches to open"),
    right=Right.HOLD_KEY,
    page="sealed-trustees",
    of_the_whole=of_the_whole,
    examples=(
        Example(
            Wording(vi="Một lô chưa mở", en="A batch not opened"),
            Whole(DAY, batches=(BatchToOpen(1, date(2013, 2, 28)),)),
            waiting=1,
        ),
        Example(Wording(vi="Không có lô nào chờ", en="No batch waits"), Whole(DAY), waiting=0),
    ),
)
