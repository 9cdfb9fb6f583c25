"""A group's own work before its verdict: the sheet as a draft, notes for one another; and the dissent of one of it."""

from collections.abc import Mapping

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import (
    REASON_LENGTH,
    Seat,
    campaign_act,
    review_of,
    round_of,
    tell_by_hand,
    work_act,
)
from tusoi.campaigns.conflicts import refuse_tied_to_given
from tusoi.ledger.actions import Act, Told
from tusoi.ledger.source import by_hand
from tusoi.organisation.queries import account_names
from tusoi.organisation.roles import Right
from tusoi.supervision.events import DISSENT_RECORDED, GROUP_NOTED, SHEET_DRAFTED
from tusoi.supervision.models import GroupDissent, GroupNote, SheetDraft
from tusoi.supervision.queries import BLANK, FIRST, Line, lines_by_key, rounds_of, sheet_lines
from tusoi.supervision.sheet import About, Judged, OneMark, about_sign
from tusoi.values.clock import now, today
from tusoi.values.refusal import Refused
from tusoi.values.share import count_wording
from tusoi.values.wording import Wording, same

Lines = Mapping[str, Line]
"""The lines of a sheet by what each is about: "sign-3", "content"."""


class MovedOn(Refused):
    """Somebody else of the group wrote to the same lines meanwhile; `about` names these."""

    def __init__(self, about: Mapping[str, Line]) -> None:
        by = {line.by for line in about.values() if line.by is not None}
        names = ", ".join(sorted(account_names(by).values()))
        super().__init__(_MOVED_ON.filled(who=same(names), lines=_named(about)))
        self.about = about


class RoundMovedOn(Refused):
    """The verdict was given, or what it asked for done, after the form was opened."""

    def __init__(self) -> None:
        super().__init__(_ROUND_MOVED_ON)


class NoWords(Refused):
    """A note, a dissent or a reply without words, or with too many."""


def lines_of(marks: Mapping[int, OneMark], judgements: Mapping[About, Judged]) -> Lines:
    """What a form says, line by line."""
    signs = {
        about_sign(sign): Line(mark.word, mark.quote, mark.whence, mark.place)
        for sign, mark in marks.items()
    }
    return signs | {
        about.value: Line(one.word, one.words, "", "") for about, one in judgements.items()
    }


def save_draft(
    reach: Reach,
    unit: str,
    number: int,
    lines: Lines,
    *,
    based_on: Mapping[str, str],
    judged: bool = False,
) -> Told:
    """Keep the sheet of a round as far as the group has filled it in; `judged`: its verdict stood when the form was opened.

    `based_on` names, by what a line is about, the row that the form was made of ("": there was none). A line
    that the form leaves as it was keeps what somebody else has written meanwhile.

    Raises:
        NotThere: the unit is not given to the asker's group.
        MovedOn: somebody else changed a line that the form changes too, and otherwise.
        RoundMovedOn: the round was judged meanwhile.
        InConflict: the asker is tied to the unit.
    """
    reach.require(Right.DRAFT_VERDICT, unit)
    with work_act(reach, SHEET_DRAFTED, unit=unit) as opened:
        refuse_tied_to_given(reach, unit, known_by=opened.told_at)
        given = rounds_of(reach.campaign.code, review_of(reach, unit))
        if not judged and any(one.number == number for one in given):
            raise RoundMovedOn
        return keep_lines(opened, reach, unit, str(number), lines, based_on)


def keep_lines(
    opened: Act, reach: Reach, unit: str, sheet: str, lines: Lines, based_on: Mapping[str, str]
) -> Told:
    """Tell the lines that the form changed, in an open act.

    Raises:
        MovedOn: somebody else changed one of them meanwhile, and otherwise.
    """
    code, review = reach.campaign.code, review_of(reach, unit)
    standing = sheet_lines(code, review, sheet)
    made_of = lines_by_key(code, review, [key for key in based_on.values() if key])
    changed = {
        about: line
        for about, line in lines.items()
        if line.said != made_of.get(based_on.get(about, ""), BLANK).said
    }
    refuse_moved_on(standing, changed, based_on)
    told = tell_lines(opened, reach, unit, sheet, changed, standing)
    opened.keys["lines"] = told.changes
    return told


def refuse_moved_on(standing: Lines, lines: Lines, based_on: Mapping[str, str]) -> None:
    """Let pass lines that nobody else changed since the form was made, or changed to the same.

    Raises:
        MovedOn: names the others.
    """
    moved = {
        about: standing[about]
        for about, line in lines.items()
        if about in standing
        and standing[about].key != based_on.get(about, "")
        and standing[about].said != line.said
    }
    if moved:
        raise MovedOn(moved)


def tell_lines(
    opened: Act, reach: Reach, unit: str, sheet: str, lines: Lines, standing: Lines
) -> Told:
    """Tell those lines of a draft that say something else than the standing ones."""
    new = [
        SheetDraft(
            **by_hand(unit, f"sheet-{sheet}-{about}", today()),
            **round_of(reach).review(Seat(unit)),
            sheet=sheet,
            about=about,
            word=line.word,
            words=line.words,
            whence=line.whence,
            place=line.place,
        )
        for about, line in lines.items()
        if line.said != standing.get(about, BLANK).said
    ]
    return Told(same=len(lines) - len(new)) + tell_by_hand(opened, new)


def add_note(reach: Reach, unit: str, text: str) -> Told:
    """Leave a note for the others of the group; each note stands for itself.

    Raises:
        NotThere: the unit is not given to the asker's group.
        NoWords: there are none, or too many.
    """
    reach.require(Right.DRAFT_VERDICT, unit)
    text = worded(text)
    with work_act(reach, GROUP_NOTED, unit=unit) as opened:
        review = review_of(reach, unit)
        about = {"campaign": reach.campaign.code, "review": review}
        told_by = GroupNote.objects.known().filter(**about, told_by=reach.asker.id)
        if told_by.filter(text=text).exists():
            return Told(same=1)
        note = GroupNote(
            **by_hand(unit, f"note-{reach.asker.id}-{now().isoformat()}", today()),
            **round_of(reach).review(Seat(unit)),
            round_number=_round_at_hand(reach, unit),
            text=text,
        )
        return tell_by_hand(opened, [note])


def dissent(reach: Reach, unit: str, text: str) -> Told:
    """One of the group judges otherwise: kept, and printed with the verdict. Said again, it takes the first one's place.

    It is of the last verdict given; before the first, of the one to come.

    Raises:
        NotThere: the unit is not given to the asker's group.
        NoWords: there are none, or too many.
    """
    reach.require(Right.DRAFT_VERDICT, unit)
    text = worded(text)
    with campaign_act(reach, DISSENT_RECORDED, unit=unit) as opened:
        refuse_tied_to_given(reach, unit, known_by=opened.told_at)
        number = _round_at_hand(reach, unit)
        opened.keys["round"] = number
        said = GroupDissent(
            **by_hand(unit, f"dissent-{number}-{reach.asker.id}", today()),
            **round_of(reach).review(Seat(unit)),
            round_number=number,
            text=text,
        )
        return tell_by_hand(opened, [said])


def worded(text: str, *, longest: int = REASON_LENGTH) -> str:
    """A text without blanks at its ends.

    Raises:
        NoWords: there are none, or too many.
    """
    text = text.strip()
    if not text:
        raise NoWords(_NO_WORDS)
    if len(text) > longest:
        raise NoWords(
            _TOO_MANY.filled(length=count_wording(len(text)), longest=count_wording(longest))
        )
    return text


def _round_at_hand(reach: Reach, unit: str) -> int:
    given = rounds_of(reach.campaign.code, review_of(reach, unit))
    return given[-1].number if given else FIRST


def _named(about: Mapping[str, Line]) -> Wording:
    """What lines are about, in words: the numbers of signs, and whether judgements are among them."""
    signs = sorted(int(one.removeprefix("sign-")) for one in about if one.startswith("sign-"))
    listed = same(", ".join(map(str, signs)))
    if len(signs) == len(about):
        return _SIGNS.filled(signs=listed)
    return _SIGNS_AND_WORDS.filled(signs=listed) if signs else _WORDS


_SIGNS = Wording(vi="biểu hiện số {signs}", en="sign {signs}")
_SIGNS_AND_WORDS = Wording(
    vi="biểu hiện số {signs} và phần nhận xét", en="sign {signs} and the judgements"
)
_WORDS = Wording(vi="phần nhận xét", en="the judgements")
_MOVED_ON = Wording(
    vi="{who} vừa sửa {lines} sau khi bạn mở trang; chưa ghi gì. Xem lời của người kia ở từng chỗ, giữ hoặc sửa lời của mình rồi ghi lại.",
    en="{who} changed {lines} after you opened the page; nothing was recorded. Look at the other's words in each place, keep or change yours, then record again.",
)
_ROUND_MOVED_ON = Wording(
    vi="Sau khi bạn mở trang, tổ trưởng đã ghi kết luận hoặc đơn vị đã làm lại xong; chưa ghi gì. Chép lời của bạn, mở lại trang rồi ghi ở đúng chỗ.",
    en="After you opened the page the verdict was given, or the unit did again what was asked; nothing was recorded. Copy your words, open the page again and record them there.",
)
_NO_WORDS = Wording(
    vi="Chưa có chữ nào; hãy viết rồi ghi lại.", en="There are no words yet; write them."
)
_TOO_MANY = Wording(
    vi="Dài {length} ký tự; nhiều nhất {longest}. Hãy viết ngắn lại.",
    en="This has {length} characters; at most {longest}. Make it shorter.",
)
