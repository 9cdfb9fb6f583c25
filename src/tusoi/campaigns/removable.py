"""Which recorded words may be taken out by decision: a kind for each table that declares `redactable`.

To add one: declare the columns in the model, and name here what they are and who reads them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import QuerySet

from tusoi.campaigns.access import Reach
from tusoi.campaigns.models import CampaignFact, ReviewFact
from tusoi.campaigns.passages import Taking, blanked
from tusoi.ledger.queries import redacted
from tusoi.organisation.access import NotThere, Right
from tusoi.values.wording import Wording


@dataclass(frozen=True, slots=True)
class Kind:
    """What the words of a table are, and the right with which they are read.

    `by_passage`: the row is a long text of which lines go, one by one. `of_a_person` is the right with which words are
    read that hang on a person's seat, where that is another; the campaign's office has it not, and so the
    inspection commission proposes as well as confirms, by two of its people.
    """

    table: str
    wording: Wording
    right: Right = Right.SEE_REVIEW
    by_passage: bool = False
    of_a_person: Right | None = None

    @property
    def model(self) -> type[CampaignFact]:
        """The table's model; rooms above are reached by name alone."""
        model = apps.get_model(self.table)
        assert issubclass(model, CampaignFact)  # noqa: S101 (told to the type checker)
        return model


KINDS = {
    kind.table: kind
    for kind in (
        Kind(
            "campaigns.reasonstated",
            Wording(vi="lý do chưa kiểm điểm", en="the reason why a review was not held"),
            Right.SEE,
        ),
        Kind(
            "preparation.selfreviewdraft",
            Wording(vi="một đoạn của bản tự kiểm điểm", en="a passage of a self-review"),
            by_passage=True,
            of_a_person=Right.SEE_SELF_REVIEWS,
        ),
        Kind("preparation.suggestedtopic", Wording(vi="vấn đề gợi ý", en="a suggested topic")),
        Kind("preparation.explanationtext", Wording(vi="lời giải trình", en="an explanation")),
        Kind(
            "preparation.topicevidence",
            Wording(vi="chứng cứ của một vấn đề", en="evidence on a topic"),
        ),
        Kind(
            "opinions.opinionpoint",
            Wording(vi="ý kiến góp ý có tên", en="an opinion on record"),
            Right.READ_ANSWERS,
        ),
        Kind(
            "issues.digestreceived",
            Wording(vi="bản tóm tắt ý kiến", en="a digest of opinions"),
            Right.READ_DIGESTS,
        ),
        Kind("issues.issue", Wording(vi="vấn đề được nêu", en="an issue"), Right.WORK_ISSUES),
        Kind(
            "issues.issuereply",
            Wording(vi="lời người được nêu", en="a reply of whom an issue names"),
            Right.WORK_ISSUES,
        ),
        Kind(
            "issues.issueanswer",
            Wording(vi="lời tiếp thu, giải trình", en="an answer to an issue"),
            Right.WORK_ISSUES,
        ),
        Kind(
            "meetings.minutesdrafted",
            Wording(vi="một đoạn của biên bản", en="a passage of minutes"),
            Right.SEE_MINUTES,
            by_passage=True,
        ),
        Kind(
            "meetings.minutescorrection",
            Wording(vi="đề nghị sửa biên bản", en="a correction of minutes"),
            Right.SEE_MINUTES,
        ),
        Kind("meetings.dissent", Wording(vi="ý kiến bảo lưu", en="a dissent"), Right.SEE_MINUTES),
        Kind(
            "meetings.minutesaddendum",
            Wording(vi="lời ghi thêm sau khi ký", en="an addition to signed minutes"),
            Right.SEE_MINUTES,
        ),
        Kind("findings.finding", Wording(vi="khuyết điểm", en="a finding")),
        Kind("supervision.verdict", Wording(vi="lý do kết luận", en="the reason of a verdict")),
        Kind("supervision.markgrounds", Wording(vi="căn cứ của một dấu hiệu", en="what speaks for a mark")),
        Kind("supervision.judgement", Wording(vi="lời nhận xét của tổ", en="a group's judgement")),
        Kind("supervision.groupdissent", Wording(vi="ý kiến khác trong tổ", en="a dissent in a group")),
        Kind("supervision.verdictreply", Wording(vi="phản hồi kết luận", en="a reply to a verdict")),
        Kind("remediation.itemclaimed", Wording(vi="lời báo đã xong", en="what was said on an item done")),
        Kind("remediation.claimanswered", Wording(vi="lời xác minh", en="what was said in verifying")),
    )
}  # fmt: skip


REPORTS, APPROVALS = "reports.reportdrafted", "reports.reportapproved"
GO_ALONG = (REPORTS, "meetings.minutessignature")
"""Tables that are no kind: reports lose what they quote, signatures the digest of what was signed, in the same act."""
MARK = Wording(
    vi="Đã xóa theo quyết định {decision} ngày {day}",
    en="removed by decision {decision} of {day}",
)
"""What stands in the place of words that went."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one recorded row, as they stand: of which unit and seat, told when, whether a later row took their place.

    `unit` is "" where the row names none; `passage` the place of the words within it, "" where it is all that the row
    says; `gone` where a decision has taken them out. `proposed_with` is the right of whoever may propose that they go.
    """

    kind: Kind
    row: UUID
    passage: str
    unit: str
    seat: str
    told_at: datetime
    texts: tuple[str, ...]
    replaced: bool
    gone: bool

    @property
    def right(self) -> Right:
        """With which they are read."""
        return (self.kind.of_a_person if self.seat else None) or self.kind.right

    @property
    def proposed_with(self) -> Right:
        """With which it is proposed that they go."""
        by_commission = self.seat and self.kind.of_a_person
        return Right.APPROVE_REMOVAL if by_commission else Right.PROPOSE_REMOVAL


def words_of(reach: Reach, table: str, row: UUID, passage: str = "") -> Words:
    """The words of one row, or one passage of it, for whoever may read them. Three queries.

    Raises:
        NotThere: no such row of the campaign, no such passage or kind, or the asker may not read it.
    """
    kind = KINDS.get(table)
    found = kind and _rows(kind, campaign=reach.campaign.code, pk=row)
    if not kind or not found:
        raise NotThere
    words = next((one for one in _words(kind, found) if one.passage == passage), None)
    if words is None:
        raise NotThere
    reach.require(words.right, words.unit)
    return words


def words_about(reach: Reach, unit: str) -> tuple[Words, ...]:
    """All words of a unit of which the asker may propose that they go, kind by kind, the newest first. Three queries for each kind."""
    found: list[Words] = []
    for kind in KINDS.values():
        about = {"review__unit__code": unit}
        if not issubclass(kind.model, ReviewFact):
            about = {"unit_code": unit} if hasattr(kind.model, "unit_code") else {}
        if about and (reach.may(kind.right, unit) or kind.of_a_person):
            found += _words(kind, _rows(kind, campaign=reach.campaign.code, **about))
    return tuple(
        one for one in found if reach.may(one.right, unit) and reach.may(one.proposed_with, unit)
    )


@dataclass(frozen=True, slots=True)
class Going:
    """Rows of one model that lose words together, and what is left of each."""

    rows: Sequence[CampaignFact]
    left: Callable[[CampaignFact], Mapping[str, Any]]


def what_goes(kind: Kind, row: UUID, passage: str, mark: str) -> Iterator[Going]:
    """All that goes with the words of a row or a passage: in every version, whatever holds their digest, reports that quote them.

    Of a column's words the row goes with those of its key that were told before it, and any other that says the same: a
    later version in other words stays, for it may be the one from which what must go was left out. Of a passage
    each version that says it loses it.
    """
    chosen = kind.model.objects.get(pk=row)
    said = chosen.passages[passage] if passage else "\n".join(chosen.passages.values())
    if passage:
        take: Callable[[str], str] = Taking.of(said, mark)
        rows = [one for one in _versions(kind, chosen) if _says(one, take)]
    else:
        take, rows = blanked(mark), _rows_to_redact(kind, chosen)
        said = "\n".join(text for one in rows for text in one.passages.values())
    quoted = quoting(chosen.campaign_id, said, mark)
    yield Going(rows, lambda one: one.left_by(take))
    beside = [one.digests_elsewhere() for one in rows]
    yield Going(
        [digest for some in beside if some is not None for digest in some],
        lambda one: dict.fromkeys(one.redactable, ""),
    )
    yield Going([one.report for one in quoted], lambda one: one.left_by(_sought(said, mark)))


@dataclass(frozen=True, slots=True)
class Quoting:
    """A report that quotes some words: of which day, and whether it was approved."""

    report: CampaignFact = field(repr=False)
    id: UUID
    as_of: date
    approved: bool


def quoting(campaign: str, said: str, mark: str = "") -> tuple[Quoting, ...]:
    """The campaign's reports that quote some words, as drafted or approved, the newest first. Two queries.

    Words without a space are not sought: they would be found where they are no quotation.
    """
    take = _sought(said, mark)
    drafted, approved = apps.get_model(REPORTS), apps.get_model(APPROVALS)
    rows = drafted._default_manager.filter(campaign=campaign).order_by("-told_at")
    found = [
        row
        for row in rows
        if row.left_by(take) != {name: getattr(row, name) for name in row.redactable}
    ]
    there = approved._default_manager.filter(draft__in=[row.pk for row in found])
    done = set(there.values_list("draft", flat=True))
    return tuple(Quoting(row, row.pk, row.as_of, row.pk in done) for row in found)


def _sought(said: str, mark: str) -> Taking:
    taking = Taking.of(said, mark)
    return Taking(tuple(line for line in taking.lines if " " in line), mark)


def _versions(kind: Kind, row: CampaignFact) -> QuerySet[CampaignFact]:
    return kind.model.objects.filter(**row.text_of)


def _says(row: CampaignFact, take: Callable[[str], str]) -> bool:
    return any(take(text) != text for text in row.passages.values())


def _rows_to_redact(kind: Kind, chosen: CampaignFact) -> list[CampaignFact]:
    """What is redacted already is left out."""
    said = chosen.passages
    versions = list(_versions(kind, chosen))
    gone = redacted(kind.table, [one.pk for one in versions])
    return [
        one
        for one in versions
        if one.pk not in gone and (one.told_at <= chosen.told_at or one.passages == said)
    ]


def _rows(kind: Kind, **wanted: object) -> Sequence[CampaignFact]:
    rows = kind.model.legible().filter(withdrawn=False, **wanted)
    rows = rows.order_by("-told_at", "pk")
    of_a_review = issubclass(kind.model, ReviewFact)
    return list(rows.select_related("review__unit") if of_a_review else rows)


def _words(kind: Kind, rows: Sequence[CampaignFact]) -> Iterator[Words]:
    """The rows that say something; of long texts each line, once for the newest version that says it."""
    keys = [row.pk for row in rows]
    later = set(kind.model.objects.filter(replaces__in=keys).values_list("replaces", flat=True))
    gone = redacted(kind.table, keys)
    told: dict[tuple[object, ...], set[str]] = {}
    for row in rows:
        about = {"kind": kind, "row": row.pk, "unit": _unit_of(row), "seat": _seat_of(row)}
        passages = {place: text for place, text in row.passages.items() if text}
        if not kind.by_passage and passages:
            yield Words(
                **about,  # type: ignore[arg-type]
                passage="",
                told_at=row.told_at,
                texts=tuple(passages.values()),
                replaced=row.pk in later,
                gone=row.pk in gone,
            )
            continue
        newer = told.setdefault(tuple(row.text_of.values()), set())
        is_newest = not newer
        for place, text in passages.items():
            if text not in newer:
                newer.add(text)
                yield Words(
                    **about,  # type: ignore[arg-type]
                    passage=place,
                    told_at=row.told_at,
                    texts=(text,),
                    replaced=not is_newest,
                    gone=row.pk in gone and text.startswith(_MARKED),
                )


_MARKED = f"[{MARK.vi.partition('{')[0]}"


def _unit_of(row: CampaignFact) -> str:
    review = getattr(row, "review", None)
    return str(review.unit.code if review is not None else getattr(row, "unit_code", ""))


def _seat_of(row: CampaignFact) -> str:
    review = getattr(row, "review", None)
    return str(getattr(row, "of_seat", "") or (review.seat if review is not None else ""))
