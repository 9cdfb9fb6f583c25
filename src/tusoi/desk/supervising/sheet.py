"""The sheet of one review: sign by sign the unit's own words, the hints that speak, and what the group marks.

Plain values, worked out once for a page. A form stands blank until people fill it in: nothing here proposes a
mark, whatever the hints say.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.http import QueryDict

from tusoi.campaigns.asked import Asked
from tusoi.campaigns.parts import PART_WORDING, Part
from tusoi.campaigns.typed import NotAsAsked, Typed
from tusoi.desk.found import figures_for
from tusoi.desk.supervising.seen import hints_beside, review_seen
from tusoi.desk.supervising.words import OwnWords, own_words
from tusoi.desk.unit import UnitPage, page_within
from tusoi.guidance.sets import Criterion, GuidanceSet
from tusoi.organisation.access import Right
from tusoi.organisation.queries import account_names
from tusoi.supervision.actions import PLACE_LENGTH
from tusoi.supervision.drafting import Lines, MovedOn
from tusoi.supervision.hint import Said, Words
from tusoi.supervision.queries import BLANK, Line, RoundJudged, tallies_of
from tusoi.supervision.register import hint_called
from tusoi.supervision.sheet import (
    ABOUT_WORDING,
    MARK_WORDING,
    THREE,
    WHENCE_WORDING,
    About,
    Judged,
    MarkWord,
    OneMark,
    Whence,
    about_sign,
)
from tusoi.values.clock import today
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

VERDICT_WORDS = ("meets", "basically_meets", "redo")
MARKS = tuple((word.value, MARK_WORDING[word]) for word in MarkWord)
SOURCES = tuple((word.value, WHENCE_WORDING[word]) for word in Whence)
PARTS = tuple((part.value, PART_WORDING[part]) for part in Part)


@dataclass(frozen=True, slots=True)
class Seen:
    """What may be said of a review before anybody marks: the unit's page, its own words, and the hints by sign."""

    page: UnitPage
    words: Mapping[Words, OwnWords]
    hints: Mapping[int, tuple[Said, ...]]

    @property
    def guidance(self) -> GuidanceSet:
        """The campaign's guidance."""
        return self.page.guidance


@dataclass(frozen=True, slots=True)
class LineShown:
    """One line of the form: what stands in it, what was written meanwhile by somebody else, and its fault."""

    about: str
    line: Line
    base: str
    faults: tuple[Wording, ...] = ()
    theirs: Line | None = None
    whose: str = ""

    @property
    def is_settled(self) -> bool:
        """Whether it says something that nothing stands against; the page folds it then."""
        return bool(self.line.word) and not self.faults and self.theirs is None


@dataclass(frozen=True, slots=True)
class SignShown:
    """A sign with all that stands beside it; `before` is what the group said of it the round before."""

    criterion: Criterion
    shown: LineShown
    hints: tuple[Said, ...]
    words: tuple[OwnWords, ...]
    before: OneMark | None = None


@dataclass(frozen=True, slots=True)
class JudgedShown:
    """One of the three judgements, or the whole."""

    about: About
    title: Wording
    shown: LineShown


@dataclass(frozen=True, slots=True)
class SheetShown:
    """The form of a sheet. `typed` holds the fields beside its lines: the day, the parts."""

    signs: tuple[SignShown, ...]
    judged: tuple[JudgedShown, ...]
    whole: JudgedShown
    on: str = ""
    parts: tuple[str, ...] = ()
    faults: Mapping[str, Wording] = field(default_factory=dict)
    refused: Refused | None = None

    @property
    def settled(self) -> int:
        """How many signs are marked with nothing standing against it."""
        return sum(one.shown.is_settled for one in self.signs)


def seen_of(asked: Asked, unit: str, review: UUID, *, units: frozenset[str] | None) -> Seen:
    """What is on record of a unit's review, within `units`, for whoever the caller has let pass.

    Whoever judges the review is told that something was open when its head took the chair, and no particulars.
    """
    figures, gates = figures_for(asked, unit, units=units)
    page = page_within(asked, figures, gates, unit)
    tallies = tallies_of(asked.campaign.code, review, known_by=asked.known_by)
    counts = review_seen(page, figures.records, gates, tallies)
    sealed = asked.reach.may(Right.DRAFT_VERDICT, unit) or asked.reach.may(Right.SEE_CASES, unit)
    return Seen(
        page=page,
        words=own_words(page, tallies),
        hints={
            one.number: hints_beside(one, counts, with_sealed=sealed)
            for one in page.guidance.criteria
        },
    )


def sheet_shown(
    seen: Seen,
    lines: Lines,
    *,
    before: RoundJudged | None = None,
    sent: QueryDict | None = None,
    refused: Refused | None = None,
) -> SheetShown:
    """The form: what was sent and refused, else the lines as they stand."""
    typed = typed_lines(Typed(sent), seen.guidance) if sent is not None else lines
    theirs = refused.about if isinstance(refused, MovedOn) else {}
    names = account_names(line.by for line in theirs.values() if line.by is not None)
    faults = refused.faults if isinstance(refused, NotAsAsked) else {}
    concluding = sent is not None and "conclude" in sent

    def shown(about: str) -> LineShown:
        line, other = typed.get(about, BLANK), theirs.get(about)
        return LineShown(
            about=about,
            line=line,
            # After a refusal the form is made of what stands now: recorded again, it goes over it knowingly.
            base=lines.get(about, BLANK).key,
            faults=_faults(about, line, faults, concluding=concluding),
            theirs=other,
            whose=names.get(other.by, "") if other is not None and other.by else "",
        )

    return SheetShown(
        signs=tuple(
            SignShown(
                criterion=one,
                shown=shown(about_sign(one.number)),
                hints=seen.hints[one.number],
                words=_words_beside(one, seen.words),
                before=before.marks.get(one.number) if before is not None else None,
            )
            for one in seen.guidance.criteria
        ),
        judged=tuple(
            JudgedShown(about, ABOUT_WORDING[about], shown(about.value)) for about in THREE
        ),
        whole=JudgedShown(About.WHOLE, ABOUT_WORDING[About.WHOLE], shown(About.WHOLE.value)),
        on=sent.get("on", "") if sent is not None else today().isoformat(),
        parts=tuple(sent.getlist("parts")) if sent is not None else (),
        faults=faults,
        refused=refused,
    )


def lines_given(judged: RoundJudged) -> Lines:
    """What a round was given, as the lines of a sheet: a correction begins with it."""
    signs = {
        about_sign(sign): Line(mark.word, mark.quote, mark.whence, mark.place)
        for sign, mark in judged.marks.items()
    }
    three = {
        about.value: Line(one.word, one.words, "", "") for about, one in judged.judgements.items()
    }
    return {**signs, **three, About.WHOLE.value: Line(judged.verdict, judged.reason, "", "")}


def typed_lines(typed: Typed, guidance: GuidanceSet) -> Lines:
    """The lines of a form as they were sent; what is too long is a fault of its field."""
    lines = {about_sign(one.number): _typed_sign(typed, one.number) for one in guidance.criteria}
    for about in About:
        word = _offered(typed, f"judged_{about.value}", VERDICT_WORDS)
        lines[about.value] = Line(word, typed.text(f"words_{about.value}"), "", "")
    return lines


def typed_bases(sent: QueryDict) -> Mapping[str, str]:
    """Of which rows the form was made, by what each line is about."""
    return {
        name.removeprefix("base_"): str(value)
        for name, value in sent.items()
        if name.startswith("base_") and (not value or _is_key(str(value)))
    }


def marks_of(lines: Lines, guidance: GuidanceSet) -> dict[int, OneMark]:
    """The marks that lines say; a sign without a word is left out."""
    found = ((one.number, lines[about_sign(one.number)]) for one in guidance.criteria)
    return {
        number: OneMark(line.word, line.words, line.whence, line.place)
        for number, line in found
        if line.word
    }


def judgements_of(lines: Lines) -> dict[About, Judged]:
    """The three judgements that lines say; one without a word is left out."""
    return {
        about: Judged(lines[about.value].word, lines[about.value].words)
        for about in THREE
        if lines[about.value].word
    }


def _typed_sign(typed: Typed, number: int) -> Line:
    return Line(
        word=_offered(typed, f"sign_{number}", [word for word, _ in MARKS]),
        words=typed.text(f"quote_{number}"),
        whence=_offered(typed, f"whence_{number}", [word for word, _ in SOURCES]),
        place=typed.text(f"place_{number}", longest=PLACE_LENGTH),
    )


def _offered(typed: Typed, field: str, words: Sequence[str]) -> str:
    """One of the words offered; "" where none was chosen."""
    said = str(typed.sent.get(field, ""))
    return said if said in words else ""


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _words_beside(criterion: Criterion, words: Mapping[Words, OwnWords]) -> tuple[OwnWords, ...]:
    """The kinds of words that the sign's hints look at, each once, where there are any."""
    hints = (hint_called(code) for code in criterion.hints)
    kinds = dict.fromkeys(hint.beside for hint in hints if hint is not None)
    return tuple(words[kind] for kind in kinds if words[kind].said)


def _faults(
    about: str, line: Line, faults: Mapping[str, Wording], *, concluding: bool
) -> tuple[Wording, ...]:
    """What is wrong with one line: a field of it, or, where a verdict was to be given, what is missing."""
    number = about.removeprefix("sign-")
    fields = (f"sign_{number}", f"quote_{number}", f"place_{number}", f"words_{about}")
    said = [faults[field] for field in fields if field in faults]
    if concluding:
        said += _missing(about, line)
    return tuple(said)


def _missing(about: str, line: Line) -> Iterable[Wording]:
    if not line.word:
        yield _CHOOSE
    elif line.word == MarkWord.SEEN and not (line.words and line.whence):
        yield _QUOTE
    elif about in {one.value for one in THREE} and not line.words:
        yield _SAY


_CHOOSE = Wording(vi="Hãy chọn một trong ba.", en="Choose one of the three.")
_QUOTE = Wording(
    vi="Đã thấy thì phải trích dẫn và ghi trích từ đâu.",
    en="What is seen needs a quote, and where it is from.",
)
_SAY = Wording(vi="Hãy viết lời của tổ.", en="Write the group's own words.")
