"""The page on which a campaign is opened below another: first the unit, then the form."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tusoi.campaigns.asked import Asked, asked_of
from tusoi.campaigns.cascade import DIRECTION_WORDING, AddedTopic, Direction
from tusoi.campaigns.queries import topics_of
from tusoi.campaigns.typed import NotAsAsked, Typed
from tusoi.exchange.actions import FolderFaulty
from tusoi.exchange.below import (
    OpenBelow,
    TopicsUnreadable,
    TreeBelow,
    may_open_below,
    open_below,
    read_topics,
    tree_below,
    units_to_open,
)
from tusoi.exchange.start import UnitLine, UnitsUnreadable, read_units
from tusoi.guidance.queries import guidance_set
from tusoi.organisation.access import NotThere
from tusoi.text.forms import tidy
from tusoi.values.clock import now
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

SHOWN = 100
"""Units named on the page, at most; the others are counted."""
ORDERS = (
    (
        "held",
        Wording(
            vi="giữ thứ tự: họp trái thứ tự thì không ghi được",
            en="the order is held: a session out of it cannot be recorded",
        ),
    ),
    ("open", Wording(vi="không giữ thứ tự", en="the order is left open")),
)


@dataclass(frozen=True, slots=True)
class Sent:
    """What was typed, and what is wrong with it."""

    typed: Mapping[str, str]
    faults: Mapping[str, Wording]
    refused: Refused | None = None


@require_http_methods(["GET", "HEAD", "POST"])
def opening(request: HttpRequest, code: str) -> HttpResponse:
    """The units below which a campaign may be opened; with one chosen, the form; sent, the new campaign's wall."""
    asked = asked_of(request, code)
    if not may_open_below(asked.reach):
        raise NotThere
    if asked.query:
        return redirect("open-below", code=code)
    under = tidy(request.POST.get("under", "") or request.GET.get("duoi", ""))
    if not under:
        return _choose(request, asked)
    try:
        tree = tree_below(asked.reach, under, known_by=now())
    except NotThere:
        if request.method == "POST":
            raise
        return _choose(request, asked, missing=under)
    if request.method != "POST":
        return _form(request, asked, tree, Sent(_at_first(asked, tree), {}))
    return _open(request, asked, under)


def _open(request: HttpRequest, asked: Asked, under: str) -> HttpResponse:
    typed = Typed(request.POST)
    try:
        told = _read(asked, typed, under)
        open_below(asked.reach, told)
    except NotThere:
        raise
    except Refused as refused:
        faults = refused.faults if isinstance(refused, NotAsAsked) else {}
        tree = tree_below(asked.reach, under, known_by=now())
        sent = Sent(request.POST.dict() | {"seen": tree.seen}, faults, refused)
        return _form(request, asked, tree, sent, status=422)
    messages.success(request, _OPENED.filled(title=told.title).in_(asked.lang))
    return redirect("wall", code=told.code)


def _choose(request: HttpRequest, asked: Asked, missing: str = "") -> HttpResponse:
    found = units_to_open(asked.reach, known_by=now())
    shown = {"units": found[:SHOWN], "more": max(0, len(found) - SHOWN), "missing": missing}
    return render(request, "exchange/below_choose.html", shown, status=422 if missing else 200)


def _form(
    request: HttpRequest, asked: Asked, tree: TreeBelow, sent: Sent, *, status: int = 200
) -> HttpResponse:
    guidance = guidance_set(asked.campaign.guidance_set)
    refused = sent.refused
    shown = {
        "tree": tree,
        "units": tree.units[:SHOWN],
        "more": max(0, len(tree.units) - SHOWN),
        "topics": topics_of(asked.campaign, known_by=now()),
        "levels": [
            (level, wording, [one for one in guidance.topics if one.scope == level])
            for level, wording in guidance.levels.items()
        ],
        "directions": [(one.value, DIRECTION_WORDING[one]) for one in Direction],
        "orders": ORDERS,
        "typed": sent.typed,
        "faults": sent.faults,
        "refused": refused,
        "found": refused.findings.sorted_faults() if isinstance(refused, FolderFaulty) else (),
    }
    return render(request, "exchange/below_form.html", shown, status=status)


def _at_first(asked: Asked, tree: TreeBelow) -> dict[str, str]:
    """What the form holds before anybody types: the direction of the campaign's own place, else from the top."""
    place = asked.campaign.cascade
    levels = guidance_set(asked.campaign.guidance_set).levels
    return {
        "seen": tree.seen,
        "direction": (place.direction if place else Direction.TOP_DOWN).value,
        "order": ORDERS[0][0],
        "level": asked.campaign.level or next(iter(levels), ""),
    }


def _read(asked: Asked, typed: Typed, under: str) -> OpenBelow:
    levels = guidance_set(asked.campaign.guidance_set).levels
    code = typed.text("code", wanted=True, longest=40)
    title = typed.text("title", wanted=True, longest=300)
    opens_on, due_on = typed.day("opens_on"), typed.day("due_on")
    direction = typed.one_of("direction", tuple(Direction))
    order = typed.one_of("order", tuple(word for word, _ in ORDERS))
    level = typed.one_of("level", ("", *levels))
    topics, units = _topics(typed), _units(typed)
    typed.check()
    return OpenBelow(
        code=code,
        title=title,
        under=under,
        opens_on=opens_on,
        due_on=due_on,
        direction=Direction(direction),
        order_held=order == ORDERS[0][0],
        level=level,
        topics=topics,
        pasted=units,
        seen=typed.text("seen", longest=64),
    )


def _topics(typed: Typed) -> tuple[AddedTopic, ...]:
    try:
        return read_topics(typed.text("topics", longest=20_000))
    except TopicsUnreadable as unreadable:
        typed.faults["topics"] = unreadable.wording
        return ()


def _units(typed: Typed) -> tuple[UnitLine, ...]:
    pasted = typed.text("units", longest=2_000_000)
    try:
        return read_units(pasted) if pasted else ()
    except UnitsUnreadable as unreadable:
        typed.faults["units"] = unreadable.wording
        return ()


_OPENED = Wording(vi="Đã mở đợt cấp dưới: {title}.", en="Opened the campaign below: {title}.")
