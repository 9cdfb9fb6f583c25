"""The pages of issues: the campaign's desk, a unit's issues, one issue with its acts."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tusoi.campaigns.asked import Asked, asked_of
from tusoi.campaigns.typed import Typed
from tusoi.desk.fields import Drawn, drawn, pick, words
from tusoi.desk.found import EMPTY, Form, done, receipt, unit_found
from tusoi.desk.issues.acts import GIVE, IssueSeen, act_called, acts_open
from tusoi.desk.issues.shown import became_shown, desk_issues, issues_of, why_waits
from tusoi.desk.unit import UnitPage
from tusoi.figures.engine import known_of
from tusoi.issues.access import SENDING
from tusoi.issues.working import ToRaise, raise_issue
from tusoi.ledger.actions import Told
from tusoi.opinions.asking.access import reads_answers
from tusoi.organisation.access import NotThere
from tusoi.organisation.roles import Right
from tusoi.values.wording import Wording, same

SEES = (Right.WORK_ISSUES, Right.SEE_OPINIONS, Right.ANSWER_ISSUE, *SENDING)
"""Whoever has one of these over a unit has a page of its issues, if an empty one."""


@require_safe
def issue_desk(request: HttpRequest, code: str) -> HttpResponse:
    """Every open issue that the reader works on or reads."""
    asked = asked_of(request, code)
    if all(asked.reach.units(right) == frozenset() for right in SEES[:2]):
        raise NotThere
    if asked.query:
        return redirect("issue-desk", code)
    known = known_of(
        code,
        known_by=asked.known_by,
        units=asked.units,
        named=lambda records, _: {one.unit for one in records.issues},
    )
    names = {file.unit: file.name for file in known.records.units}
    listed, not_listed = desk_issues(asked, names, known.records.calendar)
    shown = {"issues": listed, "not_listed": not_listed}
    return render(request, "desk/issues/issue_desk.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def issues(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """The issues of a unit, and the voices that are in none; sent, one issue is raised from some of these."""
    asked = asked_of(request, code)
    if not any(asked.reach.may(right, unit) for right in SEES):
        raise NotThere
    page = unit_found(asked, unit)
    if request.method != "POST":
        if asked.query:
            return redirect("issues", code, unit)
        return render(request, "desk/issues/issues.html", _listed(asked, page, EMPTY, ()))
    asked.reach.require(Right.WORK_ISSUES, unit)
    told = done(request.POST, "raise", lambda typed: _raise(page, typed))
    if isinstance(told, Form):
        shown = _listed(asked, page, told, request.POST.getlist("voice"))
        return render(request, "desk/issues/issues.html", shown, status=422)
    messages.success(request, receipt(told).in_(asked.lang))
    return redirect("issues", code, unit)


def _raise(page: UnitPage, typed: Typed) -> Told:
    said = typed.text("issue_words", wanted=True)
    post = typed.text("about", longest=40)
    typed.check()
    voices = tuple(str(one) for one in typed.sent.getlist("voice"))
    return raise_issue(page.asked.reach, page.unit, ToRaise(said, voices, post=post))


def _listed(
    asked: Asked, page: UnitPage, form: Form, ticked: list[str] | tuple[str, ...]
) -> dict[str, object]:
    found = issues_of(page)
    works = asked.reach.may(Right.WORK_ISSUES, page.unit)
    posts = [(held.post, same(f"{held.title} ({held.post})")) for held in page.posts]
    fields = [
        words("issue_words", "Vấn đề cần tiếp thu, giải trình", "The issue to accept or explain"),
        pick("about", "Về", "About", [("", _COLLECTIVE), *posts]),
    ]
    return {
        "page": page,
        "found": found,
        "works": works,
        "reads": reads_answers(asked.reach, page.unit),
        "ticked": ticked,
        "fields": drawn(fields, form.typed, form.faults),
        "refused": form.refused,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: HttpRequest, code: str, unit: str, issue: str) -> HttpResponse:
    """One issue: where it comes from, who answers by when, where it went; sent, one of its acts."""
    asked = asked_of(request, code)
    if not any(asked.reach.may(right, unit) for right in SEES):
        raise NotThere
    seen = _seen(unit_found(asked, unit), issue)
    if request.method != "POST":
        if asked.query:
            return redirect("issue", code, unit, issue)
        return render(request, "desk/issues/issue.html", _one(seen, EMPTY))
    act = act_called(request.POST.get("do", ""))
    if act is None or act not in acts_open(seen):
        raise NotThere
    told = done(request.POST, act.slug, lambda typed: act.do(seen, typed))
    if isinstance(told, Form):
        return render(request, "desk/issues/issue.html", _one(seen, told), status=422)
    messages.success(request, receipt(told).in_(asked.lang))
    return redirect("issue", code, unit, issue)


def _seen(page: UnitPage, code: str) -> IssueSeen:
    found = issues_of(page)
    shown = next((one for one in found.shown if one.code == code), None)
    if shown is None:
        raise NotThere
    others = tuple(one.issue for one in found.shown if one.code != code and one.issue.is_open)
    return IssueSeen(page, shown, others, found.own, found.answers)


def _one(seen: IssueSeen, form: Form) -> dict[str, object]:
    acts = [
        {
            "act": act,
            "fields": _fields(seen, act.slug, form),
            "is_sent": form.which == act.slug,
            "is_next": place == 0 and (act.slug != GIVE or seen.issue.given is None),
        }
        for place, act in enumerate(acts_open(seen))
    ]
    return {
        "page": seen.page,
        "shown": seen.shown,
        "issue": seen.issue,
        "became": became_shown(seen.issue),
        "why": why_waits(seen.issue) if seen.issue.is_open else None,
        "acts": acts,
        "refused": form.refused,
    }


def _fields(seen: IssueSeen, slug: str, form: Form) -> list[Drawn]:
    act = act_called(slug)
    assert act is not None  # noqa: S101  # for the type checker: the slug is one of an open act
    sent = form if form.which == slug else EMPTY
    return drawn(act.fields(seen), sent.typed or _offered(seen), sent.faults)


def _offered(seen: IssueSeen) -> dict[str, str]:
    """What stands in the fields before anybody types: the issue's own words, and the standing answer."""
    issue = seen.issue
    said = dict.fromkeys(("topic", "shortcoming", "title"), issue.words)
    if issue.given is not None:
        said |= {"given_to": issue.given.post, "due_on": issue.given.due_on.isoformat()}
    if issue.reply is not None:
        said["reply"] = issue.reply.words
    if issue.answer is not None and issue.answer.outcome is not None:
        said |= {"answer": issue.answer.words, "outcome": issue.answer.outcome.value}
    return said


_COLLECTIVE = Wording(vi="Tập thể đơn vị", en="The unit's collective")
