"""By which rules counts of persons are told: read by everybody in the campaign, set by who decides on publication."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tusoi.campaigns.asked import Asked, asked_of
from tusoi.campaigns.typed import NotAsAsked, Typed
from tusoi.desk.fields import count, drawn, words
from tusoi.figures.actions import REASON_LENGTH, set_disclosure
from tusoi.figures.disclosure.catalogue import CATALOGUE
from tusoi.figures.disclosure.rules import Rules
from tusoi.figures.disclosure.words import PER_UNIT, internal_rule, public_rule
from tusoi.figures.labels import part_name
from tusoi.figures.register import figures
from tusoi.figures.thresholds import configured, thresholds_set
from tusoi.ledger.actions import Told
from tusoi.opinions.sealed.felt import ANSWERS
from tusoi.organisation.access import NotThere
from tusoi.organisation.roles import Right
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording


@dataclass(frozen=True, slots=True)
class TableShown:
    """A table of the catalogue: what it counts, its cells by name, and whom it would hurt."""

    title: Wording
    cells: tuple[Wording, ...]
    protects: Wording


@require_http_methods(["GET", "HEAD", "POST"])
def disclosure(request: HttpRequest, code: str) -> HttpResponse:
    """The rules in force, the tables they protect, how they were set; for who may, the form that sets them."""
    asked = asked_of(request, code)
    if request.method == "POST":
        asked.reach.require(Right.APPROVE_PUBLICATION)
    if asked.query:
        return redirect("disclosure", code=code)
    if request.method != "POST":
        return _page(request, asked)
    try:
        told = _set(asked, Typed(request.POST))
    except NotThere:
        raise
    except Refused as refused:
        return _page(request, asked, refused)
    messages.success(request, (_SAME if told.same else _SET).in_(asked.lang))
    return redirect("disclosure", code=code)


def _set(asked: Asked, typed: Typed) -> Told:
    numbers = {name: typed.number(name) for name in NAMES}
    for name, number in numbers.items():
        if number < 0:
            typed.faults[name] = _NO_NUMBER
    reason = typed.text("reason", wanted=True, longest=REASON_LENGTH)
    typed.check()
    return set_disclosure(asked.reach, Rules(**numbers), reason)


def _page(request: HttpRequest, asked: Asked, refused: Refused | None = None) -> HttpResponse:
    told = thresholds_set(asked.campaign.code, known_by=asked.known_by)
    floor = configured()
    rules = floor.raised_to(told[-1].rules) if told else floor
    faults = refused.faults if isinstance(refused, NotAsAsked) else {}
    stands = {name: str(number) for name, number in asdict(rules).items()}
    typed = request.POST.dict() if refused else stands
    shown = {
        "sentences": [public_rule(rules), internal_rule(rules), PER_UNIT],
        "tables": list(_tables()),
        "told": [(one, public_rule(one.rules)) for one in reversed(told)],
        "may_set": asked.reach.may(Right.APPROVE_PUBLICATION),
        "fields": drawn(_FIELDS, typed, faults),
        "refused": refused,
    }
    return render(request, "desk/disclosure/disclosure.html", shown, status=422 if refused else 200)


def _tables() -> Iterator[TableShown]:
    titles = {one.code: one.title for one in figures()} | OTHERS
    for code, table in CATALOGUE.items():
        yield TableShown(
            titles[code],
            tuple(CELLS.get(cell) or part_name(cell, {}) for cell in table.cells),
            table.protects,
        )


OTHERS = {
    "felt": Wording(
        vi="Người dân nói về một việc đã xác minh", en="What people say of one verified item"
    ),
    "felt_by_receipt": Wording(
        vi="Người có mã nhận nói, chung cả đợt",
        en="What those with a receipt say, in the whole campaign",
    ),
}
"""Tables of the catalogue that are no figures."""
CELLS = {
    "put_right": Wording(vi="đã xong", en="fixed"),
    "still_not": Wording(vi="vẫn chưa xong", en="still not fixed"),
    **ANSWERS,
}
NAMES = ("hidden_below", "round_to", "fewest", "least_change", "internal_below")
_FIELDS = [
    count("hidden_below", "Công khai: không nêu số dưới", "In public: not told below"),
    count("round_to", "Công khai: làm tròn đến bội số của", "In public: rounded to multiples of"),
    count(
        "fewest",
        "Công khai: không nêu từng phần của tổng dưới",
        "In public: no part is told of a whole below",
    ),
    count(
        "least_change",
        "Công khai: chỉ nêu số mới khi mỗi số đổi từ",
        "In public: told anew only where each number changed by",
    ),
    count(
        "internal_below",
        "Trong nội bộ đợt: không nêu số dưới",
        "Within the campaign: not told below",
    ),
    words("reason", "Lý do", "Why"),
]
_NO_NUMBER = Wording(vi="Hãy ghi một số, ví dụ 10.", en="Write a number, such as 10.")
_SET = Wording(
    vi="Đã đặt ngưỡng; áp dụng từ báo cáo soạn tiếp theo và trên mọi trang.",
    en="The thresholds are set: they hold on every page, and from the next report on.",
)
_SAME = Wording(
    vi="Ngưỡng này đã được ghi trước đó; không ghi thêm lần nữa.",
    en="These thresholds were recorded before; nothing was added.",
)
