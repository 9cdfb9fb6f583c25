"""Of which facts passages are made: a `Source` for each table, and signed minutes, which rest on two.

To add one: its kind in `kinds.py`, its source here. A column that not everybody may read who may open the page is never among
`texts`: whoever finds by a word has read it.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Min

from tusoi.campaigns.models import campaign_tree
from tusoi.ledger.models import Fact
from tusoi.meetings.models import MinutesDrafted, MinutesSigned, RedoMinutesSigned
from tusoi.search.kinds import Kind
from tusoi.search.models import Passage
from tusoi.text.words import looked_through

SIGNINGS = (MinutesSigned, RedoMinutesSigned)
MINUTES = MinutesDrafted._meta.label_lower


def scope_of(kind: Kind, code: str) -> str:
    """The scope of a kind: for units the host of that code, for all else the campaign."""
    return f"host/{code}" if kind is Kind.UNIT else campaign_tree(code)


@dataclass(frozen=True, slots=True)
class Source:
    """A table of facts each of which is a passage: where its unit, its code and its words stand.

    `texts` are the columns that are looked through and shown, `code` is looked through too.
    """

    table: str
    kind: Kind
    code: str
    unit: str
    texts: tuple[str, ...]
    scope: str = "campaign"

    @property
    def model(self) -> type[Fact]:
        """The table's model."""
        found = apps.get_model(self.table)
        assert issubclass(found, Fact)  # noqa: S101 (told to the type checker)
        return found

    def passages(self, rows: Collection[UUID]) -> Iterator[Passage]:
        """The passages of some facts, those that were replaced among them; none of a withdrawal. Two queries.

        What was told at once is in backward order: found the newest first, A40 stands before A41.
        """
        keys = list(rows)
        later = self.model._default_manager.filter(replaces__in=keys).values("replaces")
        replaced = dict(later.values_list("replaces", Min("told_at")))
        columns = ("pk", "told_at", "day", self.scope, self.unit, self.code, *self.texts)
        there = self.model._default_manager.filter(pk__in=keys, withdrawn=False)
        for row, told_at, day, scope, unit, code, *said in there.order_by(
            "told_at", "-key"
        ).values_list(*columns):
            place, text = scope_of(self.kind, scope), "\n".join(filter(None, said))
            yield Passage(
                scope=place,
                kind=self.kind.value,
                unit=unit,
                code=code,
                row=row,
                day=day,
                told_at=told_at,
                replaced_at=replaced.get(row),
                text=text,
                words=looked_through(code, *text.split("\n")),
            )


SOURCES = (
    Source(
        "organisation.standing",
        Kind.UNIT,
        code="unit__code",
        unit="unit__code",
        texts=("name",),
        scope="unit__host",
    ),
    Source(
        "remediation.item",
        Kind.ITEM,
        code="number",
        unit="owner_unit",
        texts=("title", "area", "indicator"),
    ),
    Source(
        "preparation.suggestedtopic",
        Kind.TOPIC,
        code="code",
        unit="review__unit__code",
        texts=("topic",),
    ),
    Source(
        "findings.finding",
        Kind.FINDING,
        code="code",
        unit="review__unit__code",
        texts=("shortcoming", "address"),
    ),
    Source(
        "issues.issue",
        Kind.ISSUE,
        code="issue",
        unit="unit_code",
        texts=("words",),
    ),
)


def minutes_rows(reviews: Collection[UUID]) -> set[UUID]:
    """The rows of which passages of some reviews' minutes may be made: every version of their text. One query."""
    rows = MinutesDrafted.objects.filter(review__in=list(reviews))
    return set(rows.values_list("pk", flat=True))


def reviews_with_minutes() -> Iterator[UUID]:
    """The reviews of which there are minutes, in whatever version. One query."""
    rows = MinutesDrafted.objects.order_by("review").values_list("review", flat=True)
    yield from rows.distinct()


def reviews_behind(model: type[Any], rows: Collection[UUID]) -> set[UUID]:
    """The reviews whose minutes some rows say are signed. One query."""
    there = model._default_manager.filter(pk__in=list(rows))
    return set(there.values_list("review", flat=True))


def minutes_passages(reviews: Collection[UUID]) -> Iterator[Passage]:
    """The sections of those reviews' minutes that are signed, here or on paper, as known now. Three queries.

    They are known from the moment the signing was told, and hold from the day of it.
    """
    keys = list(reviews)
    texts = {
        (one.review_id, one.redo_number): one
        for one in MinutesDrafted.objects.known()
        .filter(review__in=keys)
        .select_related("review__unit")
        .order_by("number", "told_at")
    }
    if not texts:
        return
    first = MinutesSigned.objects.known().filter(review__in=keys).order_by("told_at")
    again = RedoMinutesSigned.objects.known().filter(review__in=keys).order_by("told_at")
    signed: dict[tuple[UUID, int], MinutesSigned | RedoMinutesSigned] = {}
    signed |= {(one.review_id, 0): one for one in first}
    signed |= {(other.review_id, other.redo_number): other for other in again}
    for about in sorted(texts.keys() & signed.keys()):
        yield from _sections(texts[about], signed[about].day, signed[about].told_at)


def _sections(text: MinutesDrafted, day: date, told_at: datetime) -> Iterator[Passage]:
    unit, scope = text.review.unit.code, scope_of(Kind.MINUTES, text.campaign_id)
    for part, section in enumerate(text.sections):
        yield Passage(
            scope=scope,
            kind=Kind.MINUTES.value,
            unit=unit,
            code=f"{text.redo_number}/{section['key']}",
            row=text.pk,
            part=part,
            day=day,
            told_at=told_at,
            text=f"{section['title']}\n{section['text']}",
            words=looked_through(*section["text"].split("\n")),
        )
