"""The way back of `tell.py`: from the facts that stand to the rows of the workbooks that would tell them again.

It reads facts and not the rooms' views: only a fact's key knows the row it was told in, and an export must
put every word back into its cell. A column that `tell.py` uses needs its line here; a test fills every
column of every workbook and looks that it comes back.
"""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, reduce
from heapq import merge
from itertools import groupby
from operator import or_
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Q
from django.db.models.functions import Collate

from tusoi.campaigns.models import CampaignTerms
from tusoi.campaigns.queries import UnknownCampaign, campaign_view, seats
from tusoi.exchange.cells import NOT_STATED
from tusoi.exchange.checks import UNIT_COLUMNS
from tusoi.exchange.columns import (
    CASES,
    EVIDENCE,
    FINDINGS,
    GROUPS,
    OPINIONS,
    PEOPLE,
    REMEDIATION,
    REVIEWS,
    SHEETS,
    TOPICS,
    UNITS,
    VOICES,
    Kind,
    Sheet,
)
from tusoi.exchange.models import Load
from tusoi.exchange.raw import RawSheet
from tusoi.exchange.reader import Folder, Record, Value, bare_key
from tusoi.exchange.seats import Seats, owes_review, seat_of
from tusoi.ledger.models import Fact
from tusoi.ledger.source import SEPARATOR, row_key_of
from tusoi.values.origin import Origin
from tusoi.values.period import ALWAYS

__all__ = [
    "FolderRetold",
    "Retelling",
    "RowRetold",
    "UnknownCampaign",
    "retell",
    "standing_terms",
]

_SEVERAL = (Kind.DAYS, Kind.CODES, Kind.POSTS)
Said = dict[str, Value]
"""What one fact puts into its row, by column key."""


@dataclass(frozen=True, slots=True)
class RowRetold:
    """A row as a workbook would tell it again, and for each of its columns the fact that says it, or leaves it empty."""

    sheet: Sheet
    record: Record
    facts: Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class FolderRetold:
    """A campaign's folder as it would be told again: rows by workbook, in order, and the campaign file's content."""

    rows: Mapping[str, tuple[RowRetold, ...]]
    terms: CampaignTerms

    def of(self, sheet: Sheet) -> tuple[RowRetold, ...]:
        """The rows of one workbook."""
        return self.rows.get(sheet.file, ())


def retell(code: str, *, known_by: datetime) -> FolderRetold:
    """Everything that stands of a campaign by a moment, as the rows that would tell it.

    Raises:
        UnknownCampaign: none of that code was told by `known_by`.
    """
    told = Retelling(code, known_by=known_by)
    rows = {sheet.file: tuple(sorted(told.rows(sheet), key=_order)) for sheet in SHEETS}
    return FolderRetold(rows, told.terms)


def standing_terms(code: str, *, known_by: datetime) -> CampaignTerms:
    """The campaign's terms, with the content of its file.

    Raises:
        UnknownCampaign: none of that code was told by `known_by`.
    """
    campaign_view(code, known_by=known_by)
    known = CampaignTerms.objects.known(known_by).filter(campaign=code)
    return known.select_related("campaign").latest("told_at")


class Retelling:
    """What stands of one campaign by a moment, row after row in the order of their keys: no workbook of a country is ever whole
    in memory. One query for each kind of fact of a workbook.

    Raises:
        UnknownCampaign: none of that code was told by `known_by`.
    """

    def __init__(self, code: str, *, known_by: datetime) -> None:
        self.terms = standing_terms(code, known_by=known_by)
        self._code, self._known_by = code, known_by
        self._host = self.terms.campaign.host_id
        others = Load.objects.filter(campaign__host=self._host).exclude(campaign=code)
        self._elsewhere = frozenset(others.values_list("id", flat=True))

    def rows(self, sheet: Sheet) -> Iterator[RowRetold]:
        """The rows of one workbook, each under the unit and the post that an office would write."""
        if sheet in _OF_A_SEAT:
            return map(self._sitting.seated, self._rows(sheet))
        if sheet in (UNITS, PEOPLE) and self._elsewhere:
            return filter(self._is_ours, self._rows(sheet))
        return self._rows(sheet)

    def _rows(self, sheet: Sheet, among: Q | None = None) -> Iterator[RowRetold]:
        """The rows of a workbook, each put together of the facts that its kinds tell under one key."""
        kinds = [self._told(label, said, among) for label, said in _SAID[sheet.file].items()]
        several = {one.key for one in sheet.columns if one.kind in _SEVERAL}
        for key, facts in groupby(merge(*kinds, key=_by_row), key=_by_row):
            yield _row(sheet, key.removesuffix(SEPARATOR), list(facts), several)

    def _told(
        self, label: str, said: Callable[[Any], Said], among: Q | None
    ) -> Iterator[tuple[Fact, Said]]:
        """The facts of one kind in the order of their keys, sign by sign as everywhere, each with what it says."""
        host_wide = label in ("organisation.Standing", "organisation.Tenure")
        about = Q(unit__host=self._host) if host_wide else Q(campaign=self._code)
        rows = _facts(label).known(self._known_by).filter(about, among or Q())
        if label in _NAMED_BY_SEAT:
            rows = rows.select_related("review__unit")
        by_sign = Collate("key", "C") if connection.vendor == "postgresql" else "key"
        for fact in rows.order_by(by_sign).iterator():
            yield fact, said(fact)

    @cached_property
    def _sitting(self) -> "_Sitting":
        """Who sits where, in the units of which a topic, a finding or a piece of evidence tells."""
        told = [_facts(label).filter(campaign=self._code) for label in _NAMED_BY_SEAT]
        units = reduce(or_, (Q(unit__in=rows.values("review__unit")) for rows in told))
        people = self._rows(PEOPLE, units)
        if self._elsewhere:
            people = filter(self._is_ours, people)
        folder = Folder(Path(), {PEOPLE.file: tuple(row.record for row in people)})
        return _Sitting(Seats.of(folder), self.terms)

    def _is_ours(self, row: RowRetold) -> bool:
        """Not for a unit or a post that only another campaign of the host told and this one never names."""
        if not any(fact.load in self._elsewhere for fact in row.facts.values()):
            return True
        unit = row.record.text("unit")
        if row.sheet is PEOPLE and owes_review(row.record):
            return (unit, seat_of(row.record)) in self._owing
        return unit in self._units_owing or unit in self._units_named

    @cached_property
    def _owing(self) -> frozenset[tuple[str, str]]:
        return frozenset(seats(self._code).values())

    @cached_property
    def _units_owing(self) -> frozenset[str]:
        return frozenset(unit for unit, _ in self._owing)

    @cached_property
    def _units_named(self) -> set[str]:
        """The units that the campaign's own rows name, and all above them."""
        above = defaultdict(set)
        named = set()
        for row in self._rows(UNITS):
            above[row.record.text("unit")].add(row.record.text("parent"))
            if row.record.text("block"):
                named.add(row.record.text("unit"))
        for sheet in SHEETS:
            if sheet not in (UNITS, PEOPLE):
                named.update(_named_outright(sheet, self._rows(sheet)))
        new = named
        while new:
            new = {parent for unit in new for parent in above[unit]} - named
            named |= new
        return named - {""}


def _facts(label: str) -> Any:
    """All facts of a kind; each has fields of its own, of which only `_SAID` knows."""
    return apps.get_model(label)._default_manager


def _by_row(told: tuple[Fact, Said]) -> str:
    """The key of a fact's row, with what parts it from the rest: as such rows stand in the order of whole keys."""
    return f"{row_key_of(told[0].key)}{SEPARATOR}"


def _row(
    sheet: Sheet, key: str, facts: list[tuple[Fact, Said]], several: Container[str]
) -> RowRetold:
    """One row put together of its facts; where two say a cell, the first does, and what a cell of `several` holds adds up."""
    values: Said = {}
    by_column: dict[str, Fact] = {}
    for fact, said in facts:
        for column, value in said.items():
            if value in ("", (), None):
                by_column.setdefault(column, fact)
                continue
            if column in several:
                value = _joined(values.get(column), value)
            elif column in values:
                continue
            values[column] = value
            by_column[column] = fact
    if values.get("redo_chair") == values.get("chair"):
        values.pop("redo_chair", None)
    returned = [fact for fact, _ in facts if fact.load is not None]
    last = max(returned, key=lambda fact: fact.told_at, default=None)
    values["origin"] = last.origin if last else Origin.RECORD.value
    if last and last.citation:
        values["citation"] = last.citation
    number = last.source_row if last and last.source_row else 0
    raw = RawSheet(sheet.file, sheet.title.vi, (), ())
    record = Record.of(key, number, raw, {}, _shortened(values))
    return RowRetold(sheet, record, by_column)


def _joined(earlier: Value, more: Value) -> Value:
    """Days or codes of one cell together, in order; what is not stated gives way to what is."""
    if not isinstance(more, tuple) or not isinstance(earlier, tuple):
        return more if isinstance(more, tuple) or earlier is None else earlier
    return tuple(sorted({*earlier, *more}))


def _shortened(values: Said) -> Said:
    """Posts of the row's own unit by their own code, as an office writes them."""
    unit = values.get("unit") or values.get("owner_unit")
    for column in ("chair", "redo_chair", "owner"):
        post = values.get(column)
        if unit and isinstance(post, str):
            values[column] = post.removeprefix(f"{unit}/")
    serious = values.get("serious_responsibility")
    if isinstance(serious, tuple):
        values["serious_responsibility"] = tuple(
            str(post).removeprefix(f"{unit}/") for post in serious
        )
    return values


def _order(row: RowRetold) -> tuple[bool, int, str]:
    """As the rows stood in the last return that told each; then those told by hand alone."""
    return (not row.record.number, row.record.number, row.record.key)


@dataclass(frozen=True, slots=True)
class _Sitting:
    """Who sits where: the post under which a topic or a finding names the holder of a review."""

    seats: Seats
    terms: CampaignTerms

    def seated(self, row: RowRetold) -> RowRetold:
        """The row with the unit and the post of the review that its facts are about."""
        fact: Any = next(iter(row.facts.values()))
        unit, seat = fact.review.unit.code, fact.review.seat
        values = {**row.record.values, "unit": unit}
        if seat:
            values["post"] = self._post(unit, seat, row.record)
        old = row.record
        record = Record.of(old.key, old.number, old.raw, old.positions, _shortened(values))
        return RowRetold(row.sheet, record, {**row.facts, "unit": fact})

    def _post(self, unit: str, seat: str, record: Record) -> str:
        """The post through which the load finds that seat again on the row's day."""
        posts = sorted(self.seats.by_unit.get(unit, ()))
        days = [record.day("suggested_on"), record.day("found_on")]
        day = max((one for one in days if one is not None), default=self.terms.as_of)
        there = (post for post in posts if self.seats.seat(f"{unit}/{post}", day) == seat)
        return next(there, seat)


def _named_outright(sheet: Sheet, rows: Iterable[RowRetold]) -> Iterator[str]:
    """Units in a column for units, and the units of posts written unit code/post code."""
    units = [column for one, column in UNIT_COLUMNS if one is sheet]
    posts = [one.key for one in sheet.columns if one.kind in (Kind.POST, Kind.POSTS)]
    for row in rows:
        for column in units:
            yield from (row.record.text(column), *row.record.several(column))
        for column in posts:
            named = (row.record.text(column), *row.record.several(column))
            yield from (post.partition("/")[0] for post in named if "/" in post)


# What each kind of fact puts into its row.


def _when(fact: Any) -> Value:
    return fact.day if fact.day_stated else NOT_STATED


def _since(fact: Any) -> Value:
    return None if fact.day == ALWAYS else fact.day


def _row_of(fact: Any) -> str:
    return bare_key(row_key_of(fact.key))


def _review_of(fact: Any) -> Said:
    """Unit and post of a review's row, which are its key."""
    unit, _, post = _row_of(fact).partition("/")
    return {"unit": unit, "post": post}


def _standing(fact: Any) -> Said:
    return {
        "unit": _row_of(fact),
        "name": fact.name,
        "kind": fact.kind,
        "parent": fact.parent_code,
        "since": _since(fact),
        "until": fact.until,
    }


def _membership(fact: Any) -> Said:
    return {"unit": _row_of(fact), "block": fact.block, "since": _since(fact), "until": fact.until}


def _tenure(fact: Any) -> Said:
    return {
        "unit": _row_of(fact).partition("/")[0],
        "post": fact.post,
        "title": fact.title,
        "rank": fact.rank,
        "holder": fact.holder,
        "holder_name": fact.holder_name,
        "since": _since(fact),
        "until": fact.until,
    }


def _group(fact: Any) -> Said:
    members = tuple(fact.members)
    return {"group": fact.group, "leader": fact.leader, "members": members, "given_on": _when(fact)}


def _assignment(fact: Any) -> Said:
    return {"group": fact.group, "units": (fact.key.rpartition("|given:")[2],)}


def _topic(fact: Any) -> Said:
    return {
        "topic_code": fact.code,
        "topic": fact.topic,
        "deep": "yes" if fact.deep else "",
        "suggested_by": fact.suggested_by,
        "suggested_on": _when(fact),
        "due": fact.due_on,
    }


def _explanation(fact: Any) -> Said:
    return {"answered_on": _when(fact), "cause": fact.cause, "owner": fact.owner}


def _opinions(fact: Any) -> Said:
    # More answers than were invited load only where the number invited is not stated.
    invited = NOT_STATED if fact.answered > fact.invited else fact.invited
    return {
        "opinion_code": fact.code,
        "unit": fact.unit_code,
        "giver": fact.giver,
        "about": fact.about,
        "invited": invited,
        "answered": fact.answered,
        "closed_on": _when(fact),
    }


def _issues(fact: Any) -> Said:
    return {"issues": fact.count}


def _chair(fact: Any) -> Said:
    return {**_review_of(fact), "chair": fact.post}


def _reason(fact: Any) -> Said:
    return {**_review_of(fact), "reason": fact.reason, "next_look": fact.next_look}


def _prepared(fact: Any) -> Said:
    return {**_review_of(fact), "prepared": _when(fact)}


def _session(fact: Any) -> Said:
    days, chair = ("redo_sessions", "redo_chair") if fact.redo else ("sessions", "chair")
    when = _when(fact)
    return {
        **_review_of(fact),
        days: when if when is NOT_STATED else (fact.day,),
        chair: fact.chair,
    }


def _minutes(fact: Any) -> Said:
    return {**_review_of(fact), "minutes": _when(fact)}


def _attended(fact: Any) -> Said:
    return {**_review_of(fact), "group_attended": _when(fact)}


def _inspection(fact: Any) -> Said:
    columns = {
        "awaited": "waiting_since",
        "concluded": "inspection_concluded",
        "settled": "responsibilities_settled",
    }
    waiting = {"waiting_for": fact.waiting_for, columns[fact.step]: _when(fact)}
    return {**_review_of(fact), **waiting}


def _responsibility(fact: Any) -> Said:
    return {**_review_of(fact), "serious_responsibility": (fact.post,) if fact.serious else ()}


def _verdict(fact: Any) -> Said:
    column = "redo_verdict" if fact.redo else "verdict"
    given = {column: fact.verdict, f"{column}_on": _when(fact), f"{column}_reason": fact.reason}
    return {**_review_of(fact), **given}


def _mark(fact: Any) -> Said:
    return {**_review_of(fact), f"sign_{fact.sign}": "yes" if fact.seen else "no"}


def _subject(fact: Any) -> Said:
    return {
        "case": fact.case,
        "subject": fact.subject,
        "unit": fact.unit_code,
        "post": fact.post,
        "out_of_unit": fact.out_of_unit,
        "phase": fact.phase_told,
    }


def _step(fact: Any) -> Said:
    said: Said = {"case": fact.case}
    if fact.step == "serious":
        return {**said, "serious": "yes", "serious_on": _when(fact), "serious_by": fact.body}
    if fact.step == "decided":
        said |= {"decided_by": fact.body, "form": fact.form}
    return {**said, fact.step: _when(fact)}


def _finding(fact: Any) -> Said:
    return {
        "finding": fact.code,
        "shortcoming": fact.shortcoming,
        "cause": fact.cause,
        "owner": fact.owner,
        "address": fact.address,
        "topic_code": fact.topic_code,
        "found_on": _when(fact),
    }


def _evidence(fact: Any) -> Said:
    return {
        "evidence_code": fact.code,
        "campaign_topic": fact.topic_code,
        "kind": fact.kind,
        "held_on": _when(fact),
        "place": fact.place,
        "said": fact.said,
        "people": fact.people,
        "due": fact.due_on,
        "answered_on": fact.answered_on,
    }


def _invitation(fact: Any) -> Said:
    return {
        "row_kind": "invited",
        "invitation": fact.code,
        "unit": fact.unit_code,
        "about_post": fact.post,
        "voice": fact.kind,
        "giver": fact.giver,
        "body_unit": fact.body_unit,
        "invited_on": _when(fact),
        "opinion_due": fact.due_on,
    }


def _point(fact: Any) -> Said:
    return {
        "row_kind": "said",
        "unit": fact.unit_code,
        "invitation": fact.invitation,
        "said_topic": fact.topic_code,
        "strengths": fact.strengths,
        "faults": fact.faults,
        "via": fact.via,
        "received_on": _when(fact),
    }


def _solution_group(fact: Any) -> Said:
    return {
        "row_kind": "group",
        "number": fact.number,
        "title": fact.title,
        "agreed_on": _when(fact),
    }


def _item(fact: Any) -> Said:
    return {
        "row_kind": "item",
        "number": fact.number,
        "title": fact.title,
        "group": fact.group,
        "area": fact.area,
        "comes_from": fact.comes_from,
        "owner_unit": fact.owner_unit,
        "owner": fact.owner,
        "due": fact.due_on,
        "indicator": fact.indicator,
        "agreed_on": _when(fact),
    }


def _item_step(fact: Any) -> Said:
    columns = {"in_progress": "started_on", "claimed": "claimed_on", "verified": "verified_on"}
    return {columns[fact.stage]: _when(fact)}


_SAID: Mapping[str, Mapping[str, Callable[[Any], Said]]] = {
    UNITS.file: {"organisation.Standing": _standing, "campaigns.Membership": _membership},
    PEOPLE.file: {"organisation.Tenure": _tenure},
    GROUPS.file: {"campaigns.GroupTerms": _group, "campaigns.Assignment": _assignment},
    TOPICS.file: {
        "preparation.SuggestedTopic": _topic,
        "preparation.Explanation": _explanation,
    },
    OPINIONS.file: {"opinions.OpinionsAsked": _opinions, "issues.IssuesDistilled": _issues},
    REVIEWS.file: {
        "campaigns.ChairNamed": _chair,
        "campaigns.ReasonStated": _reason,
        "preparation.SelfReviewPrepared": _prepared,
        "discipline.InspectionStep": _inspection,
        "discipline.ResponsibilitySettled": _responsibility,
        "meetings.Session": _session,
        "meetings.MinutesSigned": _minutes,
        "meetings.GroupAttended": _attended,
        "supervision.Verdict": _verdict,
        "supervision.Mark": _mark,
    },
    CASES.file: {"discipline.CaseSubject": _subject, "discipline.CaseStep": _step},
    FINDINGS.file: {"findings.Finding": _finding},
    REMEDIATION.file: {
        "remediation.SolutionGroup": _solution_group,
        "remediation.Item": _item,
        "remediation.ItemStep": _item_step,
    },
    EVIDENCE.file: {"preparation.TopicEvidence": _evidence},
    VOICES.file: {"opinions.Invitation": _invitation, "opinions.OpinionPoint": _point},
}
"""By workbook, the kinds of facts its rows are told as. By label: the models of opinions and discipline stay in their rooms."""
_OF_A_SEAT = (TOPICS, FINDINGS, EVIDENCE)
_NAMED_BY_SEAT = [label for sheet in _OF_A_SEAT for label in _SAID[sheet.file]]
"""The kinds of facts whose row names the holder of a review by a post."""
