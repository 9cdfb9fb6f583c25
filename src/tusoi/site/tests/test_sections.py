"""The sections of a campaign: under headings for whoever has many, in one row for whoever has few."""

from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from django.test import RequestFactory

from tusoi.campaigns.access import Reach
from tusoi.organisation.access import Asker
from tusoi.organisation.roles import Right
from tusoi.site.context import IN_ONE_ROW, SECTIONS, Headed, _sections


def shown(by_right: dict[Right, frozenset[str] | None], page: str = "/dot/x/") -> list[Headed]:
    request: Any = RequestFactory().get(page)
    request.resolver_match = None
    campaign: Any = SimpleNamespace(code="x")
    asked: Any = SimpleNamespace(
        campaign=campaign, reach=Reach(Asker(uuid4(), ""), campaign, by_right), query=""
    )
    return _sections(request, asked)


def test_whoever_has_every_section_has_each_once_under_five_headings() -> None:
    found = shown(dict.fromkeys(Right))
    assert [one.heading.en for one in found if one.heading] == [
        "Following",
        "Voices",
        "Putting right",
        "Telling",
        "Keeping",
    ]
    names = [link.name for one in found for link in one.links]
    assert sorted(name.vi for name in names) == sorted(one.name.vi for one in SECTIONS)


def test_whoever_has_few_has_them_in_one_row_without_headings() -> None:
    (row,) = shown({Right.SEE: frozenset({"A47"}), Right.SEE_REVIEW: frozenset({"A47"})})
    assert row.heading is None
    assert 1 < len(row.links) <= IN_ONE_ROW


def test_whoever_sees_nothing_has_none() -> None:
    assert shown({}) == []


def test_the_section_of_a_page_is_marked_wherever_it_stands() -> None:
    found = shown(dict.fromkeys(Right), "/dot/x/bang/don-vi/")
    assert [link.name.en for one in found for link in one.links if link.is_here] == ["Workbooks"]
