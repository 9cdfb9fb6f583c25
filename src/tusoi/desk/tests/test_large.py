"""In a large campaign a page reads the units it is about; it says what it says in a small one, and of what it leaves out that it does."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.cast import (
    DEC_17,
    HCMC_CAMPAIGN,
    binh,
    dung,
    figures_kept,
    five_o_clock,
    hien,
    kept_for_a_module,
    lan,
    mai,
    mai_loads_the_seed,
    minh,
    thao,
    tuan,
)
from tests.pages import text
from tusoi.figures import engine
from tusoi.organisation.models import Account

pytestmark = pytest.mark.django_db

CAMPAIGN = f"/dot/{HCMC_CAMPAIGN}"
PLAYERS = (mai, dung, lan, thao, minh, tuan, hien, binh)
UNITS = ("A40", "A47", "B01")
OF_A_UNIT = (
    "",
    "ban-giao/",
    "goi-y/",
    "tu-kiem-diem/",
    "dieu-kien/",
    "hop/",
    "bien-ban/",
    "khuyet-diem/",
    "giam-sat/",
    "khac-phuc/",
    "y-kien/",
    "van-de/",
)
OF_ALL = (
    "to-cong-tac/",
    "khac-phuc/",
    "khac-phuc/1/",
    "cach-lam-hay/",
    "vu-viec/",
    "van-de/",
    "moi-gop-y/",
    "moi-gop-y/?don-vi=A47",
    "ban-giao/",
)
OF_A_READER = ("/ban-lam-viec/", "/ho-so-cua-toi/")


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker), figures_kept():
        mai_loads_the_seed()
        for player in PLAYERS:
            player()
        yield


@pytest.fixture(autouse=True)
def _on_the_day() -> Iterator[None]:
    engine.forget()
    with time_machine.travel(five_o_clock(DEC_17), tick=False):
        yield
    engine.forget()


def large(patch: pytest.MonkeyPatch) -> None:
    """From now on the campaign is one of which no page of some units reads all."""
    engine.forget()
    patch.setattr(engine, "LARGE", 100)
    patch.setattr(engine, "_read", None)


def reader_of(account: Account) -> Client:
    reader = Client()
    reader.force_login(account)
    return reader


def seen(reader: Client, addresses: tuple[str, ...]) -> dict[str, tuple[int, str]]:
    answers = {address: reader.get(address) for address in addresses}
    return {
        address: (answer.status_code, text(answer) if answer.status_code == 200 else "")
        for address, answer in answers.items()
    }


@pytest.mark.parametrize("player", [mai, lan, minh, tuan], ids=lambda player: player.__name__)
def test_a_page_of_some_units_says_the_same(
    player: Callable[[], Account], monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = reader_of(player())
    pages = tuple(f"{CAMPAIGN}/don-vi/{unit}/{page}" for unit in UNITS for page in OF_A_UNIT)
    pages += tuple(f"{CAMPAIGN}/{page}" for page in OF_ALL)
    among_all = seen(reader, pages)
    assert any(status == 200 for status, _ in among_all.values())
    large(monkeypatch)
    alone = seen(reader, pages)
    for address in pages:
        assert alone[address] == among_all[address], address


@pytest.mark.parametrize(
    "player", [lan, thao, tuan, hien, binh], ids=lambda player: player.__name__
)
def test_the_desk_of_whoever_acts_in_some_units_says_the_same(
    player: Callable[[], Account], monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = reader_of(player())
    among_all = seen(reader, OF_A_READER)
    large(monkeypatch)
    assert seen(reader, OF_A_READER) == among_all


@pytest.mark.parametrize(
    ("lang", "said", "tree"),
    [
        ("vi", "việc trong từng đơn vị không liệt kê ở đây", "Xem cây đơn vị"),
        ("en", "what waits in single units is not listed here", "See the tree of units"),
    ],
)
def test_the_desk_of_whoever_acts_in_all_says_that_units_are_left_out(
    lang: str, said: str, tree: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = reader_of(mai())
    assert said not in text(reader.get(f"/ban-lam-viec/?lang={lang}"))
    large(monkeypatch)
    desk = reader.get(f"/ban-lam-viec/?lang={lang}")
    assert desk.status_code == 200
    assert said in text(desk)
    assert tree in text(desk)
