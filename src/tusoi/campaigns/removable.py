"""Which recorded words may be taken out by decision: a kind for each table that declares `redactable`.

To add one: declare the columns in the model, and name here what they are and who reads them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.apps import apps

from tusoi.campaigns.access import Reach
from tusoi.campaigns.models import CampaignFact, ReviewFact
from tusoi.ledger.models import Redaction
from tusoi.organisation.access import NotThere, Right
from tusoi.values.wording import Wording


@dataclass(frozen=True, slots=True)
class Kind:
    """What the words of a table are, and the right with which they are read."""

    table: str
    wording: Wording
    right: Right = Right.SEE_REVIEW

    @property
    def model(self) -> type[CampaignFact]:
        """The table's model; rooms above are reached by name alone."""
        model = apps.get_model(self.table)
        assert issubclass(model, CampaignFact)  # noqa: S101 (told to the type checker)
        return model


KINDS = {
    kind.table: kind
    for kind in (
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


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one recorded row, as they stand: of which unit, told when, whether a later row took their place.

    `unit` is "" where the row names none; `gone` where a decision has taken the words out.
    """

    kind: Kind
    row: UUID
    unit: str
    told_at: datetime
    texts: tuple[str, ...]
    replaced: bool
    gone: bool


def words_of(reach: Reach, table: str, row: UUID) -> Words:
    """The words of one row, for whoever may read them. Three queries.

    Raises:
        NotThere: no such row of the campaign, no such kind, or the asker may not read it.
    """
    kind = KINDS.get(table)
    found = kind and _rows(kind, campaign=reach.campaign.code, pk=row)
    if not kind or not found:
        raise NotThere
    [words] = _words(kind, found)
    reach.require(kind.right, words.unit)
    return words


def words_about(reach: Reach, unit: str) -> tuple[Words, ...]:
    """All words of a unit that the asker may read, kind by kind, the newest first. Three queries for each kind."""
    found: list[Words] = []
    for kind in KINDS.values():
        if not reach.may(kind.right, unit):
            continue
        about = {"review__unit__code": unit}
        if not issubclass(kind.model, ReviewFact):
            about = {"unit_code": unit} if hasattr(kind.model, "unit_code") else {}
        if about:
            found += _words(kind, _rows(kind, campaign=reach.campaign.code, **about))
    return tuple(found)


def rows_to_redact(kind: Kind, row: UUID) -> list[CampaignFact]:
    """The row, those of its key that were told before it, and any other that says the same; what is redacted is left out.

    A later version in other words stays: it may be the one from which what must go was left out.
    """
    chosen = kind.model.objects.get(pk=row)
    said = _texts(kind, chosen)
    versions = kind.model.objects.filter(campaign=chosen.campaign_id, key=chosen.key)
    gone = _redacted(kind, [one.pk for one in versions])
    return [
        one
        for one in versions
        if one.pk not in gone and (one.told_at <= chosen.told_at or _texts(kind, one) == said)
    ]


def _rows(kind: Kind, **wanted: object) -> Sequence[CampaignFact]:
    rows = kind.model.objects.filter(withdrawn=False, **wanted).order_by("-told_at", "pk")
    of_a_review = issubclass(kind.model, ReviewFact)
    return list(rows.select_related("review__unit") if of_a_review else rows)  # type: ignore[misc] # of the fact's own review


def _words(kind: Kind, rows: Sequence[CampaignFact]) -> Iterator[Words]:
    """The rows that say something."""
    keys = [row.pk for row in rows]
    later = set(kind.model.objects.filter(replaces__in=keys).values_list("replaces", flat=True))
    gone = _redacted(kind, keys)
    for row in rows:
        if any(_texts(kind, row)):
            yield Words(
                kind=kind,
                row=row.pk,
                unit=_unit_of(row),
                told_at=row.told_at,
                texts=tuple(text for text in _texts(kind, row) if text),
                replaced=row.pk in later,
                gone=row.pk in gone,
            )


def _texts(kind: Kind, row: CampaignFact) -> tuple[str, ...]:
    return tuple(getattr(row, name) for name in kind.model.redactable)


def _unit_of(row: CampaignFact) -> str:
    review = getattr(row, "review", None)
    return str(review.unit.code if review is not None else getattr(row, "unit_code", ""))


def _redacted(kind: Kind, rows: Sequence[UUID]) -> set[UUID]:
    keys = {Redaction.key_of(kind.table, str(row)): row for row in rows}
    there = Redaction.objects.filter(pk__in=list(keys)).values_list("pk", flat=True)
    return {keys[key] for key in there}
