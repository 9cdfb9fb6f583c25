"""The four formats of one document: the same text, the same marks, the same bytes again."""

import re
import zlib
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph
from pypdf import PdfReader

from tusoi.figures.disclosed import Disclosed, Reader
from tusoi.ledger.queries import Head
from tusoi.reports.actions import interim_document
from tusoi.reports.document import Chart, Document, Number, Paragraph, Table
from tusoi.reports.formats import FORMATS
from tusoi.reports.frozen import as_json, document_of
from tusoi.reports.pdf import pdf_of
from tusoi.reports.root import with_root
from tusoi.reports.tests.fake import a_row, hospital, nothing_yet, seed, seed_with_records
from tusoi.reports.tests.files import headers, opened, part, runs
from tusoi.reports.typesetting import letters
from tusoi.reports.word import word_of
from tusoi.reports.workbook import workbook_of
from tusoi.values.moment import ZONE
from tusoi.values.wording import same

MADE = [
    (make, lang) for make in (seed_with_records, hospital, nothing_yet) for lang in ("vi", "en")
]
HOSTILE = '=HYPERLINK("http://x") +1 <b>\x0b 漢 #set'


TREE = Head("campaign/hcmc-2012", 133, "5f" * 32)


def document(lang: str = "vi") -> Document:
    return with_root(interim_document(seed_with_records(), lang=lang), TREE)


def hostile() -> Document:
    rows = {"units_not_reviewed.count": (a_row(same(HOSTILE), "A68"),)}
    return interim_document(seed(rows=rows), lang="vi")


def pages(pdf: bytes) -> list[str]:
    """The text of each page of a PDF, as a reader's program takes it out."""
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def streams(pdf: bytes) -> bytes:
    """A PDF with its streams unpacked, as far as they are packed."""
    found = []
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            found.append(zlib.decompress(stream))
        except zlib.error:
            found.append(stream)
    return pdf + b"".join(found)


@pytest.mark.parametrize(("make", "lang"), MADE)
@pytest.mark.parametrize("code", FORMATS)
def test_the_same_document_gives_the_same_bytes(make, lang, code) -> None:  # type: ignore[no-untyped-def]
    made = with_root(interim_document(make(), lang=lang), TREE)
    written = FORMATS[code].write(made)
    assert written == FORMATS[code].write(made)
    assert FORMATS[code].file_name(made).endswith(f".{code}")


@pytest.mark.parametrize(("make", "lang"), MADE)
def test_a_document_reads_back_from_json_as_it_was(make, lang) -> None:  # type: ignore[no-untyped-def]
    made = with_root(interim_document(make(), lang=lang), TREE)
    assert document_of(as_json(made)) == made


def test_a_pdf_is_archival_tagged_titled_and_in_its_language() -> None:
    for lang, spoken in (("vi", b"(vi-VN)"), ("en", b"(en-GB)")):
        pdf = streams(pdf_of(document(lang)))
        assert b"<pdfaid:part>2</pdfaid:part>" in pdf
        assert b"<pdfaid:conformance>A</pdfaid:conformance>" in pdf
        assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
        assert b"/StructTreeRoot" in pdf
        assert b"/Lang " + spoken in pdf or b"/Lang" + spoken in pdf
        assert b"2012-12-17T10:00:00" in pdf
        fonts = set(re.findall(rb"/BaseFont ?/[A-Z]{6}\+([\w-]+)", pdf))
        assert fonts == {b"Tinos-Regular", b"Tinos-Bold", b"Tinos-Italic"}


def test_a_pdf_says_what_the_word_file_says() -> None:
    made = document()
    seen = "".join("".join(pages(pdf_of(made))).split())
    for paragraph in opened(word_of(made)).paragraphs:
        for word in paragraph.text.replace("-----", "").split():
            assert word in seen
    for table in opened(word_of(made)).tables:
        for cell in (cell for row in table.rows for cell in row.cells):
            for word in cell.text.split():
                assert word in seen


def test_the_marks_stand_on_every_page_of_a_pdf() -> None:
    sheets = pages(pdf_of(document()))
    assert len(sheets) > 5
    assert all("BẢN DỰNG LẠI – DỰ THẢO" in sheet for sheet in sheets)
    assert all(str(number) in sheet.split() for number, sheet in enumerate(sheets[1:], start=2))


def test_a_letter_that_the_font_has_not_does_not_stop_the_pdf() -> None:
    seen = "".join(pages(pdf_of(hostile())))
    assert "#set" in seen
    assert "\N{REPLACEMENT CHARACTER}" in seen


def test_the_fonts_hold_every_vietnamese_letter() -> None:
    marked = set("ăâđêôơưĂÂĐÊÔƠƯ₫“”–…") | set(map(chr, range(0x1EA0, 0x1EFA)))
    assert marked <= letters()
    folder = Path(__file__).parents[1] / "fonts"
    assert "SIL OPEN FONT LICENSE" in (folder / "OFL.txt").read_text(encoding="utf-8")


def sheets_of(made: Document) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(workbook_of(made)))


def test_a_workbook_has_a_native_table_on_every_sheet_but_the_first() -> None:
    made = document()
    book = sheets_of(made)
    assert book.sheetnames[:3] == ["Tóm tắt", "Số liệu", "Cách tính"]
    for name in book.sheetnames[1:]:
        assert len(book[name].tables) == 1, name
    blocks = (*made.blocks, *made.appendices)
    charts = [block for block in blocks if isinstance(block, Chart)]
    tables = [block for block in blocks if isinstance(block, Table) and not block.of_chart]
    assert len(book.sheetnames) == 3 + len(charts) + len(tables)
    drawn = [
        name for name in ZipFile(BytesIO(workbook_of(made))).namelist() if "charts/chart" in name
    ]
    assert len(drawn) == len(charts) == 3


def test_numbers_are_numbers_and_texts_are_never_formulas() -> None:
    made = hostile()
    cells = [cell for sheet in sheets_of(made) for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)
    progress = sheets_of(made)["Tiến độ kiểm điểm theo khối"]
    total = [cell.value for cell in next(progress.iter_rows(min_row=6, max_row=6))]
    assert total == ["Cộng", 136, 133, "133/136", 0.9779]


def test_every_figure_stands_in_the_workbook_with_its_definition_source_and_basis() -> None:
    figures = seed_with_records()
    book = sheets_of(document())
    values = {row[3].value: row[2].value for row in book["Số liệu"].iter_rows(min_row=4)}
    paths = [path for code in figures.parts for path in figures.paths(code)]
    public = Disclosed(figures, Reader.PUBLIC)
    said = {path: public.said(path) for path in paths}
    assert values == {
        path: one.text("vi") if one.number is None else one.number for path, one in said.items()
    }
    counted = {row[0].value: row for row in book["Cách tính"].iter_rows(min_row=4)}
    for code in figures.parts:
        definition, basis = figures.definition(code), public.basis(code)
        row = counted[definition.title.vi]
        rule = public.rule(code)
        counts = " ".join([definition.definition.vi, *([rule.vi] if rule else [])])
        assert (row[1].value, row[2].value) == (counts, definition.source.vi)
        told = (basis.record, basis.derived, basis.reconstruction) if basis else ("*", "*", "*")
        assert tuple(cell.value for cell in row[3:6]) == told


def test_the_first_sheet_says_as_of_when_as_known_by_when_and_the_ledgers_root() -> None:
    said = [cell.value for row in sheets_of(document())["Tóm tắt"].iter_rows() for cell in row]
    text = "\n".join(str(one) for one in said if one)
    for wanted in ("hết ngày 17/12/2012", "17:00 ngày 17/12/2012", TREE.root, "DỰ THẢO"):
        assert wanted in text


def test_a_draft_bears_its_mark_in_every_format_until_it_is_approved() -> None:
    made = document()
    approved = replace(made, draft="", draft_sentence="", approved="Phê duyệt: Dung")
    for one, marked in ((made, True), (approved, False)):
        assert all(("DỰ THẢO" in head) is marked for head in headers(word_of(one)).values())
        assert ("DỰ THẢO" in FORMATS["html"].write(one).decode()) is marked
        assert ("DỰ THẢO" in pages(pdf_of(one))[0]) is marked
        book = ZipFile(BytesIO(workbook_of(one)))
        heads = [book.read(name).decode() for name in book.namelist() if "worksheets/sheet" in name]
        assert all(("DỰ THẢO" in sheet) is marked for sheet in heads)
    assert "Phê duyệt: Dung" in "".join(pages(pdf_of(approved)))
    assert "Phê duyệt: Dung" in FORMATS["html"].write(approved).decode()
    assert "Phê duyệt: Dung" in runs(word_of(approved))


def test_charts_of_the_word_file_are_told_to_those_who_do_not_see_them() -> None:
    text = part(word_of(document()), "word/document.xml")
    assert text.count("<wp:docPr") == text.count("descr=") == 4, "three charts and the square"
    assert "số đơn vị đã kiểm điểm lên đến 2 trong 3 đơn vị" in text


def test_a_percentage_keeps_its_hundredths() -> None:
    cells = [
        cell
        for block in document().blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row.cells
        if isinstance(cell, Number) and cell.percent
    ]
    assert Number("97,79%", 9779, percent=True) in cells


@pytest.mark.parametrize("code", FORMATS)
def test_a_title_longer_than_a_property_of_word_is_written_in_every_format(code: str) -> None:
    long = replace(document(), abstract="về kiểm điểm tự phê bình và phê bình " * 20)
    assert FORMATS[code].write(long)


def test_of_a_long_title_the_property_of_a_word_file_has_the_beginning() -> None:
    long = replace(document(), abstract="về kiểm điểm tự phê bình và phê bình " * 20)
    title = opened(word_of(long)).core_properties.title
    assert len(title) == 255
    assert title.endswith("…")


def test_a_moment_in_any_zone_dates_a_pdf() -> None:
    made = document()
    local = replace(made, made_as_known_by=made.made_as_known_by.astimezone(ZONE))
    assert pdf_of(local) == pdf_of(made)


@pytest.mark.parametrize("where", ["blocks", "appendices"])
def test_the_square_never_stands_on_a_page_of_a_pdf_alone(where: str) -> None:
    """Lines are added until they fill the page to its foot and beyond: text is on the last page whatever their number."""
    made = replace(document(), blocks=(), appendices=())
    counted = set()
    for count in range(8, 40, 4) if where == "blocks" else range(30, 50, 2):
        lines = tuple(Paragraph(f"Dòng {number}.") for number in range(count))
        longer = (
            replace(made, blocks=lines) if where == "blocks" else replace(made, appendices=lines)
        )
        there = pages(pdf_of(longer))
        counted.add(len(there))
        assert "Dòng" in there[-1] or "Nơi nhận" in there[-1]
    assert len(counted) > 1, "the end went from one page to the next"


def test_the_square_of_a_word_file_stays_with_the_text_before_it() -> None:
    for made in (document(), replace(document(), appendices=())):
        *before, table = list(opened(word_of(made)).iter_inner_content())
        assert isinstance(table, WordTable)
        paragraph = before.pop()
        while isinstance(paragraph, WordParagraph) and not paragraph.text.strip():
            assert paragraph.paragraph_format.keep_with_next
            paragraph = before.pop()
        last = (
            [one for cell in paragraph.rows[-1].cells for one in cell.paragraphs]
            if isinstance(paragraph, WordTable)
            else [paragraph]
        )
        assert all(one.paragraph_format.keep_with_next for one in last)
