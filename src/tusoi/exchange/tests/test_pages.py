"""Workbooks up and back, in the browser: sent, checked, mended, looked at, loaded once."""

import html
import io
import re
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl.worksheet.worksheet import Worksheet

from tusoi.campaigns.queries import campaign_view
from tusoi.exchange import upload
from tusoi.exchange.actions import FolderFaulty, check_folder
from tusoi.exchange.columns import (
    CAMPAIGN_FILE,
    CASES,
    GROUPS,
    OPINIONS,
    PEOPLE,
    REVIEWS,
    SHEETS,
    UNITS,
    columns_for,
)
from tusoi.exchange.export import export_zip, zipped
from tusoi.exchange.faults import render
from tusoi.exchange.models import Load
from tusoi.exchange.tests.folders import (
    CRITERIA,
    Small,
    change_sheet,
    count_from_1904,
    letter,
    load,
    mai,
    small,
    state,
)
from tusoi.exchange.workbooks import write_workbook
from tusoi.guidance.queries import guidance_set
from tusoi.ledger.checking import discrepancies
from tusoi.organisation.actions import add_account, grant_role
from tusoi.organisation.models import Account
from tusoi.organisation.roles import Role, RoleOver
from tusoi.values.clock import now

pytestmark = pytest.mark.django_db

CODE = "thu-2012"
PAGE = f"/dot/{CODE}/bang/"


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> Path:
    """Where what is sent up is kept."""
    settings.HOME = tmp_path / "home"
    settings.CSRF_COOKIE_SECURE = False
    return tmp_path / "home" / "uploads"


@pytest.fixture
def first(tmp_path: Path) -> Small:
    """A campaign whose first return is loaded."""
    folder = small(tmp_path / "first")
    load(folder.write())
    return folder


@pytest.fixture
def office(first: Small) -> Client:
    """Mai of the campaign office at her browser."""
    return at_the_browser(mai())


def at_the_browser(account: Account, code: str = "") -> Client:
    over = RoleOver("huyen-uy", campaign=code)
    grant_role(Role.CAMPAIGN_OFFICE, to=account, over=over, since=date(2012, 1, 1), by=account.pk)
    client = Client()
    client.force_login(account)
    return client


def folder_zip(folder: Small) -> bytes:
    return folder_zip_of(folder.write())


def folder_zip_of(path: Path) -> bytes:
    return zipped("thu", {file.name: file.read_bytes() for file in path.iterdir()})


def send(client: Client, content: bytes, name: str = "thu.zip", page: str = PAGE) -> Any:
    return client.post(page, {"file": SimpleUploadedFile(name, content)})


def send_on(client: Client, content: bytes, name: str = "thu.zip") -> Any:
    """Send, and follow to the page that shows it."""
    response = send(client, content, name)
    assert response.status_code == 302, response.content.decode()
    return client.get(response["Location"])


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def changed(first: Small) -> Small:
    later = first.copied(first.path.parent / "later")
    later.row(REVIEWS, unit="B01").update(sessions=[date(2012, 11, 15)], reason="", next_look=None)
    later.row(REVIEWS, unit="A01")["verdict_reason"] = "Rõ người"
    return later


def test_the_overview_lists_what_was_loaded_and_offers_both_downloads(office: Client) -> None:
    page = office.get(PAGE)
    shown = text(page)
    assert "16/11/2012 16/11/2012 17:00 mai" in shown
    assert Load.objects.get().folder_digest[:12] in shown
    assert 'enctype="multipart/form-data"' in page.content.decode()
    for name in ("exchange-export", "exchange-blank"):
        assert reverse(name, args=[CODE]) in page.content.decode()
    assert "Returns loaded so far" in text(office.get(f"{PAGE}?lang=en"))


def test_everything_can_be_downloaded_and_sent_back_without_a_change(office: Client) -> None:
    response = office.get(f"{PAGE}xuat/")
    assert response["Content-Disposition"] == 'attachment; filename="thu-2012.zip"'
    shown = text(send_on(office, response.content))
    assert "không có gì thay đổi" in shown
    assert 'type="submit">Nạp<' not in shown


def test_blank_workbooks_come_with_the_campaigns_own_file(office: Client) -> None:
    with ZipFile(io.BytesIO(office.get(f"{PAGE}mau/").content)) as package:
        names = package.namelist()
        assert len(names) == 12
        assert CODE in package.read(f"{CODE}-mau/{CAMPAIGN_FILE}").decode()


def test_a_folder_is_looked_at_first_and_loaded_once(
    office: Client, first: Small, home: Path
) -> None:
    before = state()
    sent = send(office, folder_zip(changed(first)))
    page = office.get(sent["Location"])
    shown = text(page)
    assert "B01 Các ngày kiểm điểm (trống) 15/11/2012" in shown
    assert "A01 Lý do kết luận Rõ địa chỉ Rõ người" in shown
    assert state() == before
    assert len(list(home.iterdir())) == 1
    done = office.post(sent["Location"], follow=True)
    assert "Đã nạp: 1 điều mới, 1 điều thay đổi, 1 điều rút lại." in text(done)
    assert Load.objects.count() == 2
    assert list(home.iterdir()) == []
    after = state()
    again = office.post(sent["Location"], follow=True)
    assert "đã được nạp" in text(again)
    assert state() == after
    assert office.get(sent["Location"]).status_code == 404
    shown = text(send_on(office, folder_zip(changed(first))))
    assert "Bản này đã được nạp" in shown
    assert list(discrepancies()) == []


def test_one_workbook_stands_in_for_its_own_in_what_is_on_record(
    office: Client, first: Small
) -> None:
    later = changed(first)
    workbook = (later.write() / REVIEWS.file).read_bytes()
    sent = send(office, workbook, "kiem-diem (3).xlsx")
    shown = text(office.get(sent["Location"]))
    assert "B01 Các ngày kiểm điểm (trống) 15/11/2012" in shown
    office.post(sent["Location"])
    assert Load.objects.count() == 2
    assert "Bản này đã được nạp" in text(send_on(office, workbook, REVIEWS.file))
    csv = later.copied(first.path.parent / "csv").write_csv() / "kiem-diem.csv"
    assert "không có gì thay đổi" in text(send_on(office, csv.read_bytes(), "kiem-diem.csv"))


def test_faults_are_listed_by_file_and_the_workbook_comes_back_marked(
    office: Client, first: Small
) -> None:
    later = changed(first)
    later.row(REVIEWS, unit="B02")["prepared"] = "31/02/2012"
    later.row(OPINIONS, opinion_code="YK1")["unit"] = "A1"
    before = state()
    sent = send(office, folder_zip(later))
    page = office.get(sent["Location"])
    shown = text(page)
    assert "Số lỗi: 2" in shown
    assert f"8 {letter(REVIEWS, 'prepared')} (Ngày chuẩn bị xong)" in shown
    marked = f"{sent['Location']}{REVIEWS.file}/"
    assert marked in page.content.decode()
    copy = office.get(marked)
    assert copy["Content-Disposition"] == 'attachment; filename="kiem-diem.xlsx"'
    sheet = openpyxl.load_workbook(io.BytesIO(copy.content)).worksheets[0]
    assert sheet[f"{letter(REVIEWS, 'prepared')}8"].comment is not None
    refused = office.post(sent["Location"])
    assert "Số lỗi: 2" in text(refused)
    assert state() == before
    for name in ("dot-kiem-diem.toml", "x.xlsx", "..%2fupload.json", ".."):
        assert office.get(f"{sent['Location']}{name}/").status_code == 404, name


def test_one_wrong_code_is_told_once_with_its_places_and_every_workbook_comes_back_marked(
    office: Client, first: Small
) -> None:
    later = changed(first)
    later.row(UNITS, unit="B02")["unit"] = "BX2"
    page = send_on(office, folder_zip(later))
    shown = text(page)
    assert shown.count("Không có đơn vị “B02”") == 1
    assert "Một lỗi ở nhiều chỗ" in shown
    for sheet, column in ((PEOPLE, "unit"), (REVIEWS, "unit"), (GROUPS, "units")):
        row = next(at for at, row in enumerate(later[sheet], 2) if "B02" in str(row[column]))
        place = f"hàng {row} › cột {letter(sheet, column)}"
        assert re.search(rf"{sheet.file} › trang “[^”]+” › {place}", shown)
        assert f"{sheet.file}/" in page.content.decode()
        assert f"{sheet.file} Số ô của tệp này thuộc lỗi đã nêu ở trên: 1." in shown


def _english_beneath(path: Path) -> None:
    names = [column.heading.en for column in columns_for(REVIEWS, CRITERIA)]

    def insert(sheet: Worksheet) -> None:
        sheet.insert_rows(2)
        for at, name in enumerate(names, start=1):
            sheet.cell(2, at, name)

    change_sheet(path, insert)


TOLD_ONCE: dict[str, tuple[Callable[[Path], None], str]] = {
    "merged-headings": (
        lambda path: change_sheet(path, lambda sheet: sheet.merge_cells("C1:D1")),
        "A1",
    ),
    "second-headings": (_english_beneath, "A2"),
    "counts-from-1904": (lambda path: count_from_1904(path, says=True), "C2"),
}


@pytest.mark.parametrize("code", TOLD_ONCE)
def test_a_cause_is_told_in_the_same_words_on_terminal_page_and_workbook(
    code: str, office: Client, first: Small
) -> None:
    change, cell = TOLD_ONCE[code]
    path = first.copied(first.path.parent / "later").write()
    change(path / REVIEWS.file)
    with pytest.raises(FolderFaulty) as refused:
        check_folder(path)
    (fault,) = refused.value.findings.sorted_faults()
    assert fault.code == code
    told = (fault.what.vi, fault.expected.vi, fault.mend.vi)
    terminal = render(refused.value.findings, "vi")
    sent = send(office, folder_zip_of(path))
    page = text(office.get(sent["Location"]))
    copy = office.get(f"{sent['Location']}{REVIEWS.file}/")
    book = openpyxl.load_workbook(io.BytesIO(copy.content))
    remark = book.worksheets[0][cell].comment
    assert remark is not None
    (listed,) = book.worksheets[-1].iter_rows(min_row=5, min_col=2, values_only=True)
    assert listed == told
    assert "Số lỗi: 1" in page
    for sentence in told:
        assert sentence in terminal
        assert sentence in html.unescape(page)
        assert sentence in remark.text


def test_a_heading_with_half_a_sign_is_told_on_the_page(office: Client, first: Small) -> None:
    path = first.path / REVIEWS.file
    change_sheet(path, lambda sheet: setattr(sheet.cell(1, 3), "value", "Ngày_xD800_"))
    shown = text(send_on(office, path.read_bytes(), REVIEWS.file))
    assert "Không có cột nào tên “Ngày”" in shown


def test_a_disk_that_is_full_is_told_and_nothing_is_kept(
    office: Client, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfileobj", full)
    refused = send(office, b"x", REVIEWS.file)
    assert refused.status_code == 503
    assert "Đĩa của máy chủ hết chỗ" in text(refused)
    assert list(home.iterdir()) == []


def test_a_workbook_of_a_form_that_is_not_read_is_told_on_the_page_and_not_loaded(
    office: Client, first: Small
) -> None:
    later = changed(first)
    later.left_out.add(CASES.file)
    (later.write() / "Ky-Luat.XLS").write_bytes(b"x")
    before = state()
    sent = send(office, folder_zip(later))
    shown = text(office.get(sent["Location"]))
    assert "Số lỗi: 1" in shown
    assert "chọn Lưu thành (Save As), kiểu Excel Workbook (.xlsx), tên ky-luat.xlsx" in shown
    assert "Số lỗi: 1" in text(office.post(sent["Location"]))
    assert state() == before


def test_a_damaged_workbook_is_a_fault_and_does_not_come_back(office: Client) -> None:
    sent = send(office, b"PK\x03\x04 cut", REVIEWS.file)
    page = office.get(sent["Location"])
    assert "Số lỗi: 1" in text(page)
    copy = office.get(f"{sent['Location']}{REVIEWS.file}/")
    assert copy.status_code == 422
    assert "Không đánh dấu được" in text(copy)


@pytest.mark.parametrize("added", ["\nx = " + "[" * 5_000 + "]" * 5_000, "\nx = 1" + "0" * 5_000])
def test_a_campaign_file_that_is_no_toml_is_a_fault_also_for_whoever_loads_it(
    added: str, office: Client, first: Small
) -> None:
    folder = first.copied(first.path.parent / "other")
    folder.campaign += added
    sent, other = send(office, folder_zip(folder)), at_the_browser(add_account("dung"))
    before = state()
    assert "Số lỗi: 1" in text(office.get(sent["Location"]))
    assert "Số lỗi: 1" in text(office.post(sent["Location"]))
    assert other.get(sent["Location"]).status_code == 404
    assert state() == before


def test_a_workbook_with_macros_is_a_fault(office: Client, first: Small) -> None:
    whole = io.BytesIO((first.path / REVIEWS.file).read_bytes())
    with ZipFile(whole, "a") as package:
        package.writestr("xl/vbaProject.bin", b"x")
    assert "macro" in text(send_on(office, whole.getvalue(), REVIEWS.file))


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("thu.zip", b"not a zip", "không mở được"),
        ("thu.zip", zipped("..", {"don-vi.xlsx": b""}), "dẫn ra ngoài"),
        ("thu.zip", zipped("a", {CAMPAIGN_FILE: bytes(40 << 20)}), "gấp"),
        ("luong.xlsx", b"PK", "không phải tệp của đợt"),
        (REVIEWS.file, b"", "trống"),
    ],
)
def test_what_is_not_taken_is_said_on_the_page_and_nothing_is_kept(
    name: str, content: bytes, sentence: str, office: Client, home: Path
) -> None:
    before = state()
    response = send(office, content, name)
    assert response.status_code == 422
    assert sentence in text(response)
    assert state() == before
    assert list(home.iterdir()) == []


def test_a_form_without_a_file_says_so(office: Client) -> None:
    response = office.post(PAGE, {})
    assert response.status_code == 422
    assert "Chưa chọn tệp nào" in text(response)


def test_too_large_a_body_is_refused_before_it_is_read(office: Client) -> None:
    class NotRead(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise AssertionError("the body was read")

    body: dict[str, Any] = {"CONTENT_LENGTH": str(200 << 20), "wsgi.input": NotRead()}
    kind = "multipart/form-data; boundary=x"
    response: Any = office.generic("POST", PAGE, content_type=kind, **body)
    assert response.status_code == 413
    assert "200 MB" in text(response)
    assert "tối đa là 50 MB" in text(response)


def test_a_file_just_above_the_limit_is_refused(
    office: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upload, "SIZE_LIMIT", 1000)
    assert send(office, bytes(1001), "thu.zip").status_code == 422


def test_a_folder_of_another_campaign_is_refused_here(
    office: Client, first: Small, tmp_path: Path
) -> None:
    other = small(tmp_path / "other", code="khac-2012")
    before = state()
    sent = send(office, folder_zip(other))
    for response in (office.get(sent["Location"]), office.post(sent["Location"])):
        assert response.status_code == 422
        assert "thuộc đợt “khac-2012”" in text(response)
    assert state() == before


def test_what_was_sent_is_there_for_nobody_else_and_for_no_other_campaign(
    office: Client, first: Small, tmp_path: Path
) -> None:
    load(small(tmp_path / "other", code="khac-2012").write(), None)
    sent = send(office, folder_zip(changed(first)))["Location"]
    hoa = at_the_browser(add_account("hoa"))
    assert hoa.get(PAGE).status_code == 200
    assert hoa.get(sent).status_code == 404
    assert hoa.get(f"{sent}{REVIEWS.file}/").status_code == 404
    hoa.post(sent)
    assert office.get(sent.replace(CODE, "khac-2012")).status_code == 404
    office.post(sent.replace(CODE, "khac-2012"))
    assert Load.objects.count() == 2
    assert office.get(sent).status_code == 200


def beginning(tmp_path: Path, guidance: str) -> Path:
    """A campaign as it begins: units and posts, under a guidance set."""
    folder = small(tmp_path / guidance)
    folder.left_out = {sheet.file for sheet in SHEETS} - {UNITS.file, PEOPLE.file}
    path = folder.write()
    criteria = len(guidance_set(guidance).criteria)
    write_workbook(REVIEWS, path / REVIEWS.file, (), criteria=criteria, explained=False)
    told = (path / CAMPAIGN_FILE).read_text("utf-8").replace("nqtw4-2012", guidance)
    (path / CAMPAIGN_FILE).write_text(told, "utf-8")
    return path


def test_other_criteria_in_an_open_campaign_are_loaded_by_another_than_sent_them(
    tmp_path: Path,
) -> None:
    def guidance() -> str:
        return campaign_view(CODE, known_by=now()).guidance_set

    load(beginning(tmp_path, "nqtw4-2012"))
    other = beginning(tmp_path, "noi-bo-2026")
    office, second = at_the_browser(mai()), at_the_browser(add_account("Ngọc"))
    sent = zipped("thu", {file.name: file.read_bytes() for file in other.iterdir()})
    page = send(office, sent).headers["Location"]
    own = office.get(page).content.decode()
    assert "một người khác của cơ quan thường trực phải xem và nạp" in own
    assert ">Nạp<" not in own
    refused = office.post(page)
    assert refused.status_code == 422
    assert guidance() == "nqtw4-2012"
    shown = second.get(page).content.decode()
    assert "bạn là người thứ hai đồng ý" in shown
    assert ">Nạp<" in shown
    stranger = Client()
    stranger.force_login(add_account("Ai đó"))
    assert stranger.get(page).status_code == stranger.post(page).status_code == 404
    assert second.post(page).status_code == 302
    assert guidance() == "noi-bo-2026"
    assert list(discrepancies()) == []


def test_whoever_may_not_exchange_finds_nothing_there(office: Client, first: Small) -> None:
    sent = send(office, folder_zip(changed(first)))["Location"]
    lan = add_account("lan")
    over = RoleOver("huyen-uy", unit="B01")
    grant_role(Role.UNIT_HEAD, to=lan, over=over, since=date(2012, 1, 1), by=lan.pk)
    client = Client()
    client.force_login(lan)
    for address in (PAGE, f"{PAGE}xuat/", f"{PAGE}mau/", sent, f"{sent}{REVIEWS.file}/"):
        assert client.get(address).status_code == 404, address
    assert send(client, b"x").status_code == 404
    assert client.post(sent).status_code == 404
    assert Client().get(PAGE).status_code == 302


def test_a_form_of_another_site_is_refused(office: Client, first: Small) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(mai())
    assert send(strict, folder_zip(first)).status_code == 403
    strict.get(PAGE)
    token = strict.cookies["csrftoken"].value
    file = SimpleUploadedFile("thu.zip", folder_zip(first))
    assert strict.post(PAGE, {"file": file, "csrfmiddlewaretoken": token}).status_code == 302


def test_what_was_left_for_more_than_a_day_goes(office: Client, first: Small, home: Path) -> None:
    sent = send(office, folder_zip(changed(first)))["Location"]
    with time_machine.travel(now() + timedelta(hours=25), tick=False):
        again = at_the_browser(mai())
        assert send(again, export_zip(CODE, known_by=now())).status_code == 302
        assert again.get(sent).status_code == 404
    assert len(list(home.iterdir())) == 1
