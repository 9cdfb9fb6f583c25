"""How many of the speeches came only when somebody was called on."""

from tusoi.supervision.hint import Example, Hint, ReviewSeen, Slots, Words
from tusoi.values.wording import Wording

QUARTER = 4
"""It speaks from one speech in four on: fewer is a chair keeping the order of speakers."""


def look(seen: ReviewSeen) -> Slots | None:
    """The speeches called on, from a quarter of all on; nothing where no session was counted."""
    if not seen.speeches or seen.called_on * QUARTER < seen.speeches:
        return None
    return {
        "called_on": seen.called_on,
        "speeches": seen.speeches,
        "people": seen.had_to_be_called_on,
    }


HINT = Hint(
    code="called_on",
    name=Wording(vi="Phát biểu do chỉ định", en="Called on to speak"),
    source=Wording(
        vi="Thành viên không tự giác phát biểu mà phải chỉ định (Sài Gòn Giải Phóng, 17-12-2012).",
        en="Members did not speak of their own accord but had to be called on (Sài Gòn Giải Phóng, 17 December 2012).",
    ),
    sentence=Wording(
        vi="{called_on}/{speeches} lượt phát biểu là do chỉ định; {people} lượt người chỉ nói khi được chỉ định.",
        en="{called_on} of {speeches} speeches came when somebody was called on; {people} spoke only when called on.",
    ),
    beside=Words.SESSIONS,
    look=look,
    examples=(
        Example(
            Wording(vi="11 lượt phát biểu, 4 do chỉ định", en="11 speeches, 4 of them called on"),
            ReviewSeen(tallied=1, speeches=11, called_on=4, had_to_be_called_on=4),
            speaks=True,
        ),
        Example(
            Wording(vi="11 lượt phát biểu, 2 do chỉ định", en="11 speeches, 2 of them called on"),
            ReviewSeen(tallied=1, speeches=11, called_on=2, had_to_be_called_on=2),
            speaks=False,
        ),
        Example(
            Wording(vi="Chưa có số đếm của buổi họp", en="No session was counted"),
            ReviewSeen(sessions=1),
            speaks=False,
        ),
    ),
)
