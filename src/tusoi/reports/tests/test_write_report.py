"""write_report: four files that say the same, whole or not at all."""

import os
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from tusoi.figures.figure_set import FigureSet
from tusoi.ledger.queries import Head
from tusoi.reports.actions import ReportNotWritable, write_report
from tusoi.reports.tests.fake import (
    SEED,
    UNFINISHED,
    a_row,
    emptied,
    hospital,
    nothing_yet,
    seed,
    seed_of_two_items,
    seed_tree,
)
from tusoi.reports.tests.files import headers, opened, part, runs, text_of
from tusoi.values.origin import Origin
from tusoi.values.wording import same

VIETNAMESE = set("ăâđêôơưĂÂĐÊÔƠƯ") | set(map(chr, range(0x1EA0, 0x1EFA)))


def written(figures: FigureSet, out: Path, lang: str = "vi") -> tuple[str, bytes]:
    page, word, *_ = write_report(figures, out=out, lang=lang)
    return page.read_text(encoding="utf-8"), word.read_bytes()


@pytest.mark.parametrize("number", ["133/136", "67/68", "66/68"])
def test_a_share_stands_unbroken_in_both_files(tmp_path: Path, number: str) -> None:
    page, word = written(seed(), tmp_path)
    assert number in page
    assert any(number in run for run in runs(word))


def test_files_are_named_after_the_campaign_and_the_day(tmp_path: Path) -> None:
    paths = write_report(seed(), out=tmp_path / "new" / "folder", lang="vi")
    name = "bao-cao-hcmc-2012-2012-12-17"
    assert [path.name for path in paths] == [
        f"{name}.html",
        f"{name}.docx",
        f"{name}.pdf",
        f"{name}.xlsx",
    ]
    assert sorted(paths[0].parent.iterdir()) == sorted(paths)


def test_the_same_figures_give_the_same_bytes(tmp_path: Path) -> None:
    first = [path.read_bytes() for path in write_report(seed(), out=tmp_path / "1", lang="vi")]
    second = [path.read_bytes() for path in write_report(seed(), out=tmp_path / "2", lang="vi")]
    assert first == second
    entries = ZipFile(BytesIO(first[1])).infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert "2012-12-17T10:00:00Z" in part(first[1], "docProps/core.xml")


def test_both_files_print_the_same_table_cells(tmp_path: Path) -> None:
    page, word = written(seed(), tmp_path)
    seen = text_of(page)
    for table in opened(word).tables[1:]:
        for cell in (cell.text for row in table.rows for cell in row.cells):
            for line in cell.splitlines():
                assert " ".join(line.split()) in seen


def test_the_mark_of_a_reconstruction_stands_on_every_page(tmp_path: Path) -> None:
    page, word = written(seed(), tmp_path)
    assert opened(word).sections[0].different_first_page_header_footer
    assert all("BẢN DỰNG LẠI" in text for text in headers(word).values())
    assert 'class="report-mark"' in page
    assert 'class="report-watermark"' in page


def test_a_report_on_the_record_alone_bears_no_mark(tmp_path: Path) -> None:
    page, word = written(seed(origin=Origin.RECORD), tmp_path)
    assert "BẢN DỰNG LẠI" not in text_of(page)
    assert not any("BẢN DỰNG LẠI" in text for text in headers(word).values())
    assert "(chữ ký, dấu)" in text_of(page)


def test_a_reconstruction_leaves_number_and_signature_empty(tmp_path: Path) -> None:
    page, _ = written(seed(), tmp_path)
    seen = text_of(page)
    assert "Số -BC/" in seen
    assert "(để trống: bản dựng lại không ký, không đóng dấu)" in seen
    assert "(họ và tên)" not in seen


def test_the_partys_head_stands_in_the_body_of_the_word_file(tmp_path: Path) -> None:
    _, word = written(seed(), tmp_path)
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in opened(word).tables[0].rows[0].cells[1].text
    assert not any("ĐẢNG" in text for text in headers(word).values())


def test_sections_are_real_headings_in_the_forms_order(tmp_path: Path) -> None:
    _, word = written(seed(), tmp_path)
    titles = [p.text for p in opened(word).paragraphs if p.style and p.style.name == "Heading 1"]
    assert [title.split("-")[0] for title in titles[:5]] == ["I", "II", "III", "IV", "V"]


def test_unfinished_units_stand_by_name_with_a_reason_or_that_there_is_none(tmp_path: Path) -> None:
    page, _ = written(seed(), tmp_path)
    seen = text_of(page)
    assert "A68 Đơn vị A68 chờ kết luận thanh tra" in seen
    assert seen.count("chưa nêu lý do") >= 2
    assert "B67 Đơn vị B67 chưa nêu lý do" in seen


def test_a_unit_that_is_not_due_yet_is_not_said_to_owe_a_reason(tmp_path: Path) -> None:
    tree = seed_tree()
    tree["units_not_reviewed"] = {
        "count": 3,
        "reason_stated": 1,
        "reason_missing": 0,
        "not_due": 2,
    }
    rows = {"units_not_reviewed.not_due": UNFINISHED[1:]}
    seen = text_of(written(seed(tree=tree, rows=rows), tmp_path)[0])
    assert "B67 Đơn vị B67 chưa đến hạn" in seen
    assert "2 đơn vị chưa đến hạn" in seen


def test_own_sums_say_so_until_a_document_prints_them(tmp_path: Path) -> None:
    own = text_of(written(seed(), tmp_path)[0])
    assert own.count("(số cộng của phần mềm; văn bản không in tổng)") == 2
    assert "Dòng cộng là số cộng của phần mềm" in own
    totals = {f"discipline_{when}_review.total": "10" for when in ("before", "through")}
    campaign = replace(SEED, printed={"as_of": "2012-12-17", "figures": totals})
    printed = text_of(written(seed(campaign=campaign), tmp_path)[0])
    assert "(số cộng của phần mềm; văn bản không in tổng)" not in printed
    assert "Dòng cộng là số cộng của phần mềm" not in printed


def test_signs_come_with_the_notice_that_they_are_provisional(tmp_path: Path) -> None:
    page, word = written(seed(), tmp_path)
    for seen in (text_of(page), " ".join(runs(word))):
        assert "Danh mục tạm, chưa phải văn bản chính thức" in seen


def test_the_layout_is_told_in_a_footnote(tmp_path: Path) -> None:
    page, word = written(seed(), tmp_path)
    assert "11-HD/VPTW" in part(word, "word/footnotes.xml")
    assert "footnoteReference" in part(word, "word/document.xml")
    assert "11-HD/VPTW" in text_of(page)


def test_items_stand_by_name_with_their_stage(tmp_path: Path) -> None:
    seen = text_of(written(seed_of_two_items(), tmp_path)[0])
    assert "1. Rà soát dự án chậm A01 Đang thực hiện; quá hạn" in seen
    assert "2. Tiếp công dân định kỳ B02 Đã xác định" in seen
    assert "Nhóm giải pháp: 1. Đất đai và dự án. Nguồn về nhóm giải pháp: press, 29-3-2013." in seen


def test_breaches_are_told_one_by_one(tmp_path: Path) -> None:
    seen = text_of(written(seed(), tmp_path)[0])
    assert "1 A07 Người đứng đầu bị cấm chủ trì vẫn chủ trì ngày 20/11/2012" in seen


def test_a_printed_figure_agrees_or_differs_with_its_reason(tmp_path: Path) -> None:
    seen = text_of(written(seed(), tmp_path)[0])
    assert "133/136 133/136 khớp" in seen
    assert "Nguồn, nếu không ghi khác: Báo Sài Gòn Giải Phóng." in seen
    assert "trực thuộc 67/68 67/68 khớp" in seen
    assert "51 52 không khớp" in seen
    assert "chính số in không khớp: 11/12 là 91,67%, không phải 91,63%" in seen


def test_another_world_has_its_own_head_and_words(tmp_path: Path) -> None:
    page, word = written(hospital(), tmp_path)
    seen = text_of(page)
    assert "BỆNH VIỆN VÍ DỤ" in seen
    assert "11/12 khoa, phòng" in seen
    assert "91,67%" in seen
    assert "Vĩnh Long, ngày 05 tháng 02 năm 2026" in seen
    for strange in ("ĐẢNG", "Thành ủy", "đảng viên", "kỷ luật", "BẢN DỰNG LẠI"):
        assert strange not in seen
        assert not any(strange in run for run in runs(word))


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_campaign_where_nothing_happened_reads_well(tmp_path: Path, lang: str) -> None:
    seen = text_of(written(nothing_yet(), tmp_path, lang)[0])
    for fault in (" .", " ,", " ;", ",,", "::", "None", "{", "()", "0/0", "–."):
        assert fault not in seen, fault


def test_no_discipline_leaves_a_sentence_and_no_table(tmp_path: Path) -> None:
    tree = seed_tree()
    for code in ("discipline_before_review", "discipline_through_review"):
        tree[code] = emptied(tree[code])
    seen = text_of(written(seed(tree=tree), tmp_path)[0])
    assert "Trước kiểm điểm, hồ sơ không ghi trường hợp nào bị xử lý kỷ luật." in seen
    assert "theo cơ quan quyết định" not in seen


HOSTILE = '=HYPERLINK("x") <b>R&D</b> \x0b{{ 7 }}{% figure "x" %}'


def test_a_name_is_never_more_than_text(tmp_path: Path) -> None:
    rows = {"units_not_reviewed.count": (a_row(same(HOSTILE), "A68"),)}
    page, word = written(seed(rows=rows), tmp_path)
    assert "<b>R" not in page
    assert "&lt;b&gt;R&amp;D&lt;/b&gt;" in page
    cells = [c.text for t in opened(word).tables for row in t.rows for c in row.cells]
    assert HOSTILE.replace("\x0b", "") in cells


@pytest.mark.parametrize("make", [seed, hospital, nothing_yet])
def test_english_holds_no_vietnamese(tmp_path: Path, make: Callable[[], FigureSet]) -> None:
    page, word = written(make(), tmp_path, "en")
    for seen in (text_of(page), " ".join(runs(word)), *headers(word).values()):
        left = [piece for piece in seen.split() if VIETNAMESE & set(piece)]
        assert left == []


def test_the_ledgers_line_is_printed_when_given(tmp_path: Path) -> None:
    tree = Head("campaign/hcmc-2012", 133, "5f" * 32)
    page, word, *_ = write_report(seed(), out=tmp_path, lang="vi", tree=tree)
    said = f"Sổ đối chứng campaign/hcmc-2012: 133 mục, gốc {tree.root}."
    assert said in page.read_text(encoding="utf-8")
    assert any(run.startswith(said) for run in runs(word.read_bytes()))


def test_a_place_that_cannot_be_written_is_refused_with_a_sentence(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file, no folder")
    with pytest.raises(ReportNotWritable) as refused:
        write_report(seed(), out=taken, lang="vi")
    assert str(taken) in refused.value.wording.vi
    assert "--out" in refused.value.wording.en


@pytest.mark.skipif(
    os.geteuid() == 0, reason="root may write everywhere; run the tests as another user"
)
def test_a_folder_that_may_only_be_read_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(ReportNotWritable):
        write_report(seed(), out=tmp_path, lang="vi")


def test_a_write_that_fails_leaves_the_earlier_files_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path: path.read_bytes() for path in write_report(seed(), out=tmp_path, lang="vi")}

    def full(self: Path, content: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(ReportNotWritable):
        write_report(seed(), out=tmp_path, lang="vi")
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before
