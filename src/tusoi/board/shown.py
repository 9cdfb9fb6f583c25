"""A campaign's board as the public sees it: what was published, in its words, with what is known of it today."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar

from tusoi.board.queries import publications
from tusoi.board.rules.standing import Ground, Kind, Piece, Public, Taken, public_of
from tusoi.campaigns.queries import CampaignView, UnknownCampaign, campaign_view
from tusoi.figures.disclosure.rules import Rules
from tusoi.figures.disclosure.words import Said, public_rule
from tusoi.figures.feeling import felt_in_public
from tusoi.figures.thresholds import rules_of
from tusoi.organisation.access import NotThere
from tusoi.remediation.life import ItemLife
from tusoi.remediation.lives import lives
from tusoi.remediation.queries import backlogs, by_number
from tusoi.remediation.rules import stage
from tusoi.remediation.rules.backlog import Period
from tusoi.reports.document import Document
from tusoi.reports.queries import Draft, draft, drafts
from tusoi.text.forms import fold
from tusoi.values.day import When
from tusoi.values.moment import show_minute
from tusoi.values.wording import Wording

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class DueDay:
    """A deadline as it stood, and since when."""

    due_on: date | None
    since: date


@dataclass(frozen=True, slots=True)
class PublicItem:
    """A published item: its words, its days, and the three views of it side by side. What ends in `_en` is "" where nobody wrote it.

    `claimed` and `verified` are the days on which its owner said that it is done and somebody independent verified it,
    as it stands today; `last_day` is the due day, or the next working day; `put_right` and `still_not` count what those affected said after `asked`,
    as the public is told it; `backlog` is what a register counted, period by period. `came_back_as` names those alone
    that are public themselves. `out_of_record`: the campaign's record took the item back, the public's words stand.
    """

    number: str
    title: str
    area: str
    owner: str
    due_on: date | None
    deadlines: tuple[DueDay, ...]
    stage: str
    overdue: bool
    claimed: When | None
    verified: When | None
    returned: When | None
    asked: When | None
    put_right: Said
    still_not: Said
    disputed: bool
    came_back: bool
    came_back_as: tuple[str, ...]
    since: date
    taken: tuple[Taken, ...] = ()
    whole_taken: Taken | None = None
    last_day: date | None = None
    title_en: str = ""
    area_en: str = ""
    owner_en: str = ""
    backlog: tuple[Period, ...] = ()
    out_of_record: bool = False

    @property
    def is_counted(self) -> bool:
        """Whether the board counts it: neither the board nor the record took it back."""
        return self.whole_taken is None and not self.out_of_record

    @property
    def moves(self) -> int:
        """How often its deadline was moved."""
        return max(0, len(self.deadlines) - 1)

    @property
    def sought(self) -> str:
        """What a search looks through, without marks."""
        english = f"{self.title_en} {self.area_en} {self.owner_en}"
        return fold(f"{self.number} {self.title} {self.area} {self.owner} {english}")


@dataclass(frozen=True, slots=True)
class PublicReport:
    """A published report; `draft` without its text where only the list is asked for."""

    record: str
    title: str
    since: date
    draft: Draft
    whole_taken: Taken | None = None
    title_en: str = ""

    def document(self, lang: str) -> Document:
        """Its text as it was approved. Who drafted and who approved it is not for the public; that two did, and when, is."""
        kept = self.draft.document(lang)
        if self.draft.approval is None:
            raise NotThere
        approved = _APPROVED.in_(lang).format(
            approved_at=show_minute(self.draft.approval.at, lang), digest=self.draft.digest
        )
        return replace(kept, approved=approved)


@dataclass(frozen=True, slots=True)
class Board:
    """What is public of a campaign on a day; `rule` is the sentence by which counts of persons are told."""

    campaign: CampaignView
    as_of: date
    known_by: datetime
    items: tuple[PublicItem, ...]
    reports: tuple[PublicReport, ...]
    rule: Wording

    @property
    def counts(self) -> Mapping[str, int]:
        """The items on the board by stage, and those overdue; counted over this very list."""
        there = [one for one in self.items if one.is_counted]
        counted = {word: sum(one.stage == word for one in there) for word in stage.STAGES}
        overdue = sum(one.overdue for one in there)
        disputed = sum(one.disputed for one in there)
        return {"total": len(there), **counted, "overdue": overdue, "disputed": disputed}

    def item(self, number: str) -> PublicItem:
        """The item of that number.

        Raises:
            NotThere: none is public.
        """
        return _found(one for one in self.items if one.number == number)

    def report(self, record: str) -> PublicReport:
        """The report of that key, with its text.

        Raises:
            NotThere: none is public.
        """
        found = _found(one for one in self.reports if one.record == record)
        return replace(found, draft=draft(self.campaign.code, found.draft.id))

    @property
    def newest_report(self) -> PublicReport | None:
        """The report published last that still stands: its day and its moment are those of the open figures."""
        standing = [one for one in self.reports if one.whole_taken is None]
        return max(standing, key=_published, default=None)


def _published(report: PublicReport) -> tuple[date, date, datetime]:
    """When it was published; of one day, the report of the later day."""
    return report.since, report.draft.as_of, report.draft.known_by


def board_of(code: str, *, as_of: date, known_by: datetime) -> Board:
    """What is public of a campaign. Some fifteen queries, however much it is.

    Raises:
        NotThere: there is no such campaign, or nothing of it was ever published: which of the two is not told.
    """
    try:
        campaign = campaign_view(code, known_by=known_by)
    except UnknownCampaign:
        raise NotThere from None
    steps = publications(code, known_by=known_by)
    public = {key: shown for key, said in steps.items() if (shown := public_of(said)) is not None}
    if not public:
        raise NotThere
    numbers = [record for kind, record in public if kind is Kind.ITEM]
    lived = lives(code, known_by=known_by, numbers=numbers)
    counted = backlogs(code, known_by=known_by, numbers=numbers)
    rules = rules_of(code, known_by=known_by)
    items = [
        _item(shown, number, lived.get(number), counted.get(number, ()), as_of, rules)
        for (kind, number), shown in public.items()
        if kind is Kind.ITEM
    ]
    named = {one.number for one in items if one.whole_taken is None}
    items = [
        replace(one, came_back_as=tuple(other for other in one.came_back_as if other in named))
        for one in items
    ]
    return Board(
        campaign,
        as_of,
        known_by,
        tuple(sorted(items, key=lambda item: by_number(item.number))),
        _reports(code, public, known_by),
        public_rule(rules),
    )


def found_in(items: Sequence[PublicItem], sought: str) -> tuple[PublicItem, ...]:
    """The items in which every word that is sought stands, with or without marks; all of them where none is."""
    words = fold(sought).split()
    return tuple(one for one in items if all(word in one.sought for word in words))


def _item(
    public: Public,
    number: str,
    life: ItemLife | None,
    counted: Sequence[Period],
    day: date,
    rules: Rules,
) -> PublicItem:
    """An item whose whole was taken back says its number alone, and on which day; one without a life its words."""
    whole = _whole(public)
    if whole is not None or public.words is None:
        return replace(_NOTHING, number=number, since=public.since, whole_taken=whole)
    words = public.words
    told = replace(
        _NOTHING,
        number=number,
        title=words.title,
        area=words.area,
        owner=words.owner,
        title_en=words.title_en,
        area_en=words.area_en,
        owner_en=words.owner_en,
        since=public.since,
        taken=public.taken,
    )
    if life is None:
        return replace(told, out_of_record=True)
    claims = [one for one in life.claims if one.when.surely_by(day)]
    returned = stage.returned_on(life, day)
    back_as = tuple(item for item, when in life.recurred_as.items() if when.surely_by(day))
    put_right, still_not = felt_in_public(life, day, rules)
    return replace(
        told,
        due_on=stage.due_on(life, day),
        deadlines=tuple(
            DueDay(one.due_on, one.since) for one in life.deadlines if one.since <= day
        ),
        stage=stage.stage_on(life, day),
        overdue=stage.is_overdue(life, day),
        claimed=claims[-1].when if claims and returned is None else None,
        verified=stage.verified_since(life, day),
        returned=returned.answer.when if returned and returned.answer else None,
        asked=stage.asked_on(life, day),
        put_right=put_right,
        still_not=still_not,
        disputed=stage.is_disputed(life, day),
        came_back=bool(back_as),
        came_back_as=back_as,
        last_day=stage.last_day(life, day),
        backlog=tuple(one for one in counted if one.until <= day),
    )


def _reports(
    code: str, public: Mapping[tuple[Kind, str], Public], known_by: datetime
) -> tuple[PublicReport, ...]:
    """The published reports without their texts, the latest first; of one taken back its day alone. Three queries."""
    approved = {one.id.hex: one for one in drafts(code, known_by=known_by)}
    found = [
        PublicReport(
            record,
            shown.words.title if shown.words else "",
            shown.since,
            approved[record],
            _whole(shown),
            shown.words.title_en if shown.words else "",
        )
        for (kind, record), shown in public.items()
        if kind is Kind.REPORT and record in approved
    ]
    return tuple(sorted(found, key=lambda one: one.draft.as_of, reverse=True))


def _whole(public: Public) -> Taken | None:
    return next((one for one in public.taken if Piece.WHOLE in one.pieces), None)


def _found(candidates: Iterator[Found]) -> Found:
    found = next(candidates, None)
    if found is None:
        raise NotThere
    return found


_NOTHING = PublicItem(
    number="",
    title="",
    area="",
    owner="",
    due_on=None,
    deadlines=(),
    stage="",
    overdue=False,
    claimed=None,
    verified=None,
    returned=None,
    asked=None,
    put_right=Said(0),
    still_not=Said(0),
    disputed=False,
    came_back=False,
    came_back_as=(),
    since=date.min,
)
GROUND_WORDING: Mapping[Ground, Wording] = {
    Ground.PERSONAL: Wording(vi="có thông tin về cá nhân", en="it held particulars of a person"),
    Ground.CONFIDENTIAL: Wording(
        vi="thuộc phạm vi bí mật theo quy định", en="it is secret under the rules"
    ),
    Ground.WRONG: Wording(vi="ghi không đúng", en="it was wrong"),
    Ground.OTHER: Wording(vi="lý do khác", en="for another reason"),
}
PIECE_WORDING: Mapping[Piece, Wording] = {
    Piece.TITLE: Wording(vi="nội dung", en="the words"),
    Piece.AREA: Wording(vi="lĩnh vực", en="the area"),
    Piece.OWNER: Wording(vi="nơi chịu trách nhiệm", en="who answers for it"),
    Piece.WHOLE: Wording(vi="toàn bộ", en="the whole"),
}
_APPROVED = Wording(
    vi="Hai người khác nhau đã soạn và phê duyệt; phê duyệt lúc {approved_at}. Dấu của văn bản (SHA-256): {digest}.",
    en="Drafted and approved by two persons; approved at {approved_at}. Digest of the text (SHA-256): {digest}.",
)
