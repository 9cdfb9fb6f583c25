"""Open data: the board as JSON, CSV and workbooks, and for an office's own program what a token opens.

The OpenAPI document is written from these functions; a test asks whatever it allows and holds every answer to it. What
is answered comes from where the pages have it: the board (`shown.py`) and the one engine of figures.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from http import HTTPStatus
from typing import Annotated, Any, Literal

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe
from ninja import NinjaAPI, Path, Query, Schema
from ninja.errors import HttpError, ValidationError
from ninja.security import HttpBearer

from tusoi.board.address import DATA, FOR_THE_OFFICE
from tusoi.board.limits import ASKED, take_turn
from tusoi.board.pages import open_figures
from tusoi.board.queries import campaigns_published
from tusoi.board.refusals import not_as_documented, not_taken, refusal
from tusoi.board.rules.catalogue import FIGURES
from tusoi.board.shown import Board, PublicItem, PublicReport, board_of, found_in
from tusoi.board.tables import CSV, XLSX, figure_rows, item_rows
from tusoi.board.tokens import may_read
from tusoi.campaigns.queries import CampaignView, campaign_views
from tusoi.figures.engine import figures_unless_large
from tusoi.figures.figure_set import FigureSet
from tusoi.figures.kept import newest_count
from tusoi.organisation.access import NotThere
from tusoi.remediation.life import ItemLife
from tusoi.remediation.lives import lives
from tusoi.remediation.queries import items
from tusoi.remediation.rules import stage
from tusoi.values.clock import now, today
from tusoi.values.day import When
from tusoi.values.moment import show_moment
from tusoi.values.wording import Wording

MOST = 500
"""Items in one answer."""
CODE = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$"
Code = Annotated[str, Path(description="The campaign's code", pattern=CODE)]
Number = Annotated[str, Path(description="The item's number", min_length=1, max_length=40)]
Record = Annotated[str, Path(description="The report's key", pattern="^[0-9a-f]{32}$")]


class Stage(StrEnum):
    """How far an item is; only what is verified is done."""

    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    CLAIMED = "claimed"
    VERIFIED = "verified"


Offset = Annotated[int, Query(ge=0, le=1_000_000)]
Limit = Annotated[int, Query(ge=1, le=MOST)]
Sought = Annotated[str, Query(max_length=200, description="Words, with or without marks")]


class Words(Schema):
    """One text in the two languages."""

    vi: str
    en: str


class Problem(Schema):
    """What was wrong with what was asked: `said` in both languages, `detail` the English of it."""

    detail: str
    said: Words


class CampaignOut(Schema):
    """A campaign of which something is public."""

    code: str
    title: Words
    host: Words
    opens_on: date


class DueOut(Schema):
    """A deadline, and the day since which it stood."""

    due_on: date | None
    since: date


class RedactionOut(Schema):
    """What was taken back of a record, on what ground, on which day; the original is kept."""

    pieces: list[Literal["title", "area", "owner", "whole"]]
    ground: Literal["personal", "confidential", "wrong", "other"]
    on: date


class BacklogOut(Schema):
    """What a register counted over a period: `opening + came_in + reopened - settled` is `closing`."""

    since: date
    until: date
    opening: int
    came_in: int
    reopened: int
    settled: int
    closing: int
    oldest_days: int | None


class ItemOut(Schema):
    """A published item with the three views of it. A day is null where there is none, or where the record does not state it.

    Of an item that was taken back as a whole (`withdrawn`) nothing but its number and the redaction is said. Words are
    Vietnamese; those that end in `_en` are English, null where nobody wrote them. `said_put_right` and `said_still_not` count persons:
    rounded to 5, null below 8, told anew only after 8 more, where the campaign has not set higher thresholds.
    """

    number: str
    withdrawn: bool
    out_of_record: bool
    title: str | None
    area: str | None
    owner: str | None
    title_en: str | None
    area_en: str | None
    owner_en: str | None
    due_on: date | None
    deadlines: list[DueOut]
    stage: Stage | None
    overdue: bool
    claimed: bool
    claimed_on: date | None
    verified: bool
    verified_on: date | None
    returned_on: date | None
    asked_since: date | None
    said_put_right: int | None
    said_still_not: int | None
    disputed: bool
    came_back: bool
    came_back_as: list[str]
    backlog: list[BacklogOut]
    published_on: date
    redactions: list[RedactionOut]


class ItemsOut(Schema):
    """A page of a campaign's published items; `total` counts all that were found."""

    campaign: str
    as_of: date
    licence: str
    total: int
    items: list[ItemOut]


class ReportOut(Schema):
    """A published report: as of which day and as known by which moment its figures count, and by what it is verified."""

    record: str
    title: str | None
    title_en: str | None
    withdrawn: bool
    as_of: date
    known_by: str
    published_on: date
    text_digest: str
    ledger_size: int
    ledger_root: str


class ReportsOut(Schema):
    """The published reports, the latest first."""

    campaign: str
    licence: str
    reports: list[ReportOut]


class FigureOut(Schema):
    """A figure with its definition; `numbers` maps the dotted path of every number to it."""

    code: str
    title: Words
    definition: Words
    source: Words
    numbers: dict[str, int]


class FiguresOut(Schema):
    """Figures of a campaign as of a day, as known by a moment."""

    campaign: str
    as_of: date
    known_by: str
    licence: str
    figures: list[FigureOut]


class OfficeItemOut(Schema):
    """An item as the campaign keeps it, published or not."""

    number: str
    title: str
    group: str
    area: str
    owner_unit: str
    owner: str
    due_on: date | None
    stage: Stage
    overdue: bool


class OfficeItemsOut(Schema):
    """All items of a campaign."""

    campaign: str
    as_of: date
    items: list[OfficeItemOut]


class OfficeToken(HttpBearer):
    """A token of the campaign that the address names; whatever else is sent is refused alike."""

    def authenticate(self, request: HttpRequest, token: str) -> str | None:
        """The campaign's code; None: no such token holds today."""
        take_turn(ASKED)
        campaign = request.path_info.removeprefix(FOR_THE_OFFICE).partition("/")[0]
        return campaign if may_read(campaign, token) else None


api = NinjaAPI(
    title="Tự Soi: open data",
    version="1",
    description=(
        "What a campaign has published: its items with their three views, its reports, and the figures of the report "
        "published last. Asked for too often it answers 429; answers carry an ETag."
    ),
    docs_url=None,
    openapi_url=None,
)
SAYS: Mapping[int, type[Schema]] = dict.fromkeys((400, 404, 405, 422, 429), Problem)
TO_TOKENS: Mapping[int, type[Schema]] = {**SAYS, 401: Problem}


def _file(kind: str) -> dict[str, Any]:
    """The answer of an address that gives a file, for the document."""
    schema = {"type": "string"} | ({} if kind.startswith("text/") else {"format": "binary"})
    return {"responses": {200: {"description": "OK", "content": {kind: {"schema": schema}}}}}


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """The document of the interface (OpenAPI 3.1)."""
    return JsonResponse(api.get_openapi_schema(path_prefix=f"{DATA}v1/"))


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """What is not as the document asks, said field by field."""
    said = refusal(not_as_documented(error.errors))
    return api.create_response(request, said, status=HTTPStatus.UNPROCESSABLE_ENTITY)


@api.exception_handler(HttpError)
def not_answered(request: HttpRequest, error: HttpError) -> HttpResponse:
    """A token that opens nothing, or a body that is no JSON."""
    said = refusal(not_taken(error.status_code, error.message))
    return api.create_response(request, said, status=error.status_code)


@api.get("/campaigns", response={200: list[CampaignOut], **SAYS}, url_name="data-campaigns")
def campaigns(request: HttpRequest) -> list[CampaignOut]:
    """The campaigns of which something is public."""
    published = campaigns_published()
    return [_campaign(one) for one in campaign_views(known_by=now()) if one.code in published]


@api.get("/campaigns/{code:code}", response={200: CampaignOut, **SAYS}, url_name="data-campaign")
def campaign(request: HttpRequest, code: Code) -> CampaignOut:
    """One campaign."""
    return _campaign(_board(code).campaign)


@api.get("/campaigns/{code:code}/items", response={200: ItemsOut, **SAYS}, url_name="data-items")
def items_found(
    request: HttpRequest,
    code: Code,
    q: Sought = "",
    stage: Annotated[Stage | None, Query()] = None,
    offset: Offset = 0,
    limit: Limit = MOST,
) -> ItemsOut:
    """The published items, in order of their numbers; those alone in which the words of `q` stand."""
    board = _board(code)
    found = [one for one in found_in(board.items, q) if stage in (None, one.stage)]
    return ItemsOut(
        campaign=code,
        as_of=board.as_of,
        licence=settings.DATA_LICENCE,
        total=len(found),
        items=[_item(one) for one in found[offset : offset + limit]],
    )


@api.get(
    "/campaigns/{code:code}/items/{str:number}",
    response={200: ItemOut, **SAYS},
    url_name="data-item",
)
def item(request: HttpRequest, code: Code, number: Number) -> ItemOut:
    """One published item."""
    return _item(_board(code).item(number))


@api.get(
    "/campaigns/{code:code}/items.csv",
    response=SAYS,
    url_name="data-items-csv",
    openapi_extra=_file(CSV.content_type),
)
def items_csv(request: HttpRequest, code: Code) -> HttpResponse:
    """The published items as a table of text; a cell that a spreadsheet would reckon with is made text."""
    return CSV.response(item_rows(_board(code)), f"{code}-items")


@api.get(
    "/campaigns/{code:code}/items.xlsx",
    response=SAYS,
    url_name="data-items-xlsx",
    openapi_extra=_file(XLSX.content_type),
)
def items_xlsx(request: HttpRequest, code: Code) -> HttpResponse:
    """The published items as a workbook."""
    return XLSX.response(item_rows(_board(code)), f"{code}-items")


@api.get(
    "/campaigns/{code:code}/reports", response={200: ReportsOut, **SAYS}, url_name="data-reports"
)
def reports(request: HttpRequest, code: Code) -> ReportsOut:
    """The published reports."""
    there = [_report(one) for one in _board(code).reports]
    return ReportsOut(campaign=code, licence=settings.DATA_LICENCE, reports=there)


@api.get(
    "/campaigns/{code:code}/reports/{str:record}",
    response={200: ReportOut, **SAYS},
    url_name="data-report",
)
def report(request: HttpRequest, code: Code, record: Record) -> ReportOut:
    """One published report."""
    return _report(_board(code).report(record))


@api.get(
    "/campaigns/{code:code}/figures", response={200: FiguresOut, **SAYS}, url_name="data-figures"
)
def figures(request: HttpRequest, code: Code) -> FiguresOut:
    """The open figures of the report published last; 404 while none is."""
    return _figures(_counted(code), FIGURES)


@api.get(
    "/campaigns/{code:code}/figures.csv",
    response=SAYS,
    url_name="data-figures-csv",
    openapi_extra=_file(CSV.content_type),
)
def figures_csv(request: HttpRequest, code: Code) -> HttpResponse:
    """The same figures as a table of text."""
    return CSV.response(figure_rows(_counted(code)), f"{code}-figures")


@api.get(
    "/campaigns/{code:code}/figures.xlsx",
    response=SAYS,
    url_name="data-figures-xlsx",
    openapi_extra=_file(XLSX.content_type),
)
def figures_xlsx(request: HttpRequest, code: Code) -> HttpResponse:
    """The same figures as a workbook."""
    return XLSX.response(figure_rows(_counted(code)), f"{code}-figures")


@api.get(
    "/office/{code:code}/figures",
    auth=OfficeToken(),
    response={200: FiguresOut, **TO_TOKENS},
    url_name="office-figures",
)
def office_figures(
    request: HttpRequest, code: Code, as_of: Annotated[date | None, Query()] = None
) -> FiguresOut:
    """The open figures as of a day (today), published or not, as known now; of a large campaign as they were counted last.

    404: of a large campaign the day was not counted yet. Its office has it counted on the page of figures.
    """
    on = as_of or today()
    at_hand = figures_unless_large(code, as_of=on, known_by=now())
    if at_hand is not None:
        return _figures(at_hand, FIGURES)
    kept = newest_count(code, as_of=on, known_by=now())
    if kept is None:
        raise NotThere
    return _figures(kept.figures, FIGURES)


@api.get(
    "/office/{code:code}/items",
    auth=OfficeToken(),
    response={200: OfficeItemsOut, **TO_TOKENS},
    url_name="office-items",
)
def office_items(request: HttpRequest, code: Code) -> OfficeItemsOut:
    """Every item of the campaign as it is kept, published or not."""
    moment, on = now(), today()
    lived = lives(code, known_by=moment)
    return OfficeItemsOut(
        campaign=code,
        as_of=on,
        items=[
            OfficeItemOut(
                number=one.number,
                title=one.title,
                group=one.group,
                area=one.area,
                owner_unit=one.owner_unit,
                owner=one.owner,
                due_on=stage.due_on(life, on),
                stage=Stage(stage.stage_on(life, on)),
                overdue=stage.is_overdue(life, on),
            )
            for one in items(code, known_by=moment)
            for life in (lived.get(one.number, ItemLife(one.number)),)
        ],
    )


def _board(code: str) -> Board:
    return board_of(code, as_of=today(), known_by=now())


def _counted(code: str) -> FigureSet:
    found = open_figures(_board(code))
    if found is None:
        raise NotThere
    return found


def _campaign(view: CampaignView) -> CampaignOut:
    return CampaignOut(
        code=view.code,
        title=as_words(view.title),
        host=as_words(view.host_name),
        opens_on=view.opens_on,
    )


def _item(one: PublicItem) -> ItemOut:
    taken = (*one.taken, *((one.whole_taken,) if one.whole_taken else ()))
    return ItemOut(
        number=one.number,
        withdrawn=one.whole_taken is not None,
        out_of_record=one.out_of_record,
        title=one.title or None,
        area=one.area or None,
        owner=one.owner or None,
        title_en=one.title_en or None,
        area_en=one.area_en or None,
        owner_en=one.owner_en or None,
        due_on=one.due_on,
        deadlines=[DueOut(due_on=due.due_on, since=due.since) for due in one.deadlines],
        stage=Stage(one.stage) if one.stage else None,
        overdue=one.overdue,
        claimed=one.claimed is not None,
        claimed_on=_day(one.claimed),
        verified=one.verified is not None,
        verified_on=_day(one.verified),
        returned_on=_day(one.returned),
        asked_since=_day(one.asked),
        said_put_right=one.put_right.number,
        said_still_not=one.still_not.number,
        disputed=one.disputed,
        came_back=one.came_back,
        came_back_as=list(one.came_back_as),
        backlog=[
            BacklogOut(
                since=period.since,
                until=period.until,
                opening=period.opening,
                came_in=period.came_in,
                reopened=period.reopened,
                settled=period.settled,
                closing=period.closing,
                oldest_days=period.oldest_days,
            )
            for period in one.backlog
        ],
        published_on=one.since,
        redactions=[
            RedactionOut(
                pieces=sorted(piece.value for piece in back.pieces),
                ground=back.ground.value,
                on=back.on,
            )
            for back in taken
        ],
    )


def _report(one: PublicReport) -> ReportOut:
    return ReportOut(
        record=one.record,
        title=one.title or None,
        title_en=one.title_en or None,
        withdrawn=one.whole_taken is not None,
        as_of=one.draft.as_of,
        known_by=show_moment(one.draft.known_by),
        published_on=one.since,
        text_digest=one.draft.digest,
        ledger_size=one.draft.ledger_size,
        ledger_root=one.draft.ledger_root,
    )


def _figures(found: FigureSet, codes: tuple[str, ...]) -> FiguresOut:
    return FiguresOut(
        campaign=found.campaign.code,
        as_of=found.as_of,
        known_by=show_moment(found.known_by),
        licence=settings.DATA_LICENCE,
        figures=[
            FigureOut(
                code=code,
                title=as_words(found.definition(code).title),
                definition=as_words(found.definition(code).definition),
                source=as_words(found.definition(code).source),
                numbers={path: found.value(path) for path in found.paths(code)},
            )
            for code in codes
            if code in found.parts
        ],
    )


def as_words(wording: Wording) -> Words:
    """A text as the interface gives it."""
    return Words(vi=wording.vi, en=wording.en)


def _day(when: When | None) -> date | None:
    return when.day if when is not None and when.stated else None
