"""Everything of a large campaign as text: asked for, written beside the pages, fetched by its asker; loaded again it changes nothing."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from threading import Event
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import DEC_17, HCMC_CAMPAIGN, OCT_20, mai_loads_the_hospital, mai_loads_the_seed
from tests.cast import mai as mai_of_the_office
from tests.pages import text
from tusoi.errands import tasks
from tusoi.errands.folder import keep_piece
from tusoi.errands.models import Errand, Piece
from tusoi.errands.worker import work_once
from tusoi.exchange.columns import PEOPLE, REVIEWS, SHEETS, UNITS, VOICES
from tusoi.exchange.export import export_folder
from tusoi.exchange.tests.exports import figures, full, read, undone, values, written
from tusoi.exchange.tests.folders import FIRST_TOLD, NEXT_TOLD, Small, load, mai, small, state
from tusoi.figures import engine
from tusoi.organisation.actions import add_account, end_role, grant_role
from tusoi.organisation.models import Account
from tusoi.organisation.roles import Role, RoleOver
from tusoi.values.clock import now

pytestmark = pytest.mark.django_db
CODE = "thu-2012"
PAGE = f"/dot/{CODE}/bang/"
OFFICE = RoleOver("huyen-uy", campaign=CODE)


@pytest.fixture(autouse=True)
def _large(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A campaign of four units is a large one, in a home of its own."""
    settings.HOME = tmp_path / "home"
    monkeypatch.setattr(engine, "LARGE", 2)


@pytest.fixture
def folder(tmp_path: Path) -> Small:
    """What is loaded: every column of every workbook is filled, and minutes were signed after the day it counts to."""
    found = full(tmp_path / "in")
    found.change("due_on", "recorded_until = 2012-11-30\ndue_on")
    found.row(REVIEWS, unit="A01")["minutes"] = date(2012, 11, 19)
    load(found.write())
    return found


@pytest.fixture
def office(folder: Small) -> Client:
    return of_the_office(mai())


def of_the_office(account: Account) -> Client:
    over, since = OFFICE, date(2012, 1, 1)
    grant_role(Role.CAMPAIGN_OFFICE, to=account, over=over, since=since, by=account.pk)
    return as_(account)


def as_(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def asked(client: Client, page: str = PAGE, query: str = "") -> str:
    """The address at which what somebody asked for is followed."""
    answer = client.post(f"{page}tat-ca/{query}")
    assert answer.status_code == 302
    return str(answer["Location"])


def fetched(client: Client, made: str) -> ZipFile:
    answer: Any = client.get(f"{made}tep/")
    assert answer.status_code == 200
    return ZipFile(BytesIO(b"".join(answer.streaming_content)))


def unpacked(archive: ZipFile, folder: Path, code: str = CODE) -> Path:
    archive.extractall(folder)
    return folder / code


def made_and_unpacked(client: Client, folder: Path, code: str = CODE, query: str = "") -> Path:
    made = asked(client, f"/dot/{code}/bang/", query)
    work_once(Event())
    return unpacked(fetched(client, made), folder, code)


def test_of_a_large_campaign_the_pages_lead_to_where_text_is_asked_for(
    office: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = office.get(f"{PAGE}xuat/?as_of=2012-12-17")
    assert (answer.status_code, answer["Location"]) == (302, f"{PAGE}tat-ca/?as_of=2012-12-17")
    assert f"{PAGE}xuat/" not in text(office.get(PAGE))
    assert "một trang tính không chứa hết số hàng" in text(office.get(PAGE))
    assert "a worksheet cannot hold its rows" in text(office.get(f"{PAGE}?lang=en"))
    page = f"{PAGE}tat-ca/"
    assert page in text(office.get(f"{PAGE}?lang=vi"))
    assert "1.048.576 hàng" in text(office.get(page))
    assert "1,048,576 rows" in text(office.get(f"{page}?lang=en"))
    monkeypatch.setattr(engine, "LARGE", 100)
    assert office.get(f"{PAGE}xuat/").status_code == 200
    assert page not in text(office.get(PAGE))


def test_a_press_is_followed_to_an_archive_of_text(office: Client) -> None:
    made = asked(office)
    assert "Đang chờ đến lượt." in text(office.get(made))
    assert "Việc này bạn đã giao" in text(office.post(f"{PAGE}tat-ca/", follow=True))
    assert office.get(f"{made}tep/").status_code == 404
    work_once(Event())
    assert "Đã viết xong các tệp" in text(office.get(f"{made}?lang=vi"))
    assert "The files are there" in text(office.get(f"{made}?lang=en"))
    names = [f"{CODE}/{sheet.file[:-5]}.csv" for sheet in SHEETS]
    assert fetched(office, made).namelist() == [*names, f"{CODE}/dot-kiem-diem.toml"]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_it_says_what_the_workbooks_say_and_changes_nothing(
    office: Client, tmp_path: Path, lang: str
) -> None:
    office.get(f"{PAGE}?lang={lang}")
    back = made_and_unpacked(office, tmp_path / "out")
    books = written(export_folder(CODE, known_by=now()), tmp_path / "books")
    heading = "Mã đơn vị" if lang == "vi" else "Unit code"
    assert (back / "kiem-diem.csv").read_text(encoding="utf-8-sig").startswith(heading)
    for sheet in SHEETS:
        told, there = (
            {one.key: one.values for one in read(where).of(sheet)} for where in (back, books)
        )
        assert len(told) == len(there) > 0, sheet.file
        assert told == there, sheet.file
    toml = [(where / "dot-kiem-diem.toml").read_text() for where in (back, books)]
    assert toml[0] == toml[1]
    assert "recorded_until = 2012-11-19" in toml[0]
    before = state()
    told_again = load(back, NEXT_TOLD).told
    assert (told_again.changes, told_again.same > 50) == (0, True)
    assert state() == before


def test_codes_that_begin_alike_keep_their_rows_apart(office: Client, tmp_path: Path) -> None:
    """The facts of a row come from several tables, each in the order of its keys; no row is cut in two."""
    wide = full(tmp_path / "wide")
    prepared = {"prepared": date(2012, 10, 20), "waiting_for": "Thanh tra huyện"}
    for code in ("A01-1", "A01.1", "A01Z", "A01_", "A0"):
        wide[UNITS].append({**wide.row(UNITS, unit="B01"), "unit": code})
        head = {**wide.row(PEOPLE, unit="B01"), "unit": code, "holder": f"{code}-BT"}
        wide[PEOPLE].append(head)
        wide[REVIEWS].append({**wide.row(REVIEWS, unit="B01"), **prepared, "unit": code})
    load(wide.write(), NEXT_TOLD)
    back = made_and_unpacked(office, tmp_path / "out")
    for sheet in (UNITS, PEOPLE, REVIEWS):
        assert len(values(back, sheet)) == len(values(wide.path, sheet)), sheet.file
    before = state()
    assert load(back, None).told.changes == 0
    assert state() == before


@pytest.mark.parametrize(
    ("code", "as_of", "loads"),
    [
        (HCMC_CAMPAIGN, DEC_17, mai_loads_the_seed),
        ("hospital-2026", OCT_20, mai_loads_the_hospital),
    ],
)
def test_an_example_changes_nothing_and_gives_the_same_figures_elsewhere(
    code: str, as_of: date, loads: Callable[[], None], tmp_path: Path
) -> None:
    with undone():
        loads()
        there = figures(code, as_of)
        mai()
        back = made_and_unpacked(as_(the_office(code)), tmp_path / "out", code)
        before = state()
        told = load(back, None).told
        assert (told.changes, told.same > 100) == (0, True)
        assert state() == before
    load(back, None)
    assert figures(code, as_of) == there


def the_office(code: str) -> Account:
    """Somebody of the office of an example's campaign."""
    if code == HCMC_CAMPAIGN:
        return mai_of_the_office()
    account = add_account("Văn thư")
    over, since = RoleOver("benh-vien-song-xanh", campaign=code), date(2012, 1, 1)
    grant_role(Role.CAMPAIGN_OFFICE, to=account, over=over, since=since, by=account.pk)
    return account


def test_as_known_then_it_holds_what_was_known_then(
    office: Client, folder: Small, tmp_path: Path
) -> None:
    later = folder.copied(tmp_path / "later")
    later.row(REVIEWS, unit="B01").update(sessions=[date(2012, 11, 15)], reason="", next_look=None)
    load(later.write(), NEXT_TOLD)
    made = asked(office, query=f"?known_by={FIRST_TOLD:%Y-%m-%dT%H:%MZ}")
    work_once(Event())
    assert "theo những gì đã biết đến" in text(office.get(made))
    then = unpacked(fetched(office, made), tmp_path / "then")
    assert not [one for one in values(then, REVIEWS) if one["unit"] == "B01" and "sessions" in one]
    today = made_and_unpacked(office, tmp_path / "now")
    assert [one for one in values(today, REVIEWS) if one["unit"] == "B01" and "sessions" in one]


def test_one_workbook_sent_alone_is_completed_by_the_text_of_the_others(
    office: Client, folder: Small
) -> None:
    later = folder.copied(folder.path.parent / "later")
    later.row(REVIEWS, unit="A01")["verdict_reason"] = "Rõ người"
    content = (later.write() / REVIEWS.file).read_bytes()
    sent = office.post(PAGE, {"file": SimpleUploadedFile(REVIEWS.file, content)})
    shown = text(office.get(sent["Location"]))
    assert "Rõ người" in shown
    assert "Chưa rõ địa chỉ" in shown
    assert office.post(sent["Location"]).status_code == 302
    assert "1 điều thay đổi" in text(office.get(PAGE))


class Killed(BaseException):
    """As little is left to do as when the system ends a process."""


def test_a_worker_killed_in_a_workbook_is_followed_by_one_that_goes_on_with_it(
    office: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = asked(office)
    kept: list[str] = []

    def killed_on_the_way(errand: Any, key: str, files: Any) -> None:
        kept.append(key)
        if kept.count("kiem-diem.csv") == 1 and key == "kiem-diem.csv":
            files = {name: cut_off(content) for name, content in files.items()}
        keep_piece(errand, key, files)

    def cut_off(content: Any) -> Any:
        yield next(iter(content))
        raise Killed

    monkeypatch.setattr(tasks, "keep_piece", killed_on_the_way)
    with pytest.raises(Killed):
        work_once(Event())
    page = text(office.get(made))
    assert 'max="12" value="5"' in page
    work_once(Event())
    assert len(kept) == len(set(kept)) + 1 == 13
    back = unpacked(fetched(office, made), tmp_path / "out")
    assert load(back, NEXT_TOLD).told.changes == 0


def test_what_another_campaign_of_the_host_told_alone_stays_out(
    office: Client, tmp_path: Path
) -> None:
    second = small(tmp_path / "two", code="thu-2013")
    second[UNITS].append({"unit": "C01", "name": "Đơn vị C01", "origin": "record"})
    second[VOICES].clear()
    load(second.write(), NEXT_TOLD)
    back = made_and_unpacked(office, tmp_path / "out")
    assert "C01" not in (back / "don-vi.csv").read_text()
    assert "A01" in (back / "don-vi.csv").read_text()


def test_whoever_may_not_exchange_neither_asks_nor_fetches(office: Client) -> None:
    made = asked(office)
    work_once(Event())
    head, another = add_account("lan"), add_account("Văn")
    over, since = RoleOver("huyen-uy", unit="B01"), date(2012, 1, 1)
    grant_role(Role.UNIT_HEAD, to=head, over=over, since=since, by=head.pk)
    for client in (as_(head), of_the_office(another)):
        for address in (made, f"{made}tep/"):
            assert client.get(address).status_code == 404
        assert client.post(made).status_code == 404
    for method in (as_(head).get, as_(head).post):
        assert method(f"{PAGE}tat-ca/").status_code == 404
    assert Errand.objects.count() == 1
    assert Client().get(f"{made}tep/").status_code == 302


def _no_longer_of_the_office() -> None:
    end_role(Role.CAMPAIGN_OFFICE, of=mai(), over=OFFICE, until=date(2012, 1, 2), by=mai().pk)


def test_a_right_that_ends_before_it_runs_ends_it_in_a_sentence(office: Client) -> None:
    asked(office)
    _no_longer_of_the_office()
    work_once(Event())
    (errand,) = Errand.objects.all()
    assert "không còn được trao đổi sổ bảng" in errand.why["vi"]
    assert not Piece.objects.exists()


def test_a_right_that_ends_while_it_runs_ends_it_too(
    office: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(office)

    def then_it_ends(errand: Any, key: str, files: Any) -> None:
        keep_piece(errand, key, files)
        _no_longer_of_the_office()

    monkeypatch.setattr(tasks, "keep_piece", then_it_ends)
    work_once(Event())
    (errand,) = Errand.objects.all()
    assert ("không còn được" in errand.why["vi"], errand.made.count()) == (True, 1)


def test_a_right_that_ends_before_it_is_fetched_closes_the_file(office: Client) -> None:
    made = asked(office)
    work_once(Event())
    _no_longer_of_the_office()
    assert as_(mai()).get(f"{made}tep/").status_code == 404
