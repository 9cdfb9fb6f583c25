"""The second reading: a review of another group's, marked without seeing how it was marked first."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tusoi.campaigns.asked import Asked, asked_of
from tusoi.campaigns.typed import Typed
from tusoi.desk.supervising.sheet import (
    MARKS,
    SOURCES,
    VERDICT_WORDS,
    Seen,
    marks_of,
    seen_of,
    sheet_shown,
    typed_bases,
    typed_lines,
)
from tusoi.ledger.actions import Told
from tusoi.organisation.access import NotThere
from tusoi.supervision.access import ToReadAgain, to_read_again
from tusoi.supervision.queries import ReadAgain, read_again_of, rounds_of, sheet_lines
from tusoi.supervision.second import read_again, save_reading_draft, sheet_of_reading
from tusoi.supervision.sheet import MARK_WORDING, MarkWord
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

PAGE = "desk/supervising/second_reading.html"


@require_http_methods(["GET", "HEAD", "POST"])
def second_reading(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """The sheet of a review drawn for the reader's group, blind; once handed in, beside how it was marked first."""
    asked = asked_of(request, code)
    drawn = to_read_again(asked.reach, unit)
    if asked.query:
        return redirect("second-reading", code=code, unit=unit)
    if request.method != "POST":
        return render(request, PAGE, _context(asked, drawn))
    typed = Typed(request.POST)
    concluding = "conclude" in request.POST
    try:
        told = _do(asked, drawn, typed, concluding=concluding)
    except NotThere:
        raise
    except Refused as refused:
        return render(request, PAGE, _context(asked, drawn, typed, refused), status=422)
    said = (_READ if concluding else _SAVED) if told.changes else _THE_SAME
    messages.success(request, said.in_(asked.lang))
    return redirect("second-reading", code=code, unit=unit)


def _do(asked: Asked, drawn: ToReadAgain, typed: Typed, *, concluding: bool) -> Told:
    guidance = _seen(asked, drawn).guidance
    lines = typed_lines(typed, guidance)
    lines = {about: line for about, line in lines.items() if about not in THE_THREE}
    if not concluding:
        typed.check()
        bases = typed_bases(typed.sent)
        return save_reading_draft(asked.reach, drawn.unit, lines, based_on=bases)
    verdict = typed.one_of("judged_whole", VERDICT_WORDS)
    typed.check()
    return read_again(
        asked.reach,
        drawn.unit,
        verdict,
        reason=lines["whole"].words,
        marks=marks_of(lines, guidance),
    )


THE_THREE = ("content", "procedure", "quality")


def _seen(asked: Asked, drawn: ToReadAgain) -> Seen:
    return seen_of(asked, drawn.unit, drawn.review, units=frozenset({drawn.unit}))


def _context(
    asked: Asked,
    drawn: ToReadAgain,
    typed: Typed | None = None,
    refused: Refused | None = None,
) -> dict[str, object]:
    seen = _seen(asked, drawn)
    code = asked.campaign.code
    done = read_again_of(code).get(drawn.review)
    sent = typed.sent if typed is not None else None
    lines = sheet_lines(code, drawn.review, sheet_of_reading(drawn.draw))
    words = seen.guidance.verdicts
    shown: dict[str, object] = {
        "page": seen.page,
        "seen": seen,
        "drawn": drawn,
        "marks": MARKS,
        "sources": SOURCES,
        "verdicts": [(word, words.of(word)) for word in VERDICT_WORDS],
        "refused": refused,
        "done": done,
    }
    if done is None:
        return shown | {"form": sheet_shown(seen, lines, sent=sent, refused=refused)}
    return shown | {"compared": _compared(asked, drawn, seen, done)}


def _compared(asked: Asked, drawn: ToReadAgain, seen: Seen, done: ReadAgain) -> dict[str, object]:
    """Both markings side by side; the first is shown from here on only."""
    first = rounds_of(asked.campaign.code, drawn.review)[-1]
    words = seen.guidance.verdicts

    def worded(word: str) -> Wording | None:
        return MARK_WORDING[MarkWord(word)] if word else None

    return {
        "verdicts": (words.of(first.verdict), words.of(done.verdict)),
        "signs": [
            (one, worded(theirs), worded(own), theirs == own)
            for one in seen.guidance.criteria
            for mark in (first.marks.get(one.number),)
            for theirs, own in ((mark.word if mark else "", done.marks.get(one.number, "")),)
        ],
    }


_SAVED = Wording(
    vi="Đã lưu nháp; chỉ tổ của bạn xem được.", en="Saved as a draft; only your group sees it."
)
_READ = Wording(
    vi="Đã ghi kết quả đọc lại; bây giờ bạn xem được dấu của tổ trước.",
    en="The second reading is recorded; you now see how it was marked first.",
)
_THE_SAME = Wording(
    vi="Việc này đã được ghi từ trước; không có gì thay đổi.",
    en="This was recorded before; nothing changed.",
)
