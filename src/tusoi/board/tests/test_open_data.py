"""Open data: the same figures and items as on every page, under one document that every answer keeps to."""

import csv
import gzip
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from pytest_django import DjangoDbBlocker

from tests.cast import HCMC_CAMPAIGN, dung, kept_for_a_module, mai, mai_loads_the_seed
from tusoi.board.limits import ASKED, MADE
from tusoi.board.rules.catalogue import FIGURES
from tusoi.board.rules.standing import Piece, PublicWords
from tusoi.board.tables import safe
from tusoi.board.tests.told import published, published_report, taken_back
from tusoi.board.tokens import TokenNotUsable, end_token, give_token
from tusoi.figures.engine import figures_of
from tusoi.figures.register import figures
from tusoi.values.clock import now, today

pytestmark = pytest.mark.django_db
DATA = f"/du-lieu/v1/campaigns/{HCMC_CAMPAIGN}"
OFFICE = f"/du-lieu/v1/office/{HCMC_CAMPAIGN}"


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        published()
        published("2", PublicWords("=HYPERLINK(1)", "+84", "@Sở"))
        published_report()
        yield


@pytest.fixture(autouse=True)
def connection_kept() -> Iterator[None]:
    """Whoever asks as a server does would end the connection, and the test's transaction with it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def asked(address: str, status: int = 200, bearer: str = "") -> Any:
    MADE.fill()
    headers = {"Authorization": f"Bearer {bearer}"} if bearer else {}
    response = Client(headers=headers).get(address)
    assert response.status_code == status, response.content
    return response.json()


def test_the_figures_are_those_of_every_page() -> None:
    told = asked(f"{DATA}/figures")
    counted = figures_of(HCMC_CAMPAIGN, as_of=date.fromisoformat(told["as_of"]), known_by=now())
    assert [one["code"] for one in told["figures"]] == [
        one for one in FIGURES if one in counted.parts
    ]
    for one in told["figures"]:
        for path, value in one["numbers"].items():
            assert counted.value(path) == value, path
    assert "licence" in told


def test_no_figure_of_the_catalogue_counts_persons_or_opinions() -> None:
    known = {one.code for one in figures()}
    assert set(FIGURES) <= known
    persons = ("discipline", "cases", "voices", "opinions", "speaking", "signs", "waivers")
    assert not [one for one in FIGURES if one.startswith(persons)]


def test_the_items_are_those_of_the_board() -> None:
    told = asked(f"{DATA}/items")
    assert [one["number"] for one in told["items"]] == ["1", "2"]
    assert told["total"] == 2
    assert [one["number"] for one in asked(f"{DATA}/items?q=cham trien")["items"]] == ["1"]
    assert asked(f"{DATA}/items?limit=1&offset=1")["items"][0]["number"] == "2"
    assert asked(f"{DATA}/items?stage=verified")["items"] == []
    assert asked(f"{DATA}/items/1")["title"].startswith("Thu hồi")
    for wrong in ("limit=0", "limit=x", "offset=-1", "stage=khac", f"q={'a' * 201}"):
        told = asked(f"{DATA}/items?{wrong}", 422)
        assert told["detail"] == told["said"]["en"]
        assert told["said"]["en"].partition(": ")[2] not in told["said"]["vi"]
    for gone in (f"{DATA}/items/9", "/du-lieu/v1/campaigns/khong-co/items", "/du-lieu/v1/khong-co"):
        assert asked(gone, 404)["said"]["vi"].startswith("Không")


def test_what_was_taken_back_says_its_number_and_its_day_alone() -> None:
    taken_back(Piece.WHOLE)
    one = asked(f"{DATA}/items/1")
    assert one["withdrawn"] is True
    assert (one["title"], one["owner"], one["stage"]) == (None, None, None)
    assert one["redactions"] == [{"pieces": ["whole"], "ground": "personal", "on": str(today())}]


def test_a_cell_that_begins_with_a_sign_of_reckoning_is_text() -> None:
    response = Client().get(f"{DATA}/items.csv")
    assert response["Content-Disposition"] == f'attachment; filename="{HCMC_CAMPAIGN}-items.csv"'
    rows = list(csv.DictReader(StringIO(response.content.decode("utf-8-sig"))))
    assert (rows[1]["title"], rows[1]["area"], rows[1]["owner"]) == (
        "'=HYPERLINK(1)",
        "'+84",
        "'@Sở",
    )
    sheet: Any = openpyxl.load_workbook(BytesIO(Client().get(f"{DATA}/items.xlsx").content)).active
    assert (sheet["B3"].value, sheet["B3"].data_type) == ("=HYPERLINK(1)", "s")
    assert [safe(cell) for cell in ("-1", "\t=1", 5, None, "a=1")] == ["'-1", "'\t=1", 5, "", "a=1"]
    numbers = list(
        csv.DictReader(StringIO(Client().get(f"{DATA}/figures.csv").content.decode("utf-8-sig")))
    )
    told = {row["path"]: int(row["number"]) for row in numbers}
    assert told["units_reviewed.done"] == 133


def test_a_token_opens_the_offices_figures_and_items_while_it_holds() -> None:
    word = give_token(HCMC_CAMPAIGN, "Cổng của cơ quan", until=today(), by=mai().pk)
    assert len(asked(f"{OFFICE}/items", bearer=word)["items"]) >= 52
    assert asked(f"{OFFICE}/figures?as_of=2012-12-17", bearer=word)["figures"]
    assert (
        Client(headers={"Authorization": f"Bearer {word}"}).get(f"{OFFICE}/items")["Cache-Control"]
        == "no-store"
    )
    for other in ("tusoi_khac", "", word[:-1]):
        response = Client(headers={"Authorization": f"Bearer {other}"}).get(f"{OFFICE}/items")
        assert (response.status_code, response["WWW-Authenticate"]) == (401, "Bearer")
    asked("/du-lieu/v1/office/khong-co/items", 401, bearer=word)
    asked(f"{OFFICE}/items", 401)
    client = Client()
    client.force_login(mai())
    assert client.get(f"{OFFICE}/items").status_code == 401
    end_token(HCMC_CAMPAIGN, "1", by=dung().pk)
    asked(f"{OFFICE}/items", 401, bearer=word)


def test_a_token_has_a_title_and_an_end_and_its_word_is_kept_nowhere() -> None:
    by = mai().pk
    for title, until in (
        ("", today()),
        ("x" * 201, today()),
        ("x", today() - timedelta(days=1)),
        ("x", today() + timedelta(days=400)),
    ):
        with pytest.raises(TokenNotUsable):
            give_token(HCMC_CAMPAIGN, title, until=until, by=by)
    with pytest.raises(TokenNotUsable):
        end_token(HCMC_CAMPAIGN, "9", by=by)


def test_too_much_at_once_is_told_so_and_when_to_come_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ASKED, "_left", 0.0)
    monkeypatch.setattr(ASKED, "_rate", 0.0)
    response = Client(headers={"Authorization": "Bearer tusoi_x"}).get(f"{OFFICE}/items")
    assert (response.status_code, response["Retry-After"]) == (429, "5")
    assert "detail" in response.json()


def test_the_document_is_openapi_31_and_names_every_address() -> None:
    told = asked(reverse("data-openapi"))
    assert told["openapi"] == "3.1.0"
    assert len(told["paths"]) == 14
    assert all(path.startswith("/du-lieu/v1/") for path in told["paths"])


def test_whatever_the_document_allows_is_answered_as_it_says() -> None:
    """A sample always; `--slow` asks thousands (`test_the_whole_document`)."""
    ask_whatever_is_allowed(3)
    ask_whatever_is_allowed(3, pushing())


@pytest.mark.slow
@pytest.mark.parametrize("token", [False, True])
def test_the_whole_document(token: bool) -> None:
    word = give_token(HCMC_CAMPAIGN, "x", until=today(), by=mai().pk) if token else ""
    ask_whatever_is_allowed(100, word)


@pytest.mark.slow
def test_the_whole_document_by_a_token_that_acts_for_somebody() -> None:
    ask_whatever_is_allowed(100, pushing())


def ask_whatever_is_allowed(examples: int, word: str = "") -> None:
    """Schemathesis draws what the document allows and what it does not; each answer is held to the document."""
    document = schemathesis.openapi.from_wsgi(reverse("data-openapi"), unpacking(WSGIHandler()))
    headers = {"Authorization": f"Bearer {word}"} if word else {}
    for found in document.get_all_operations():
        operation: Any = found.ok()  # type: ignore[union-attr]  # the document is sound, or this is a fault
        negative = schemathesis.GenerationMode.NEGATIVE
        anything = operation.as_strategy() | operation.as_strategy(generation_mode=negative)
        for strategy in (anything, operation.as_strategy().map(_of_the_seed)):
            _keep_to_it(strategy, examples, headers)


def unpacking(application: Any) -> Callable[..., list[bytes]]:
    """Does what Schemathesis leaves out over WSGI: it says that it takes gzip, and does not unpack it."""

    def answers(environ: Any, start_response: Any) -> list[bytes]:
        told: dict[str, Any] = {}

        def begun(status: str, headers: list[tuple[str, str]], *_: Any) -> None:
            told.update(status=status, headers=headers)

        response = application(environ, begun)
        body = b"".join(response)
        response.close()
        kept = [one for one in told["headers"] if one[0] != "Content-Encoding"]
        if len(kept) < len(told["headers"]):
            body = gzip.decompress(body)
            kept = [one for one in kept if one[0] != "Content-Length"]
        start_response(told["status"], kept)
        return [body]

    return answers


def pushing() -> str:
    return give_token(HCMC_CAMPAIGN, "Nhân sự", until=today(), by=mai().pk, acts_for=mai())


def _of_the_seed(case: Any) -> Any:
    """The same asked of the campaign that is there: by chance its code is never drawn."""
    if "code" in (case.path_parameters or {}):
        case.path_parameters["code"] = HCMC_CAMPAIGN
    return case


def _keep_to_it(strategy: Any, examples: int, headers: dict[str, str]) -> None:
    @settings(
        max_examples=examples,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    @given(case=strategy)
    def keeps_to_it(case: Any) -> None:
        MADE.fill()
        ASKED.fill()
        case.call_and_validate(headers=headers)

    keeps_to_it()
