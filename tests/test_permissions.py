"""Who may open what: every address, every reader, every scope. Not there and not yours are the same page."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_CAMPAIGN,
    HCMC_HOST,
    binh,
    dung,
    figures_kept,
    hien,
    kept_for_a_module,
    khanh,
    lan,
    mai,
    mai_loads_the_hospital,
    mai_loads_the_seed,
    minh,
    phuc,
    quan,
    thao,
    trustee,
    tuan,
    vinh,
    yen,
)
from tests.matrix.walk import text_of
from tests.pages import CHANCE, text
from tusoi.desk.acts import ACTS as acts_offered  # noqa: N811 (the table has the same name)
from tusoi.desk.cases.acts import ACTS as case_acts  # noqa: N811
from tusoi.ledger import triggers
from tusoi.ledger.models import RowDigest
from tusoi.organisation.actions import add_account, end_role, grant_role
from tusoi.organisation.models import Account
from tusoi.organisation.roles import Role, RoleOver
from tusoi.reports.formats import FORMATS as formats_written  # noqa: N811

pytestmark = pytest.mark.django_db

OFFICE = {"mai", "dung", "khanh"}
"""Those who see the whole campaign: its office, the inspection commission, the auditor."""
UNITS_OWN = {"lan", "thao", "minh"}
"""Those who see A47 as their own: its head, its office, a member of its collective."""
GROUPS = {"tuan", "hien"}
"""Those of the group that A47 is given to."""
DECIDERS = {"yen", "quan"}
"""Those who act for a body that decides discipline: they see the whole wall, and cases they are named to read."""
TRUSTEES = {"ngan"}
"""Whoever keeps a key of the sealed opinions sees the whole wall, and no minutes."""
VERIFIERS = {"phuc"}
"""Whoever verifies what was put right sees the whole wall and the items, and nothing else of a review."""
READERS = OFFICE | UNITS_OWN | GROUPS | DECIDERS | TRUSTEES | VERIFIERS | {"vinh", "binh"}
STRANGERS = {"an", "hoa", "thu"}
"""An has no role, Hoa is of the office of another host, Thu was of this office until yesterday."""

UNITS = {
    "A47": OFFICE | UNITS_OWN | GROUPS | DECIDERS | TRUSTEES | VERIFIERS,
    "B02": OFFICE | DECIDERS | TRUSTEES | VERIFIERS | {"binh"},
    "A01": OFFICE | DECIDERS | TRUSTEES | VERIFIERS,
    "ZZ9": set[str](),
}
"""Who sees which unit; there is no ZZ9."""
SEES_ALL = OFFICE | DECIDERS | TRUSTEES | VERIFIERS
TREES = {"A47": SEES_ALL | {"lan"}, "B02": SEES_ALL | {"binh"}, "A01": SEES_ALL}
"""Who sees a unit with all that stands below it."""
REVIEWS = {unit: readers - DECIDERS - TRUSTEES - VERIFIERS for unit, readers in UNITS.items()}
"""Who reads what its review says."""

PAGES = {
    "wall": READERS,
    "figures": READERS,
    "tree": READERS,
    "tree-json": READERS,
    "search": READERS,
    "search-json": READERS,
    "groups": READERS,
    "items": READERS - DECIDERS - TRUSTEES,
    "practices": READERS,
    "last-time": READERS - DECIDERS - TRUSTEES - VERIFIERS,
    "compare": READERS,
    "consistency": OFFICE | GROUPS | {"vinh"},
    "roll-up": READERS,
    "open-below": {"mai"},
    "cases": {"dung", "lan", "minh", "binh"} | DECIDERS,
    "case-open": {"dung"},
    "case-bodies": {"dung"},
    "asking": {"mai", "dung", "lan", "binh"},
    "issue-desk": {"mai", "dung", "lan", "binh"},
    "handovers": OFFICE,
    "report": OFFICE,
    "conferences": OFFICE,
    "review-files": {"mai", "dung"} | UNITS_OWN | GROUPS | {"vinh", "binh"},
    "publishing": {"mai", "dung"},
    "removals": OFFICE,
    "ledger": OFFICE,
    "roles": OFFICE | {"thao"},
    "relations": OFFICE,
    "disclosure": READERS,
    "workdays": READERS,
    "exchange": {"mai"},
    "exchange-export": {"mai"},
    "everything": {"mai"},
    "exchange-blank": {"mai"},
    "units-workbook": {"mai"},
    "units-download": {"mai"},
    "unit-new": {"mai"},
    "items-workbook": READERS - DECIDERS - TRUSTEES,
    "items-download": READERS - DECIDERS - TRUSTEES,
    "sealed-trustees": {"mai", "ngan"},
    "sealed-retaliation": {"dung"},
}
"""The campaign's pages without a part of their own, and who may open them."""

ACTS = {
    "ly-do": {"A47": {"mai", "lan", "thao"}, "B02": {"mai", "binh"}, "A01": {"mai"}},
    "ket-luan": {"A47": {"dung"}, "B02": {"dung"}, "A01": {"dung"}},
    "trach-nhiem": {"A47": {"dung"}, "B02": {"dung"}, "A01": {"dung"}},
    "nghiem-trong": {"A47": {"dung"}, "B02": {"dung"}, "A01": {"dung"}},
    "chu-tri": {"A47": {"mai"}, "B02": {"mai"}, "A01": {"mai"}},
    "hop": {"A47": {"lan", "thao"}, "B02": {"binh"}, "A01": set[str]()},
    "bien-ban": {"A47": {"lan", "thao"}, "B02": {"binh"}, "A01": set[str]()},
    "khong-co": {"A47": set[str](), "B02": set[str](), "A01": set[str]()},
}
"""The acts on a unit, and who may do them; there is no act khong-co."""

UNIT_PAGES: dict[str, dict[str, set[str]]] = {
    "tree-of": TREES,
    "tree-of-json": TREES,
    "unit-edit": {unit: {"mai"} for unit in ("A47", "B02", "A01")},
    "topics": REVIEWS,
    "self-review": REVIEWS,
    "self-review-word": {"A47": {"lan", "thao"}, "B02": {"binh"}},
    "minutes": {
        "A47": {"mai", "dung"} | UNITS_OWN | GROUPS,
        "B02": {"mai", "dung", "binh"},
        "A01": {"mai", "dung"},
    },
    "supervision": REVIEWS,
    "group-note": {"A47": GROUPS},
    "verdict-reply": {"A47": {"lan"}, "B02": {"binh"}},
    "criticism": {"A47": {"mai"}, "B02": {"mai"}, "A01": {"mai"}},
    "second-reading": {},
    "gates": UNITS,
    "retention": {"A47": {"dung"}, "B02": {"dung"}, "A01": {"dung"}},
    "handover": REVIEWS,
    "findings": REVIEWS,
    "remedy": REVIEWS,
    "evidence": {},  # no topic of the seed asks for evidence; test_evidence.py has those of the grassroots
    "sessions": UNITS,
    "opinions": {
        "A47": {"mai", "dung", "lan"},
        "B02": {"mai", "dung", "binh"},
        "A01": {"mai", "dung"},
    },
    "invited": {"A47": {"lan", "thao"}, "B02": {"binh"}},
    "issues": {
        "A47": {"mai", "dung"} | UNITS_OWN,
        "B02": {"mai", "dung", "binh"},
        "A01": {"mai", "dung"},
    },
    "sealed-digests": {},  # the seed has no channel; the room's own tests have digests
}
"""A unit's pages beside its file, by address name, and who may open them, unit by unit."""
UNIT_WRITES: dict[str, dict[str, set[str]]] = {
    "unit-edit": {unit: {"mai"} for unit in ("A47", "B02", "A01")},
    "topics": {unit: {"mai", "dung"} for unit in ("A47", "B02", "A01")},
    "self-review": {"A47": {"lan", "thao"}, "B02": {"binh"}},
    "self-review-word": {"A47": {"lan", "thao"}, "B02": {"binh"}},
    "minutes": {"A47": UNITS_OWN | GROUPS, "B02": {"binh"}, "A01": set[str]()},
    "supervision": {"A47": GROUPS},
    "group-note": {"A47": GROUPS},
    "verdict-reply": {"A47": {"lan"}, "B02": {"binh"}},
    "criticism": {"A47": {"mai"}, "B02": {"mai"}, "A01": {"mai"}},
    "second-reading": {},
    "gates": {
        "A47": {"mai", "lan", "dung"},
        "B02": {"mai", "binh", "dung"},
        "A01": {"mai", "dung"},
    },
    "retention": {"A47": {"dung"}, "B02": {"dung"}, "A01": {"dung"}},
    "handover": {},  # nothing of the seed was handed over; test_handover.py has who acknowledges and gives
    "findings": {"A47": {"lan", "thao"}, "B02": {"binh"}},
    "remedy": {"A47": {"lan", "thao"}, "B02": {"binh"}},
    "evidence": {},
    "sessions": {"A47": {"lan", "thao"}, "B02": {"binh"}, "A01": set[str]()},
    "opinions": {unit: {"mai"} for unit in ("A47", "B02", "A01")},
    "issues": {unit: {"mai"} for unit in ("A47", "B02", "A01")},
    "sealed-digests": {},
}
"""Those of them that also take something, and from whom."""

WRITES = {
    "practices": {"lan", "thao", "binh"},
    "consistency": {"mai"},
    "handovers": {"mai"},
    "open-below": {"mai"},
    "report": {"mai"},
    "conferences": {"mai"},
    "review-files": {"mai", "dung"} | UNITS_OWN | GROUPS | {"vinh", "binh"},
    "exchange": {"mai"},
    "everything": {"mai"},
    "units-workbook": {"mai"},
    "units-write": {"mai"},
    "unit-new": {"mai"},
    "unit-write": {"mai"},
    "items-workbook": {"mai"} | UNITS_OWN | {"binh"},
    "items-write": {"mai"} | UNITS_OWN | {"binh"},
    "case-open": {"dung"},
    "case-bodies": {"dung"},
    "roles": {"mai", "thao"},
    "relations": {"mai", "dung"},
    "disclosure": {"dung"},
    "workdays": {"mai"},
    "relation-back": {"mai", "dung"},
    "sealed-trustees": {"mai", "ngan"},
}
"""Pages that also take something, and from whom."""
FORMATS = ("html", "docx", "pdf", "xlsx")

OPEN_TO_ALL = {"campaigns", "sign-in", "sign-out", "enter-as", "start", "alive", "ready"}
OPEN_TO_ALL |= {"my-desk", "my-file", "my-file-download", "my-file-word", "contact"}
OPEN_TO_ALL |= {"second-step", "forgotten", "new-password", "account", "application", "passkeys"}
OPEN_TO_ALL |= {"paper-codes", "sessions-of-mine", "change-password", "resets"}
OPEN_TO_ALL |= {"openid_connect_login", "openid_connect_callback", "answer-by-link"}
OPEN_TO_ALL |= {"sealed-give", "sealed-dialogue", "sealed-lists", "sealed-prints"}
OPEN_TO_ALL |= {"public", "public-board", "public-item", "public-answer", "public-report"}
OPEN_TO_ALL |= {"public-figures", "public-data", "data-openapi", "data-campaigns", "data-campaign"}
OPEN_TO_ALL |= {"data-items", "data-item", "data-items-csv", "data-items-xlsx", "data-reports"}
OPEN_TO_ALL |= {"data-report", "data-figures", "data-figures-csv", "data-figures-xlsx"}
OPEN_TO_ALL |= {"office-figures", "office-items", "office-units", "checkpoints", "checkpoint"}
"""Addresses outside a campaign; each has its own test."""
BY_PART = {
    "unit",
    "act",
    "figure",
    "figures-made",
    "report-file",
    "report-made",
    "draft",
    "draft-file",
    "draft-compare",
    "draft-approve",
    "everything-made",
    "everything-file",
    "exchange-sent",
    "exchange-annotated",
    "explanation",
    "draft-comment",
    "own-review",
    "own-review-file",
    "own-review-version",
    "own-review-word",
    "self-review-file",
    "self-review-version",
    "minutes-section",
    "minutes-version",
    "minutes-file",
    "room",
    "room-notes",
    "case",
    "case-act",
    "role-decide",
    "role-end",
    "invitation",
    "invitation-entry",
    "invitation-letter",
    "invited-answer",
    "issue",
    "item",
    "item-file",
    "item-file-add",
    "practice",
    "compare-csv",
    "relation-back",
    "sealed-batch",
    "publication",
    "removal",
    "removal-new",
    "review-files-made",
    "review-files-file",
}
"""Addresses of a part of a campaign: a unit, a figure, a draft, something sent up, a part of minutes."""
NO_DRAFT = "00000000-0000-4000-8000-000000000000"


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker), figures_kept():
        mai_loads_the_seed()
        mai_loads_the_hospital()
        for player in (
            mai,
            dung,
            khanh,
            lan,
            thao,
            minh,
            tuan,
            hien,
            vinh,
            binh,
            yen,
            quan,
            trustee,
            phuc,
        ):
            player()
        add_account("An")
        hoa, thu = add_account("Hoa"), add_account("Thu")
        grant_role(
            Role.CAMPAIGN_OFFICE,
            to=hoa,
            over=RoleOver("benh-vien-song-xanh"),
            since=date(2012, 1, 1),
            by=hoa.pk,
        )
        over = RoleOver(HCMC_HOST)
        grant_role(Role.CAMPAIGN_OFFICE, to=thu, over=over, since=date(2012, 1, 1), by=thu.pk)
        end_role(Role.CAMPAIGN_OFFICE, of=thu, over=over, until=date(2026, 1, 1), by=thu.pk)
        yield


def as_reader(slug: str) -> Client:
    """A browser in which one of the readers is signed in; "nobody": nobody is."""
    client = Client()
    names = {"mai": "Mai", "dung": "Dung", "khanh": "Khánh", "lan": "Lan", "tuan": "Tuấn"}
    names |= {
        "thao": "Thảo",
        "minh": "Minh",
        "hien": "Hiền",
        "vinh": "Vinh",
        "yen": "Yến",
        "quan": "Quân",
        "ngan": "Ngân",
        "phuc": "Phúc",
    }
    names |= {"binh": "Bình", "an": "An", "hoa": "Hoa", "thu": "Thu"}
    if slug != "nobody":
        client.force_login(Account.objects.get(name=names[slug]))
    return client


Cell = tuple[str, str, set[str]]
"""Method, address, who may."""


def cells() -> Iterator[Cell]:
    """Every address of a campaign, in every scope."""
    yield from pages_of_the_whole()
    yield from parts()
    yield from units_and_acts()
    yield from self_reviews()
    yield from rooms()


def pages_of_the_whole() -> Iterator[Cell]:
    for name, readers in PAGES.items():
        yield "get", reverse(name, args=[HCMC_CAMPAIGN]), readers
    for name, writers in WRITES.items():
        yield "post", reverse(name, args=[HCMC_CAMPAIGN]), writers


def parts() -> Iterator[Cell]:
    for file_format in FORMATS:
        yield "get", reverse("report-file", args=[HCMC_CAMPAIGN, file_format]), OFFICE
        yield "get", reverse("draft-file", args=[HCMC_CAMPAIGN, NO_DRAFT, file_format]), set()
    for name in ("draft", "draft-compare"):
        yield "get", reverse(name, args=[HCMC_CAMPAIGN, NO_DRAFT]), set()
    for name in ("draft-approve", "role-decide", "role-end"):
        yield "post", reverse(name, args=[HCMC_CAMPAIGN, NO_DRAFT]), set()
    yield from files_of_nobody()
    yield "get", reverse("exchange-sent", args=[HCMC_CAMPAIGN, "khong-co"]), set()
    kept = [HCMC_CAMPAIGN, "khong-co", "kiem-diem.xlsx"]
    yield "get", reverse("exchange-annotated", args=kept), set()
    yield from items_of_all()
    for method in ("get", "post"):
        yield method, reverse("practice", args=[HCMC_CAMPAIGN, "khong-co"]), set()
    yield from cases_of_nobody()
    yield from opinions_of_nobody()
    yield "get", reverse("sealed-batch", args=[HCMC_CAMPAIGN, 1]), set()
    for kind, record in (("item", "1"), ("item", "khong-co"), ("report", "khong-co")):
        who = {"mai", "dung"} if record == "1" else set[str]()
        for method in ("get", "post"):
            yield method, reverse("publication", args=[HCMC_CAMPAIGN, kind, record]), who
    yield from removals_of_nothing()
    for figure in ("units_reviewed", "units_reviewed.done", "remediation_items.overdue"):
        yield "get", reverse("figure", args=[HCMC_CAMPAIGN, figure]), READERS


def files_of_nobody() -> Iterator[Cell]:
    """Review files, text files and a draft that nobody asked for; the rooms' own tests have some that somebody did."""
    for method in ("get", "post"):
        for name in ("review-files-made", "report-made", "figures-made", "everything-made"):
            yield method, reverse(name, args=[HCMC_CAMPAIGN, NO_DRAFT]), set()
    for name in ("review-files-file", "everything-file"):
        yield "get", reverse(name, args=[HCMC_CAMPAIGN, NO_DRAFT]), set()


def removals_of_nothing() -> Iterator[Cell]:
    """A removal that is not there, and the words of a row that is not; the desk's own test has those that are."""
    for method in ("get", "post"):
        yield method, reverse("removal", args=[HCMC_CAMPAIGN, 7]), set()
        nothing = [HCMC_CAMPAIGN, "findings.finding", NO_DRAFT]
        yield method, reverse("removal-new", args=nothing), set()


def items_of_all() -> Iterator[Cell]:
    """An item that no unit owes yet, one of A01, and one that is not there; what is sent without an act is nobody's, and no file is there."""
    for number, readers in (("1", OFFICE), ("8", OFFICE), ("khong-co", set[str]())):
        address = reverse("item", args=[HCMC_CAMPAIGN, number])
        yield "get", address, readers | (VERIFIERS if readers else set())
        yield "post", address, set()
        yield "post", reverse("item-file-add", args=[HCMC_CAMPAIGN, number]), set()
        yield "get", reverse("item-file", args=[HCMC_CAMPAIGN, number, NO_DRAFT]), set()


def cases_of_nobody() -> Iterator[Cell]:
    """A case that is not there, and each of its acts; the desk's own test has one that is."""
    yield "get", reverse("case", args=[HCMC_CAMPAIGN, "khong-co"]), set()
    for act in ("khong-co", *(one.slug for one in case_acts)):
        for method in ("get", "post"):
            yield method, reverse("case-act", args=[HCMC_CAMPAIGN, "khong-co", act]), set()


def opinions_of_nobody() -> Iterator[Cell]:
    """An invitation and an issue that are not there; the desk's own tests have some that are."""
    for unit in UNITS:
        about = [HCMC_CAMPAIGN, unit, "khong-co"]
        for name in ("invitation", "invitation-entry", "invited-answer", "issue"):
            for method in ("get", "post"):
                yield method, reverse(name, args=about), set()
        yield "get", reverse("invitation-letter", args=[*about, "pdf"]), set()


def units_and_acts() -> Iterator[Cell]:
    for unit, readers in UNITS.items():
        yield "get", reverse("unit", args=[HCMC_CAMPAIGN, unit]), readers
    for act, by_unit in ACTS.items():
        for unit in UNITS:
            address = reverse("act", args=[HCMC_CAMPAIGN, unit, act])
            for method in ("get", "post"):
                yield method, address, by_unit.get(unit, set())
    for method, pages in (("get", UNIT_PAGES), ("post", UNIT_WRITES)):
        for name, by_unit in pages.items():
            for unit in UNITS:
                yield method, reverse(name, args=[HCMC_CAMPAIGN, unit]), by_unit.get(unit, set())


SEES_SELF_REVIEWS = {"dung", "tuan", "hien"}
"""Those who read what persons of A47 handed in; each person's own apart."""
SEATS = {"A47-01": {"lan"}, "A47-02": {"minh"}, "UV1": set[str](), "khong-co": set[str]()}
"""Whose seat it is; UV1 owes no review, and nobody has khong-co."""


def self_reviews() -> Iterator[Cell]:
    """What belongs to a self-review, the collective's and a person's, before anything is written."""
    for unit, own in {"A47": {"lan", "thao"}, "B02": {"binh"}, "ZZ9": set[str]()}.items():
        for file_format in ("docx", "pdf"):
            address = reverse("self-review-file", args=[HCMC_CAMPAIGN, unit, file_format])
            yield "get", address, own
        yield "get", reverse("self-review-version", args=[HCMC_CAMPAIGN, unit, 1]), set()
        commenters = {"minh"} if unit == "A47" else set[str]()
        yield "post", reverse("draft-comment", args=[HCMC_CAMPAIGN, unit]), commenters
    for seat, own in SEATS.items():
        about = [HCMC_CAMPAIGN, "A47", seat]
        readers = own | (SEES_SELF_REVIEWS if own else set[str]())
        yield "get", reverse("own-review", args=about), readers
        yield "post", reverse("own-review", args=about), own
        yield "get", reverse("own-review-file", args=[*about, "docx"]), own
        yield "get", reverse("own-review-version", args=[*about, 1]), set()
        for method in ("get", "post"):
            yield method, reverse("own-review-word", args=about), own
    for method in ("get", "post"):
        for unit, topic, who in (("A05", "GY01", set[str]()), ("A47", "GY01", set[str]())):
            yield method, reverse("explanation", args=[HCMC_CAMPAIGN, unit, topic]), who


def rooms() -> Iterator[Cell]:
    """No room is open: there is nothing to see, and whoever may note is told so."""
    for unit in UNITS:
        writers = UNIT_WRITES["sessions"].get(unit, set())
        day = [HCMC_CAMPAIGN, unit, "2012-12-20"]
        yield "get", reverse("room", args=day), set()
        yield "post", reverse("room", args=day), writers
        yield "post", reverse("room-notes", args=day), writers


CELLS = list(cells())


@pytest.mark.parametrize("reader", sorted(READERS | STRANGERS))
def test_each_opens_what_is_theirs_and_nothing_else(reader: str) -> None:
    client = as_reader(reader)
    wrong = []
    for method, address, readers in CELLS:
        status = getattr(client, method)(address).status_code
        allowed = {200} if method == "get" else {302, 422}
        if (status in allowed) != (reader in readers) or status not in {*allowed, 404}:
            wrong.append((method, address, status))
    assert wrong == []


def test_whoever_is_not_signed_in_is_led_to_the_door_whatever_the_address() -> None:
    for method, address, _ in CELLS:
        for asked in (address, address.replace(HCMC_CAMPAIGN, "khong-co")):
            response = getattr(Client(), method)(asked)
            assert response.status_code == 302, asked
            assert response["Location"].startswith(reverse("sign-in"))


def test_every_address_is_in_the_table() -> None:
    named = set(_names(get_resolver()))
    sent_alone = {
        "items-write",
        "units-write",
        "unit-write",
    }  # no page: what their previews confirm
    assert sent_alone <= set(WRITES)
    assert (
        named
        == set(PAGES) | set(UNIT_PAGES) | set(UNIT_WRITES) | BY_PART | OPEN_TO_ALL | sent_alone
    )


def test_every_act_and_every_format_is_in_the_table() -> None:
    assert set(ACTS) == {act.slug for act in acts_offered} | {"khong-co"}
    assert set(FORMATS) == set(formats_written)


def _names(resolver: URLResolver) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield str(pattern.name)
        else:
            yield from _names(pattern)


@pytest.mark.parametrize("reader", ["lan", "tuan", "binh"])
def test_not_there_and_not_yours_read_alike(reader: str) -> None:
    client = as_reader(reader)
    not_there = _without(client.get(reverse("unit", args=[HCMC_CAMPAIGN, "ZZ9"])), "ZZ9")
    assert not_there == _without(client.get(reverse("unit", args=[HCMC_CAMPAIGN, "A01"])), "A01")
    no_campaign = client.get(reverse("wall", args=["khong-co"]))
    not_theirs = client.get(reverse("wall", args=["hospital-2026"]))
    assert _without(no_campaign, "khong-co") == _without(not_theirs, "hospital-2026")


def _without(response: Any, said: str) -> str:
    assert response.status_code == 404
    return CHANCE.sub("", response.content.decode()).replace(said, "…")


@pytest.mark.parametrize(("reader", "unseen"), [("lan", "B02"), ("binh", "A47"), ("tuan", "B02")])
def test_nothing_of_another_unit_shows_on_any_page(reader: str, unseen: str) -> None:
    client = as_reader(reader)
    opened = [address for method, address, who in CELLS if method == "get" and reader in who]
    assert opened
    for address in [*opened, *(f"{address}?as_of=2012-12-17" for address in opened)]:
        # What is packed, and a form's token, hold any three signs by chance.
        assert unseen not in CHANCE.sub("", text_of(client.get(address))), address


def test_counts_are_over_what_the_reader_sees() -> None:
    address = reverse("wall", args=[HCMC_CAMPAIGN])
    assert "133/136" in as_reader("mai").get(address).content.decode()
    assert "0/1" in as_reader("lan").get(address).content.decode()
    assert "1/1" in as_reader("binh").get(address).content.decode()
    for reader in ("lan", "binh", "tuan"):
        assert "133" not in text(as_reader(reader).get(address))


def test_a_campaign_is_started_by_an_office_alone_where_there_is_one_already() -> None:
    allowed = {slug for slug in READERS | STRANGERS if _opens(slug, reverse("start"))}
    assert allowed == {"mai", "hoa"}


def _opens(reader: str, address: str) -> bool:
    status = as_reader(reader).get(address).status_code
    assert status in (200, 404)
    return status == 200


def test_the_check_names_nothing_of_another_campaign() -> None:
    triggers.lift(connection)
    RowDigest.objects.filter(entry__tree="campaign/hospital-2026").delete()
    address = reverse("ledger", args=[HCMC_CAMPAIGN])
    assert "hospital" not in as_reader("khanh").get(address, {"xet": "1"}).content.decode()
    theirs = reverse("ledger", args=["hospital-2026"])
    assert "hospital-2026" in as_reader("hoa").get(theirs, {"xet": "1"}).content.decode()
