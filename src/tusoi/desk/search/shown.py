"""What a search shows: by kind, each with what was found, where it stands, and the words around it.

Of minutes whoever is not of the unit is shown where the words stand, and not the words: who reads minutes is on record
(`campaigns/reading.py`), and a search is no way around it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from tusoi.campaigns.asked import Asked
from tusoi.campaigns.tallies import Own
from tusoi.desk.page_number import page_number
from tusoi.desk.tree.shown import joined
from tusoi.figures.reached import STAGE_SAID
from tusoi.figures.tallied import stages_of
from tusoi.organisation.queries import last_names
from tusoi.search.engines import Hit
from tusoi.search.kinds import KINDS, Kind, units_read
from tusoi.search.queries import A_PAGE, FoundPage, Moment, search
from tusoi.text.words import Piece, Sought, pieces
from tusoi.values.wording import Wording

LONGEST = 200
"""Characters of what is sought."""
FIRST_OF_A_KIND = 5
"""So many of each kind are shown where no kind was chosen."""


@dataclass(frozen=True, slots=True)
class Result:
    """One thing that was found: what it is called, of which unit, the words around what was sought; "" and none where not shown.

    `url` is its page, "" where it has none on the day; `beside` says more of it.
    """

    code: str
    unit: str
    unit_name: str
    url: str
    heading: str
    pieces: tuple[Piece, ...]
    beside: Wording | None = None


@dataclass(frozen=True, slots=True)
class OfAKind:
    """What was found of a kind: a page of it, and where all of it is shown."""

    kind: Kind
    results: tuple[Result, ...]
    page: FoundPage
    address: str
    before: str = ""
    after: str = ""

    @property
    def name(self) -> Wording:
        """How the kind is called."""
        return KINDS[self.kind].name


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A search: what was typed, the kind chosen (None: all), those that the reader may choose, and what was found of each."""

    typed: str
    kind: Kind | None
    kinds: tuple[tuple[Kind, Wording, str], ...]
    found: tuple[OfAKind, ...]
    everywhere: str
    today: str

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found."""
        return not any(one.page.count for one in self.found)


def search_page(asked: Asked, said: QueryDict) -> SearchPage:
    """What an address asks for, within what the reader could open. A fixed number of queries for each kind."""
    typed = said.get("q", "")[:LONGEST].strip()
    theirs = [kind for kind in Kind if units_read(asked.reach, kind) != frozenset()]
    chosen = next((kind for kind in theirs if kind.value == said.get("loai")), None)
    sought = Sought.of(typed)
    looked = [chosen] if chosen else theirs
    page = page_number(said.get("trang", ""))
    found = [(kind, _page(asked, kind, sought, page, chosen)) for kind in looked if sought]
    names = _names(asked, [page for _, page in found])
    return SearchPage(
        typed,
        chosen,
        tuple((kind, KINDS[kind].name, _address(asked, typed, kind)) for kind in theirs),
        tuple(
            _of_a_kind(asked, typed, sought, kind, page, names, bool(chosen))
            for kind, page in found
        ),
        joined(asked, q=typed),
        f"?{urlencode({'q': typed})}",
    )


def as_json(shown: SearchPage) -> dict[str, Any]:
    """The same for a program."""
    return {
        "q": shown.typed,
        "kinds": [
            {
                "kind": one.kind.value,
                "count": one.page.count,
                "more": one.page.is_more,
                "page": one.page.page,
                "pages": one.page.pages,
                "found": [
                    {
                        "unit": result.unit,
                        "unit_name": result.unit_name,
                        "code": result.code,
                        "url": result.url,
                        "heading": result.heading,
                        "text": "".join(piece.text for piece in result.pieces),
                    }
                    for result in one.results
                ],
            }
            for one in shown.found
        ],
    }


def _page(asked: Asked, kind: Kind, sought: Sought, page: int, chosen: Kind | None) -> FoundPage:
    at = Moment(asked.as_of, asked.moment)
    if chosen is None:
        return search(asked.reach, kind, sought, at, a_page=FIRST_OF_A_KIND)
    return search(asked.reach, kind, sought, at, page=page, a_page=A_PAGE)


def _names(asked: Asked, pages: list[FoundPage]) -> Mapping[str, str]:
    units = {one.unit for page in pages for one in page.found if one.unit}
    known_by = asked.moment
    return last_names(asked.campaign.host, units, known_by=known_by)


def _of_a_kind(
    asked: Asked,
    typed: str,
    sought: Sought,
    kind: Kind,
    page: FoundPage,
    names: Mapping[str, str],
    one_kind: bool,
) -> OfAKind:
    make = _units if kind is Kind.UNIT else _texts
    before, after = page.page - 1, page.page + 1
    return OfAKind(
        kind,
        tuple(make(asked, kind, sought, page, names)),
        page,
        _address(asked, typed, kind),
        _address(asked, typed, kind, trang=before) if before and one_kind else "",
        _address(asked, typed, kind, trang=after) if after <= page.pages and one_kind else "",
    )


def _address(asked: Asked, typed: str, kind: Kind, **more: object) -> str:
    return joined(asked, q=typed, loai=kind.value, **more)


def _units(
    asked: Asked, _kind: Kind, sought: Sought, page: FoundPage, names: Mapping[str, str]
) -> Iterator[Result]:
    """Units, each once: by the name it bears last where it was found by that. One query."""
    by_unit: dict[str, Hit] = {}
    for one in page.found:
        if one.unit not in by_unit or one.text == names.get(one.unit):
            by_unit[one.unit] = one
    stages = stages_of(asked.campaign.code, known_by=asked.moment)
    own = {one.unit: one for one in stages.of(list(by_unit), asked.as_of)}
    for unit, one in by_unit.items():
        once = one.text != names.get(unit)
        yield Result(
            code=unit,
            unit=unit,
            unit_name=names.get(unit, ""),
            url=_url("unit", asked, unit) if unit in own else "",
            heading=names.get(unit, ""),
            pieces=pieces(one.text, sought) if once else (),
            beside=_reached(own.get(unit)),
        )


def _reached(own: Own | None) -> Wording:
    """The last of the stages that a unit's review has come to."""
    if own is None:
        return _OWES_NONE
    come = [STAGE_SAID[stage] for stage, count in zip(STAGE_SAID, own.counts, strict=True) if count]
    return come[-1] if come[1:] else _NOT_BEGUN


def _texts(
    asked: Asked, kind: Kind, sought: Sought, page: FoundPage, names: Mapping[str, str]
) -> Iterator[Result]:
    for one in page.found:
        heading, text = "", one.text
        if kind is Kind.MINUTES:
            heading, _, text = one.text.partition("\n")
        yield Result(
            code="" if kind is Kind.MINUTES else one.code,
            unit=one.unit,
            unit_name=names.get(one.unit, ""),
            url=_leads_to(asked, kind, one),
            heading=heading,
            pieces=pieces(text.replace("\n", " · "), sought) if _may_show(asked, kind, one) else (),
        )


def _may_show(asked: Asked, kind: Kind, one: Hit) -> bool:
    """Whether the words may be shown without its being recorded that they were read."""
    return kind is not Kind.MINUTES or asked.reach.is_own(one.unit)


def _leads_to(asked: Asked, kind: Kind, one: Hit) -> str:
    if kind is Kind.ITEM:
        return _url("item", asked, one.code)
    if kind is Kind.ISSUE:
        return reverse("issue", args=[asked.campaign.code, one.unit, one.code]) + asked.query
    if kind is Kind.MINUTES:
        redo = one.code.partition("/")[0]
        more = joined(asked, lan=redo) if redo != "0" else asked.query
        return reverse("minutes", args=[asked.campaign.code, one.unit]) + more
    return _url("topics" if kind is Kind.TOPIC else "findings", asked, one.unit)


def _url(name: str, asked: Asked, code: str) -> str:
    return reverse(name, args=[asked.campaign.code, code]) + asked.query


_NOT_BEGUN = Wording(vi="chưa chuẩn bị", en="not begun")
_OWES_NONE = Wording(vi="không phải kiểm điểm trong ngày này", en="owes no review on this day")
