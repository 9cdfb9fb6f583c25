"""The page of a unit's evidence on the topics of its campaign that ask for some: what is there, and a form for more."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tusoi.campaigns.actions import review_of
from tusoi.campaigns.asked import Asked, asked_of
from tusoi.campaigns.cascade import CampaignTopic
from tusoi.campaigns.typed import NotAsAsked, Typed
from tusoi.desk.found import unit_found
from tusoi.guidance.sets import EVIDENCE_WORDING, EvidenceKind
from tusoi.ledger.actions import Told
from tusoi.organisation.access import NotThere, Right
from tusoi.preparation.evidence import (
    MOST_PEOPLE,
    Evidence,
    answer_evidence,
    asks_evidence,
    evidence,
    record_evidence,
)
from tusoi.values.clock import today
from tusoi.values.day import When
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording


@dataclass(frozen=True, slots=True)
class Shown:
    """One piece of evidence as the page shows it; `late` says that a promised answer is overdue."""

    one: Evidence
    kind: Wording
    answered: When | None
    late: bool


@require_http_methods(["GET", "HEAD", "POST"])
def unit_evidence(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """The evidence of one unit, and the forms to record more and to answer what was raised; on a page of another day there are none."""
    asked = asked_of(request, code)
    asked.reach.require(Right.SEE_REVIEW, unit)
    topics = asks_evidence(asked.campaign, known_by=asked.known_by)
    review_of(asked.reach, unit)
    if not topics:
        raise NotThere
    if request.method != "POST":
        return _page(request, asked, unit, topics)
    asked.reach.require(Right.PREPARE, unit)
    if asked.query:
        return redirect("evidence", code=code, unit=unit)
    typed = Typed(request.POST)
    try:
        told = _tell(asked, unit, typed, topics)
    except NotThere:
        raise
    except Refused as refused:
        return _page(request, asked, unit, topics, typed=typed, refused=refused)
    messages.success(request, (_RECORDED if told.changes else _BEFORE).in_(asked.lang))
    return redirect("evidence", code=code, unit=unit)


def _tell(asked: Asked, unit: str, typed: Typed, topics: tuple[CampaignTopic, ...]) -> Told:
    """What the form that was sent tells: an answer to what was raised, or new evidence."""
    if "answers" in typed.sent:
        return _answer(asked, unit, typed)
    return _record(asked, unit, typed, topics)


def _record(asked: Asked, unit: str, typed: Typed, topics: tuple[CampaignTopic, ...]) -> Told:
    topic = typed.one_of("topic", tuple(one.code for one in topics))
    kind = typed.one_of("kind", tuple(EvidenceKind))
    on, people = typed.day("on"), _people(typed)
    place = typed.text("place", wanted=True, longest=200)
    said = typed.text("said", wanted=True)
    due_on, answered_on = typed.day_or_none("due_on"), typed.day_or_none("answered_on")
    typed.check()
    return record_evidence(
        asked.reach,
        unit,
        on,
        topic=topic,
        kind=EvidenceKind(kind),
        place=place,
        said=said,
        people=people,
        due_on=due_on,
        answered_on=answered_on,
    )


def _answer(asked: Asked, unit: str, typed: Typed) -> Told:
    code, on = typed.text("answers", wanted=True, longest=40), typed.day("replied_on")
    typed.check()
    return answer_evidence(asked.reach, unit, code, on)


def _people(typed: Typed) -> int | None:
    said = typed.text("people", longest=20).replace(".", "").replace(" ", "")
    if not said:
        return None
    if not (said.isascii() and said.isdigit()) or int(said) > MOST_PEOPLE:
        typed.faults["people"] = _NO_NUMBER
        return None
    return int(said)


def _page(
    request: HttpRequest,
    asked: Asked,
    unit: str,
    topics: tuple[CampaignTopic, ...],
    *,
    typed: Typed | None = None,
    refused: Refused | None = None,
) -> HttpResponse:
    review = review_of(asked.reach, unit)
    told = evidence(asked.campaign.code, known_by=asked.known_by, reviews=[review])
    known = [one for one in told if one.when.surely_by(asked.as_of)]
    sent = {name: str(value) for name, value in typed.sent.items()} if typed else {}
    shown = {
        "page": unit_found(asked, unit),
        "unit": unit,
        "groups": [
            (one, [_shown(found, asked) for found in known if found.topic == one.code])
            for one in topics
        ],
        "topics": topics,
        "kinds": [
            (kind.value, EVIDENCE_WORDING[kind])
            for kind in EvidenceKind
            if any(kind in one.evidence for one in topics)
        ],
        "may_record": not asked.query and asked.reach.may(Right.PREPARE, unit),
        "typed": {**_first(topics), **sent},
        "faults": refused.faults if isinstance(refused, NotAsAsked) else {},
        "refused": refused,
    }
    return render(request, "desk/preparing/evidence.html", shown, status=422 if refused else 200)


def _first(topics: tuple[CampaignTopic, ...]) -> Mapping[str, str]:
    """Where only one topic asks for evidence nobody has to choose it."""
    return {"topic": topics[0].code} if len(topics) == 1 else {}


def _shown(found: Evidence, asked: Asked) -> Shown:
    answered = found.answered_on is not None and found.answered_on <= asked.as_of
    late = not answered and found.due_on is not None and found.due_on < min(asked.as_of, today())
    return Shown(
        found,
        EVIDENCE_WORDING[EvidenceKind(found.kind)],
        When(found.answered_on) if answered and found.answered_on else None,
        late,
    )


_RECORDED = Wording(vi="Đã ghi minh chứng.", en="The evidence is recorded.")
_BEFORE = Wording(
    vi="Điều này đã được ghi từ trước; không có gì thay đổi.",
    en="This was recorded before; nothing changed.",
)
_NO_NUMBER = Wording(
    vi="Hãy viết một số nguyên, hoặc để trống nếu không rõ.",
    en="Write a whole number, or leave it empty if not known.",
)
