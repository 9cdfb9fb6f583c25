"""Every page of the public board is open to everybody: laid out in both widths and languages, without a script, and by the rules of access."""

from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.cast import HCMC_CAMPAIGN, dung, mai, mai_loads_the_seed
from tests.test_accessible import PUBLIC
from tests.test_accessible_voices import Look, looked_through
from tusoi.board.kept import put_away
from tusoi.board.rules.standing import Piece, PublicWords
from tusoi.board.tests.told import proposed, published, published_report, taken_back

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def at(name: str, *more: str) -> str:
    return reverse(name, args=[HCMC_CAMPAIGN, *more])


def pages_of_the_board() -> Iterator[Look]:
    put_away()
    yield Look("public before", None, reverse("public"))
    published()
    published("2", PublicWords("Chống ngập vùng trũng", "Đô thị", "Giám đốc Sở Xây dựng"))
    published("3", PublicWords("Cấp nước sạch vùng ven", "Đô thị", "Giám đốc Sở Xây dựng"))
    taken_back(Piece.OWNER, number="2")
    taken_back(Piece.WHOLE, number="3")
    report = published_report()
    proposed("4")
    put_away()
    yield Look("public", None, reverse("public"))
    yield Look("public-board", None, at("public-board"))
    yield Look("public-board narrowed", None, f"{at('public-board')}?tim=cham+trien")
    for number in ("1", "2", "3"):
        yield Look("public-item", None, at("public-item", number))
    yield Look("public-report", None, at("public-report", report))
    yield Look("public-figures", None, at("public-figures"))
    yield Look("public-data", None, at("public-data"))
    yield Look("publishing", mai, at("publishing"))
    yield Look("publication", dung, at("publication", "item", "4"))
    yield Look("publication taken back", dung, at("publication", "item", "2"))


def test_pages_of_the_public_board_are_open_to_everybody(
    live_server: LiveServer, browser: Browser
) -> None:
    mai_loads_the_seed()
    wanted = {*PUBLIC, "publishing", "publication"}
    wrong = looked_through(browser, live_server.url, pages_of_the_board(), wanted)
    assert not wrong, "\n".join(["", *dict.fromkeys(wrong)])
