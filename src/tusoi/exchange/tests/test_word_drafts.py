"""A self-review out as Word and back: nothing changes on the way, and what cannot be read has a sentence."""

import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any
from uuid import UUID

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from tusoi.campaigns.queries import CampaignView
from tusoi.exchange.word_drafts import WordDraft, WordNotTaken, read_word_draft
from tusoi.guidance.forms import FormKind, form_of
from tusoi.ledger.source import Provenance
from tusoi.preparation.queries import AnswerGiven, TopicPut
from tusoi.preparation.versions import Submission
from tusoi.preparation.writing import cleaned
from tusoi.reports.pdf import pdf_of
from tusoi.reports.self_review import SelfReviewMaterial, self_review_document
from tusoi.reports.word import word_of
from tusoi.text.forms import control_sign
from tusoi.values.day import When
from tusoi.values.origin import Origin
from tusoi.values.wording import Wording, same

BASE = UUID("8b0f4c9e-4d0f-4f3c-9d59-0d0a4f6d4a11")
TOPIC = TopicPut(
    code="A47-GY1",
    seat="",
    text="Quản lý đất công",
    deep=True,
    suggested_by="",
    due_on=None,
    when=When(date(2012, 10, 1)),
    answer=AnswerGiven(
        "both", "Luật Đất đai", "Đã trả lời.\nHai.", "A47/PBT", When(date(2012, 10, 2)), 0
    ),
)
NASTY = {
    "earlier": 'Ưu điểm:\n\n– “trích” ‘nháy’ "thẳng"\n\tlùi vào\n  hai khoảng trắng  giữa\ncuối.',
    "scope": "ế ệ ặ ằ ỡ ừ Ỹ đ Đ\nI- Không phải đề mục\nNguyên nhân của hạn chế, khuyết điểm",
    "topic-T1": "<b>&amp; {{ figure }} %} \\ \u00a0giữ\u00a0khoảng \u2028 dòng \u200b ẩn 😀",
    "measures": "= 1+1\n-5\n@x\n'y",
}


def material(
    kind: FormKind = FormKind.COLLECTIVE, texts: Mapping[str, str] = NASTY, **changed: Any
) -> SelfReviewMaterial:
    """A draft of A47's self-review, without a database."""
    source = Provenance(file="", row=None, origin=Origin.RECORD)
    day = date(2012, 9, 10)
    campaign = CampaignView(
        code="hcmc-2012",
        host="thanh-uy-tphcm",
        title=same("Đợt"),
        host_name=Wording(vi="Thành ủy", en="City committee"),
        place=same("TP"),
        symbol="TU",
        opens_on=day,
        due_on=day,
        as_of=day,
        guidance_set="nqtw4-2012",
        blocks={},
        bodies={},
        printed={},
        provenance=source,
    )
    given_ = SelfReviewMaterial(
        campaign=campaign,
        unit="A47",
        unit_name="Đơn vị A47",
        seat="" if kind is FormKind.COLLECTIVE else "A47-02",
        seat_title="" if kind is FormKind.COLLECTIVE else "Phó bí thư",
        form=form_of("nqtw4-2012", kind),
        texts=texts,
        topics=(TOPIC,),
        titles={"A47/PBT": "Phó bí thư"},
        version=3,
        base=BASE,
        submitted=None,
        on=date(2012, 11, 28),
        made=datetime(2012, 11, 28, 3, tzinfo=UTC),
    )
    return replace(given_, **changed)


def written(one: SelfReviewMaterial, lang: str = "vi") -> bytes:
    return word_of(self_review_document(one, lang=lang))


def edited(change: Callable[[WordDocument], None], one: SelfReviewMaterial | None = None) -> bytes:
    """The Word file after somebody edited it."""
    document = docx.Document(BytesIO(written(one or material())))
    change(document)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def read(content: bytes, one: SelfReviewMaterial | None = None, name: str = "a.docx") -> WordDraft:
    return read_word_draft(content, name, one or material())


def refused(content: bytes, one: SelfReviewMaterial | None = None, name: str = "a.docx") -> str:
    with pytest.raises(WordNotTaken) as caught:
        read(content, one, name)
    assert caught.value.wording.vi
    return caught.value.wording.en


def heading(document: WordDocument, title: str) -> Any:
    return next(
        one for one in document.paragraphs if title in one.text and _style(one) == "Heading 1"
    )


def _style(paragraph: Any) -> str:
    return str(paragraph.style.name)


CAUSES = "Nguyên nhân của hạn chế, khuyết điểm"


# There and back


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("kind", list(FormKind))
def test_out_and_back_changes_nothing(kind: FormKind, lang: str) -> None:
    form = form_of("nqtw4-2012", kind)
    texts = cleaned(form, {one.code: NASTY.get(one.code, "") for one in form.written})
    one = material(kind, texts)
    draft = read(written(one, lang), one)
    assert draft.texts == texts
    assert (draft.base, draft.outside, draft.notes) == (BASE, (), ())


TEXT = st.text(
    st.one_of(
        st.sampled_from("aệắ“”‘’\"'–-\n\n\t  .<>&{}đĐ\u00a0\u0302\u0301I1."),
        st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"),
    ),
    max_size=60,
)


@settings(max_examples=40)
@given(TEXT, TEXT)
def test_whatever_is_written_comes_back_the_same(one: str, other: str) -> None:
    form = form_of("nqtw4-2012", FormKind.COLLECTIVE)
    assert control_sign(one) is None
    texts = cleaned(form, {"earlier": one, "measures": other})
    assert {
        code: text for code, text in read(written(material(texts=texts))).texts.items() if text
    } == {code: text for code, text in texts.items() if text}


def test_what_was_handed_in_comes_back_too_though_it_shows_no_guidance() -> None:
    submission = Submission(
        "", 3, When(date(2012, 11, 20)), datetime(2012, 11, 20, tzinfo=UTC), BASE, 0
    )
    one = material(submitted=submission)
    draft = read(written(one), one)
    assert {code: text for code, text in draft.texts.items() if text} == NASTY
    assert draft.outside == ()


def test_a_file_taken_down_on_another_day_has_nothing_outside() -> None:
    early = material(version=1, on=date(2012, 2, 5))
    assert read(written(early)).outside == ()


def test_the_same_draft_gives_the_same_bytes_and_a_pdf() -> None:
    assert written(material()) == written(material())
    assert pdf_of(self_review_document(material(), lang="vi")).startswith(b"%PDF")


# What an editor does


def test_text_typed_in_word_arrives_line_by_line() -> None:
    def type_in(document: WordDocument) -> None:
        place = heading(document, CAUSES)._p.getnext()  # below the line that says what to write
        for line in reversed(("Do ta.", "", "Kiểm tra ít\tthưa.")):
            paragraph = parse_xml(f"<w:p {nsdecls('w')}><w:r><w:t>{line}</w:t></w:r></w:p>")
            place.addnext(paragraph)

    # A tab within text stands for one, as some editors write it.
    assert read(edited(type_in)).texts["causes"] == "Do ta.\n\nKiểm tra ít\tthưa."


def test_a_section_removed_stays_as_it_is_and_is_named() -> None:
    def remove(document: WordDocument) -> None:
        first = heading(document, CAUSES)._p
        for paragraph in (first.getnext(), first):
            paragraph.getparent().remove(paragraph)

    draft = read(edited(remove))
    assert "causes" not in draft.texts
    assert any(CAUSES in note.vi and "giữ nguyên" in note.vi for note in draft.notes)


def test_a_section_moved_is_read_where_it_belongs_and_named() -> None:
    def move(document: WordDocument) -> None:
        first = heading(document, CAUSES)._p
        scope = heading(document, "Phạm vi kiểm điểm")._p
        guide = first.getnext()
        scope.addprevious(first)
        scope.addprevious(guide)

    draft = read(edited(move))
    assert draft.texts["scope"] == NASTY["scope"]
    assert any("stands elsewhere" in note.en for note in draft.notes)


def test_a_section_renamed_is_refused_with_both_names() -> None:
    def rename(document: WordDocument) -> None:
        heading(document, CAUSES).runs[0].text = "VIII- Vì đâu"

    said = refused(edited(rename))
    assert "VIII- Vì đâu" in said
    assert "Causes of the shortcomings" in said


def test_a_heading_in_other_letters_is_the_same() -> None:
    def shout(document: WordDocument) -> None:
        heading(document, CAUSES).runs[0].text = f"  8. {CAUSES.upper()} "

    assert "causes" in read(edited(shout)).texts


def test_a_heading_too_many_is_refused() -> None:
    def add(document: WordDocument) -> None:
        heading(document, CAUSES).insert_paragraph_before("Kiến nghị", style="Heading 1")

    assert "“Kiến nghị” is none of the form's" in refused(edited(add))


def test_a_section_twice_is_refused() -> None:
    def double(document: WordDocument) -> None:
        heading(document, CAUSES).insert_paragraph_before(CAUSES, style="Heading 1")

    assert "“Causes of the shortcomings” stands twice" in refused(edited(double))


def test_text_outside_the_sections_is_shown() -> None:
    def add(document: WordDocument) -> None:
        document.paragraphs[0].insert_paragraph_before("Kính gửi Thành ủy")
        document.add_paragraph("Tái bút.")
        document.sections[0].header.paragraphs[0].text = "Ở đầu trang"

    draft = read(edited(add))
    assert set(draft.outside) == {"Kính gửi Thành ủy", "Ở đầu trang", "Tái bút."}
    assert draft.texts["measures"] == NASTY["measures"]


def test_a_table_and_a_list_become_lines_and_are_named() -> None:
    def add(document: WordDocument) -> None:
        place = heading(document, "Trách nhiệm của tập thể")
        table = document.add_table(rows=2, cols=2)
        for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
            cell.text = f"ô {number}"
        place._p.addprevious(table._tbl)
        item = place.insert_paragraph_before("việc một")
        properties = item._p.get_or_add_pPr()
        properties.append(OxmlElement("w:numPr"))

    draft = read(edited(add))
    assert draft.texts["causes"] == "ô 0 | ô 1\nô 2 | ô 3\n- việc một"
    assert sum(CAUSES in note.vi for note in draft.notes) == 2


def test_content_controls_and_links_keep_their_text() -> None:
    def add(document: WordDocument) -> None:
        place = heading(document, "Trách nhiệm của tập thể")._p
        inner = "<w:r><w:t>trong khung</w:t></w:r>"
        place.addprevious(
            parse_xml(
                f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:sdt><w:sdtContent>{inner}</w:sdtContent>"
                f"</w:sdt><w:hyperlink w:anchor='x'><w:r><w:t> và liên kết</w:t></w:r></w:hyperlink></w:p>"
                "</w:sdtContent></w:sdt>"
            )
        )

    assert read(edited(add)).texts["causes"] == "trong khung và liên kết"


def test_explanations_changed_in_the_file_are_shown_and_not_taken() -> None:
    def change(document: WordDocument) -> None:
        line = next(one for one in document.paragraphs if one.text.endswith("Đã trả lời."))
        line.runs[0].text = "Trả lời khác."

    draft = read(edited(change))
    assert draft.outside == ("Trả lời khác.",)
    assert any("page of topics" in note.en for note in draft.notes)


# What is refused


def inside(xml: str) -> bytes:
    """The file with a piece of XML in the section on causes."""

    def add(document: WordDocument) -> None:
        piece = f"<w:p {nsdecls('w')}>{xml}</w:p>"
        heading(document, "Trách nhiệm của tập thể")._p.addprevious(parse_xml(piece))

    return edited(add)


RUN = "<w:r><w:t>x</w:t></w:r>"
BY = 'w:id="9" w:author="Lan" w:date="2012-11-28T00:00:00Z"'


@pytest.mark.parametrize(
    ("xml", "said"),
    [
        (f"<w:ins {BY}>{RUN}</w:ins>", "tracked changes"),
        (f"<w:del {BY}><w:r><w:delText>x</w:delText></w:r></w:del>", "tracked changes"),
        (f"<w:pPr><w:rPr><w:ins {BY}/></w:rPr></w:pPr>", "tracked changes"),
        ('<w:r><w:footnoteReference w:id="2"/></w:r>', "footnote"),
        (
            f"<w:r><w:pict><w:txbxContent><w:p>{RUN}</w:p></w:txbxContent></w:pict></w:r>",
            "text box",
        ),
    ],
)
def test_what_is_not_plain_text_is_refused_with_its_section(xml: str, said: str) -> None:
    sentence = refused(inside(xml))
    assert said in sentence
    assert "“Causes of the shortcomings”" in sentence


def test_pictures_and_comments_are_named() -> None:
    draft = read(inside('<w:r><w:drawing/></w:r><w:r><w:commentReference w:id="1"/></w:r>'))
    assert {"pictures are not taken", "comments are not taken"} <= {
        note.en.rpartition("; ")[2].rstrip(".") for note in draft.notes
    }


def test_the_file_of_another_self_review_is_refused() -> None:
    for other in (material(unit="B02"), material(seat="A47-01"), material(FormKind.PERSONAL)):
        assert "is another self-review" in refused(written(other))


def test_a_foreign_document_is_refused() -> None:
    document = docx.Document()
    document.add_heading("Báo cáo", 1)
    document.add_paragraph("Kính gửi")
    buffer = BytesIO()
    document.save(buffer)
    assert "none of this form's headings" in refused(buffer.getvalue())


def repacked(content: bytes, *, add: Mapping[str, bytes] = {}, without: str = "") -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            if name != without:
                target.writestr(name, source.read(name))
        for name, part in add.items():
            target.writestr(name, part, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (lambda: b"", "a.docx", "empty"),
        (lambda: b"%PDF-1.7", "a.pdf", "no Word file"),
        (lambda: b"PK\x03\x04 hong", "a.docx", "damaged"),
        (lambda: written(material())[:4000], "a.docx", "damaged"),
        (lambda: bytes.fromhex("D0CF11E0A1B11AE1") + bytes(99), "a.doc", "old Word file"),
        (
            lambda: bytes.fromhex("D0CF11E0A1B11AE1") + "EncryptedPackage".encode("utf-16-le"),
            "a.docx",
            "locked by a password",
        ),
        (lambda: written(material()), "a.docm", "macros"),
        (
            lambda: repacked(written(material()), add={"word/vbaProject.bin": b"x"}),
            "a.docx",
            "macros",
        ),
        (
            lambda: repacked(written(material()), without="word/document.xml"),
            "a.docx",
            "no Word file",
        ),
        (lambda: repacked(written(material()), without="[Content_Types].xml"), "a.docx", "damaged"),
        (lambda: bytes(200 * 1024 * 1024), "a.docx", "200 MB; the limit is 10 MB"),
        (
            lambda: repacked(written(material()), add={"word/x.bin": bytes(70 * 1024 * 1024)}),
            "a.docx",
            "unpacks to far more",
        ),
    ],
)
def test_what_is_no_such_file_is_refused_in_a_sentence(
    content: Callable[[], bytes], name: str, said: str
) -> None:
    assert said in refused(content(), name=name)


def test_xml_that_would_grow_without_end_is_not_followed() -> None:
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">'
        b'<!ENTITY c "&b;&b;&b;&b;&b;">]><w:document xmlns:w="http://schemas.openxmlformats.org/'
        b'wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&c;</w:t></w:r></w:p></w:body></w:document>'
    )
    content = repacked(
        written(material()), add={"word/document.xml": bomb}, without="word/document.xml"
    )
    assert refused(content)


def test_every_sentence_stands_in_both_languages() -> None:
    with pytest.raises(WordNotTaken) as caught:
        read(inside(f"<w:ins {BY}>{RUN}</w:ins>"))
    assert CAUSES in caught.value.wording.vi
