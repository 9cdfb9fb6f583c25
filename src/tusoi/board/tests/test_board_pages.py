"""The public's pages: for everybody alike, without an account, a cookie or a script, and never a person's name."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.cast import kept_for_a_module, lan, mai_loads_the_seed
from tusoi.board.rules.standing import Piece, PublicWords
from tusoi.board.tests.told import WORDS, proposed, published, published_report, taken_back
from tusoi.organisation.models import Account, Tenure

pytestmark = pytest.mark.django_db

BOARD = "/cong-khai/hcmc-2012/"
ITEM = f"{BOARD}viec/1/"


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        yield


def shown(address: str, status: int = 200) -> str:
    response = Client().get(address)
    assert response.status_code == status, response.content.decode()[:2_000]
    assert not response.cookies
    return response.content.decode()


def test_nothing_is_there_before_something_is_published() -> None:
    proposed()
    assert shown(BOARD, 404).replace("hcmc-2012", "") == shown("/cong-khai/khong-co/", 404).replace(
        "khong-co", ""
    )
    assert "Chưa có gì" in shown("/cong-khai/")


def test_what_two_persons_published_is_there_in_the_publics_words() -> None:
    published()
    page = shown(BOARD)
    assert WORDS.title in page
    assert WORDS.owner in page
    assert "Đợt" in shown("/cong-khai/") or "Kiểm điểm" in shown("/cong-khai/")
    assert "Việc số 1" in shown(ITEM)
    shown(f"{BOARD}viec/2/", 404)
    for address in (BOARD, ITEM, f"{BOARD}du-lieu/", f"{BOARD}so-lieu/", "/cong-khai/"):
        assert 'lang="en"' in shown(f"{address}?lang=en")


def test_a_search_finds_with_marks_and_without() -> None:
    published()
    published("2", PublicWords("Chống ngập vùng trũng", "Đô thị", "Giám đốc Sở Xây dựng"))
    for sought in ("chậm triển", "cham trien", "DAT DAI", "tai nguyen 1"):
        page = shown(f"{BOARD}?tim={sought}")
        assert WORDS.title in page, sought
        assert "Chống ngập" not in page, sought
    assert "Không có việc nào như vậy" in shown(f"{BOARD}?tim=khong-thay")
    assert "Chống ngập" in shown(f"{BOARD}?buoc=planned")
    assert "Chống ngập" not in shown(f"{BOARD}?buoc=verified")


def test_what_was_taken_back_is_gone_and_the_page_says_so_and_when() -> None:
    published()
    taken_back(Piece.OWNER)
    for page in (shown(BOARD), shown(ITEM)):
        assert WORDS.owner not in page
        assert WORDS.title in page
        assert "đã rút lại ngày" in page
        assert "có thông tin về cá nhân" in page
        assert "có tên người" not in page
    taken_back(Piece.WHOLE)
    for page in (shown(BOARD), shown(ITEM)):
        assert WORDS.title not in page
        assert "đã rút lại ngày" in page


def test_a_report_is_there_as_it_was_approved_without_the_names_of_who_approved_it() -> None:
    record = published_report()
    page = shown(f"{BOARD}bao-cao/{record}/")
    assert "133/136" in page
    assert "Dung" not in page
    assert "Mai," not in page
    assert "SHA-256" in page
    shown(f"{BOARD}bao-cao/{'0' * 32}/", 404)


def test_the_figures_are_those_of_the_published_report() -> None:
    published()
    assert "133/136" not in shown(f"{BOARD}so-lieu/")
    published_report()
    assert "133/136" in shown(f"{BOARD}so-lieu/")


def test_no_page_names_a_person() -> None:
    lan()
    Account.objects.filter(name="Lan").update(name="Nguyễn Thị Canary")
    Tenure.objects.filter(unit__code="A47").update(holder_name="Nguyễn Thị Canary", holder="CANARY")
    published()
    record = published_report()
    for address in every_page(record):
        for lang in ("vi", "en"):
            page = shown(f"{address}?lang={lang}")
            for named in ("Canary", "CANARY", "Dung", "Mai"):
                assert not re.search(rf"\b{named}\b", page), (address, named)


def every_page(record: str) -> tuple[str, ...]:
    data = "/du-lieu/v1/campaigns"
    inner = (
        "items",
        "items/1",
        "items.csv",
        "reports",
        f"reports/{record}",
        "figures",
        "figures.csv",
    )
    return (
        *("/cong-khai/", BOARD, ITEM, f"{BOARD}bao-cao/{record}/", f"{BOARD}so-lieu/"),
        *(f"{BOARD}du-lieu/", data, f"{data}/hcmc-2012"),
        *(f"{data}/hcmc-2012/{one}" for one in inner),
    )
