"""Who finds what: of every text with a marker, only those who may read it; nobody learns that there is another."""

import json
from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.cast import at_noon, figures_kept, kept_for_a_module, reach_for
from tests.matrix.beside import add_what_stands_beside
from tests.matrix.principals import (
    OF_THE_HOST,
    OUTSIDE,
    Who,
    add_those_who_only_look,
    of_group,
    of_unit,
)
from tests.matrix.table import FIELDS
from tests.matrix.world import CAMPAIGN, PLACES, STATES, TODAY, Place, build
from tusoi.campaigns.access import Reach
from tusoi.organisation.models import Account
from tusoi.organisation.roles import Right
from tusoi.search.kinds import Kind
from tusoi.search.models import Passage
from tusoi.search.queries import Moment, search
from tusoi.text.words import Sought

pytestmark = pytest.mark.django_db
SEARCH, AS_JSON = (f"/dot/{CAMPAIGN}/{word}/" for word in ("tim", "tim-json"))
FOUND_AS = {
    "top": Kind.TOPIC,
    "otp": Kind.TOPIC,
    "fin": Kind.FINDING,
    "min": Kind.MINUTES,
    "itm": Kind.ITEM,
    "iss": Kind.ISSUE,
    "pis": Kind.ISSUE,
}
"""The fields that are searched, and as what they are found."""
NOT_FOUND = {
    "fin": {"second reader", "blind reader"},
    "top": {"second reader", "blind reader", "former member"},
    "otp": {"second reader", "blind reader", "former member"},
    "itm": set[str](),
    "min": set[str](),
    "iss": {"inspection", "unit_head", "unit_office", "member"},
    "pis": {"inspection", "unit_head", "member"},
}
"""Who reads a field on a page of their own that a search does not lead to."""
IN_MINUTES = {"spe", "sec"}
"""What was noted in the room, of which signed minutes repeat a part."""
SIGNED = {"minutes signed", "judged", "to redo", "remedy planned"}


@pytest.fixture(scope="module", autouse=True)
def world(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker), figures_kept():
        build(tmp_path_factory.mktemp("search"))
        add_those_who_only_look()
        add_what_stands_beside()
        with at_noon(TODAY):
            yield


def everybody() -> tuple[Who, ...]:
    """All who have a role in the campaign."""
    of_units = [who for place in PLACES for who in of_unit(place)]
    of_groups = [who for group in ("D1", "D2", "D3") for who in of_group(group)]
    return (*of_units, *of_groups, *OF_THE_HOST)


def reach(who: Who) -> Reach:
    return reach_for(Account.objects.get(name=who.name), CAMPAIGN)


def finds(asking: Reach, kind: Kind, marker: str) -> bool:
    return bool(search(asking, kind, Sought.of(marker), Moment(TODAY, None)).count)


def is_there(field: str, place: Place) -> bool:
    """Whether the unit has come so far that the field is written, and minutes signed."""
    words = place.mark(field)
    written = Passage.objects.filter(text__contains=words).exists()
    return written and (field != "min" or place.state in SIGNED)


def test_whoever_may_read_a_text_finds_it_and_nobody_else_does() -> None:
    there = [(field, place) for field in FOUND_AS for place in PLACES if is_there(field, place)]
    assert {field for field, _ in there} == set(FOUND_AS)
    wrong = []
    for who in everybody():
        asking = reach(who)
        for field, place in there:
            may = who.stands(place) in FIELDS[field] - NOT_FOUND[field]
            if finds(asking, FOUND_AS[field], place.mark(field)) != may:
                wrong.append((who.name, field, place.unit, may))
    assert wrong == []


def test_minutes_are_found_once_they_are_signed() -> None:
    drafted, signed = STATES["minutes drafted"], STATES["minutes signed"]
    asking = reach(Who("office"))
    assert not finds(asking, Kind.MINUTES, drafted.mark("min"))
    assert finds(asking, Kind.MINUTES, signed.mark("min"))


def test_of_nothing_else_is_there_a_word_in_the_index() -> None:
    """What was dared, what a case says, drafts, speeches, opinions, contacts: nobody finds them, the commission neither."""
    words = "\n".join(Passage.objects.values_list("words", flat=True))
    not_searched = set(FIELDS) - set(FOUND_AS) - IN_MINUTES
    assert {field for field in not_searched if f"zq{field}" in words} == set()
    assert all(f"zq{field}" in words for field in FOUND_AS)


def test_what_is_said_in_the_room_is_in_the_index_only_as_signed_minutes_say_it() -> None:
    for field in IN_MINUTES:
        there = Passage.objects.filter(words__contains=f"zq{field}")
        assert set(there.values_list("kind", flat=True)) <= {Kind.MINUTES.value}
        assert set(there.values_list("unit", flat=True)) <= {
            one.unit for one in PLACES if one.state in SIGNED
        }


def opened(who: Who) -> Client:
    client = Client()
    client.force_login(Account.objects.get(name=who.name))
    return client


@pytest.mark.parametrize(
    "who",
    [
        of_unit(STATES["remedy planned"])[0],
        of_group("D3")[0],
        of_unit(STATES["judged"])[2],
        Who("office"),
        Who("commission"),
        Who("verifier"),
        Who("auditor"),
        Who("head BV"),
    ],
    ids=lambda who: str(who.name),
)
def test_every_page_that_a_search_leads_to_opens(who: Who) -> None:
    client, led = opened(who), 0
    for typed in ("zqitm10", "zqfin10", "zqmin08", "zqtop08", "zqiss08", "zqpis08", "khoa"):
        found = client.get(AS_JSON, {"q": typed}).json()
        for one in (one for kind in found["kinds"] for one in kind["found"] if one["url"]):
            assert client.get(one["url"]).status_code == 200, (typed, one)
            led += 1
    assert led


@pytest.mark.parametrize("field", ["fin", "top", "min", "itm", "iss", "pis", "cgr", "opn"])
def test_what_is_not_ones_own_answers_as_if_it_were_not_there(field: str) -> None:
    place = STATES["remedy planned"]
    stranger = opened(of_unit(STATES["judged"])[0])
    said = stranger.get(AS_JSON, {"q": place.mark(field)}).json()
    nothing = stranger.get(AS_JSON, {"q": "zqkhongco"}).json()
    assert said["kinds"] == nothing["kinds"]
    page = stranger.get(SEARCH, {"q": place.mark(field)}).content.decode()
    none = stranger.get(SEARCH, {"q": "zqkhongco"}).content.decode()
    assert len(page) - page.count(place.mark(field)) * 7 == len(none) - none.count("zqkhongco") * 9


@pytest.mark.parametrize("who", OUTSIDE, ids=lambda who: who.name or "nobody")
@pytest.mark.parametrize("address", [SEARCH, AS_JSON])
def test_whoever_has_no_part_finds_no_page(who: Who, address: str) -> None:
    client = opened(who) if who.name else Client()
    answer = client.get(address, {"q": "zqfin10"})
    assert answer.status_code in (302, 404)
    assert b"<mark>" not in answer.content


def test_whoever_is_not_of_the_unit_is_not_shown_what_its_minutes_say() -> None:
    """Who reads minutes is on record; a search is no way around it."""
    place = STATES["judged"]
    for who, shown in ((Who("office"), False), (of_unit(place)[0], True)):
        answer = opened(who).get(AS_JSON, {"q": place.mark("min"), "loai": "bien-ban"}).json()
        [kind] = answer["kinds"]
        assert [one["unit"] for one in kind["found"]] == [place.unit]
        assert (place.mark("min") in json.dumps(kind)) is shown


def test_a_verifier_finds_an_item_and_not_by_where_it_comes_from() -> None:
    verifier = reach(Who("verifier"))
    assert verifier.units(Right.SEE_REVIEW) == frozenset()
    place = STATES["remedy planned"]
    assert finds(verifier, Kind.ITEM, place.mark("itm"))
    comes_from = Passage.objects.filter(kind=Kind.ITEM.value, text__contains="KD01")
    assert not comes_from.exists()
