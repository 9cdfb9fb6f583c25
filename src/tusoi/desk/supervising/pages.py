"""Pages of the supervision of one review: the sheet, notes and dissents, the unit's reply, what is published."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tusoi.campaigns.actions import Seat, round_of
from tusoi.campaigns.asked import Asked, asked_of
from tusoi.campaigns.parts import Part
from tusoi.campaigns.seen import seen_by
from tusoi.campaigns.typed import Typed
from tusoi.desk.found import unit_found
from tusoi.desk.supervising.given import rounds_shown, still_open
from tusoi.desk.supervising.sheet import (
    MARKS,
    PARTS,
    SOURCES,
    VERDICT_WORDS,
    Seen,
    SheetShown,
    judgements_of,
    lines_given,
    marks_of,
    seen_of,
    sheet_shown,
    typed_bases,
    typed_lines,
)
from tusoi.desk.unit import UnitPage
from tusoi.figures.stages import held_on
from tusoi.ledger.actions import Told
from tusoi.ledger.witnesses import witnessed
from tusoi.organisation.access import NotThere, Right
from tusoi.organisation.queries import account_names
from tusoi.supervision.actions import Conclusion, give_verdict
from tusoi.supervision.drafting import Lines, add_note, dissent, save_draft
from tusoi.supervision.queries import RoundJudged, notes, rounds_of, sheet_lines
from tusoi.supervision.replies import publish_criticism, reply_seen, reply_to_verdict
from tusoi.supervision.rounds import next_round
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

KINDS_OF_NOTE = ("note", "dissent")


@require_http_methods(["GET", "HEAD", "POST"])
def supervision(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """The verdicts given on a review, and for its group the sheet: saved as a draft, or concluded by the leader.

    It is of today, as every act: an address that asks for another day leads to the one without.
    """
    asked = asked_of(request, code)
    right = Right.DRAFT_VERDICT if request.method == "POST" else Right.SEE_REVIEW
    asked.reach.require(right, unit)
    if asked.query:
        return redirect("supervision", code=code, unit=unit)
    shown = _Supervised(asked, unit)
    if request.method != "POST":
        return render(request, SHEET, shown.context(correct="sua" in request.GET))
    typed = Typed(request.POST)
    concluding = "conclude" in request.POST
    try:
        told = shown.conclude(typed) if concluding else shown.save(typed)
    except NotThere:
        raise
    except Refused as refused:
        return render(request, SHEET, shown.context(typed=typed, refused=refused), status=422)
    _say(request, asked, told, _CONCLUDED if concluding else _SAVED)
    return redirect("supervision", code=code, unit=unit)


SHEET = "desk/supervising/supervision.html"


class _Supervised:
    """One review before its group and its readers, read once for a page."""

    def __init__(self, asked: Asked, unit: str) -> None:
        self.asked, self.unit = asked, unit
        self.reach, self.code = asked.reach, asked.campaign.code
        self.review: UUID = round_of(self.reach).review(Seat(unit))["review_id"]
        self.seen: Seen = seen_of(asked, unit, self.review, units=asked.units)
        self.page: UnitPage = self.seen.page
        self.rounds = rounds_of(self.code, self.review)
        self.met = self.page.file.sittings
        self.number = next_round(self.rounds, self.met)

    @property
    def of_the_group(self) -> bool:
        """Whether the reader judges this review."""
        return self.reach.may(Right.DRAFT_VERDICT, self.unit)

    @property
    def standing(self) -> RoundJudged | None:
        """The round before the group, where it is judged already and could only be said otherwise."""
        return next((one for one in self.rounds if one.number == self.number), None)

    def lines(self) -> Lines:
        """The sheet as the group has it so far; a verdict said otherwise begins with what was said."""
        drafted = sheet_lines(self.code, self.review, str(self.number))
        if drafted or self.standing is None:
            return drafted
        return lines_given(self.standing)

    def save(self, typed: Typed) -> Told:
        """Keep the sheet as a draft."""
        lines = typed_lines(typed, self.seen.guidance)
        typed.check()
        return save_draft(
            self.reach,
            self.unit,
            self.opened_for(typed) or self.number,
            lines,
            based_on=typed_bases(typed.sent),
            judged=self.was_judged(typed),
        )

    def opened_for(self, typed: Typed) -> int | None:
        """The round whose sheet the form was opened for; None where it does not say."""
        said = str(typed.sent.get("round", ""))
        return int(said) if said.isascii() and said.isdigit() and len(said) < 4 else None

    def was_judged(self, typed: Typed) -> bool:
        """Whether the round was judged already when the form was opened; without a word of the form, whether it is now."""
        if "round" not in typed.sent:
            return self.standing is not None
        return typed.sent.get("judged") == "1"

    def conclude(self, typed: Typed) -> Told:
        """Give the verdict."""
        self.reach.require(Right.GIVE_VERDICT, self.unit)
        lines, guidance = typed_lines(typed, self.seen.guidance), self.seen.guidance
        on, verdict = typed.day("on"), typed.one_of("judged_whole", VERDICT_WORDS)
        parts = typed.several("parts", [part for part, _ in PARTS])
        typed.check()
        conclusion = Conclusion(
            verdict=verdict,
            reason=lines["whole"].words,
            marks=marks_of(lines, guidance),
            judgements=judgements_of(lines),
            parts=[Part(part) for part in parts],
        )
        return give_verdict(
            self.reach,
            self.unit,
            conclusion,
            on,
            held_on=held_on(self.page.file),
            based_on=typed_bases(typed.sent),
            of_round=self.opened_for(typed),
        )

    def form(
        self, typed: Typed | None, refused: Refused | None, *, correct: bool
    ) -> SheetShown | None:
        """The form, for the group while there is something to judge; or to say a verdict otherwise."""
        judged = self.standing is not None
        if not self.of_the_group or (judged and not correct and refused is None):
            return None
        before = next((one for one in self.rounds if one.number == self.number - 1), None)
        sent = typed.sent if typed is not None else None
        return sheet_shown(self.seen, self.lines(), before=before, sent=sent, refused=refused)

    def context(
        self,
        *,
        typed: Typed | None = None,
        refused: Refused | None = None,
        correct: bool = False,
    ) -> dict[str, object]:
        """What the page shows."""
        own = notes(self.code, self.review) if self.of_the_group else ()
        names = account_names(note.by for note in own)
        words = self.seen.guidance.verdicts
        return {
            "page": self.page,
            "seen": self.seen,
            "rounds": rounds_shown(self.asked, self.unit, self.rounds, self.seen.guidance),
            "witnessed": witnessed(*self.rounds[-1].told_as) if self.rounds else None,
            "open": still_open(self.asked, self.rounds, self.met),
            "number": self.number,
            "judged": self.standing is not None,
            "form": self.form(typed, refused, correct=correct),
            "may_conclude": self.reach.may(Right.GIVE_VERDICT, self.unit),
            "of_the_group": self.of_the_group,
            "may_reply": self.reach.may(Right.REPLY_TO_VERDICT, self.unit),
            "may_publish": self.reach.may(Right.PUBLISH_CRITICISM, self.unit),
            "notes": [(names.get(note.by, ""), note) for note in own],
            "marks": MARKS,
            "sources": SOURCES,
            "parts": PARTS,
            "verdicts": [(word, words.of(word)) for word in VERDICT_WORDS],
        }


@require_http_methods(["GET", "HEAD", "POST"])
def group_note(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """One of the group leaves a note for the others, or a dissent that is printed with the verdict."""

    def do(asked: Asked, typed: Typed) -> Told:
        kind, text = typed.one_of("kind", KINDS_OF_NOTE), typed.text("text", wanted=True)
        typed.check()
        return (dissent if kind == "dissent" else add_note)(asked.reach, unit, text)

    return _short_form(request, code, unit, Right.DRAFT_VERDICT, "group_note", do)


@require_http_methods(["GET", "HEAD", "POST"])
def verdict_reply(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """The unit replies to the last verdict, or replaces its reply while its time runs."""

    def do(asked: Asked, typed: Typed) -> Told:
        text = typed.text("text", wanted=True)
        typed.check()
        return reply_to_verdict(asked.reach, unit, text, seen=typed.sent.get("seen"))

    return _short_form(request, code, unit, Right.REPLY_TO_VERDICT, "verdict_reply", do)


@require_http_methods(["GET", "HEAD", "POST"])
def criticism(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """The campaign office releases what was criticised and not cured in time, in the words that may be published."""

    def do(asked: Asked, typed: Typed) -> Told:
        text = typed.text("text", wanted=True)
        typed.check()
        return publish_criticism(asked.reach, unit, text)

    return _short_form(request, code, unit, Right.PUBLISH_CRITICISM, "criticism", do)


def _short_form(
    request: HttpRequest,
    code: str,
    unit: str,
    right: Right,
    name: str,
    do: Callable[[Asked, Typed], Told],
) -> HttpResponse:
    """A page with one text to write: shown, sent, refused with what was typed, or back to the sheet."""
    asked = asked_of(request, code)
    asked.reach.require(right, unit)
    if asked.query:
        return redirect(name.replace("_", "-"), code=code, unit=unit)
    template = f"desk/supervising/{name}.html"
    if request.method != "POST":
        return render(request, template, _short(asked, unit))
    typed = Typed(request.POST)
    try:
        told = do(asked, typed)
    except NotThere:
        raise
    except Refused as refused:
        shown = _short(asked, unit, typed=typed, refused=refused)
        return render(request, template, shown, status=422)
    _say(request, asked, told, _RECORDED)
    return redirect("supervision", code=code, unit=unit)


def _short(
    asked: Asked, unit: str, *, typed: Typed | None = None, refused: Refused | None = None
) -> dict[str, object]:
    page = unit_found(asked, unit)
    review: UUID = round_of(asked.reach).review(Seat(unit))["review_id"]
    rounds = rounds_of(asked.campaign.code, review)
    stands = reply_seen(rounds[-1] if rounds else None)
    return {
        "page": page,
        "reply_seen": seen_by(typed.sent if typed else {}, refused, stands),
        "last": next(iter(rounds_shown(asked, unit, rounds[-1:], page.guidance)), None),
        "open": still_open(asked, rounds, page.file.sittings),
        "typed": dict(typed.sent.items()) if typed is not None else {},
        "faults": getattr(refused, "faults", {}),
        "refused": refused,
    }


def _say(request: HttpRequest, asked: Asked, told: Told, done: Wording) -> None:
    said = done if told.changes else _THE_SAME
    messages.success(request, said.in_(asked.lang))


_SAVED = Wording(
    vi="Đã lưu nháp; chỉ người trong tổ xem được.", en="Saved as a draft; only the group sees it."
)
_CONCLUDED = Wording(vi="Đã ghi kết luận của tổ.", en="The group's verdict is recorded.")
_RECORDED = Wording(vi="Đã ghi.", en="Recorded.")
_THE_SAME = Wording(
    vi="Việc này đã được ghi từ trước; không có gì thay đổi.",
    en="This was recorded before; nothing changed.",
)
