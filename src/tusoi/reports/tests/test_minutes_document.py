"""Minutes printed as a Party minutes document: head, title, text, four signatures, and what is not signed yet."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from uuid import UUID

import pytest
from pypdf import PdfReader

from tusoi.campaigns.queries import CampaignView
from tusoi.ledger.queries import Head
from tusoi.ledger.source import Provenance
from tusoi.meetings.minutes.draft import TO_BE_WRITTEN, Section, digest_of
from tusoi.meetings.minutes.queries import Minutes, Signature, Statement, Version
from tusoi.reports.document import Heading, Paragraph
from tusoi.reports.formats import FORMATS
from tusoi.reports.frozen import as_json, document_of
from tusoi.reports.minutes import NothingToPrint, Printed, minutes_document
from tusoi.reports.tests.files import headers, runs, text_of
from tusoi.values.origin import Origin
from tusoi.values.wording import Wording, same

AT = datetime(2012, 12, 21, 3, tzinfo=UTC)
LAN, MINH = UUID(int=1), UUID(int=2)
TREE = Head("campaign/hcmc-2012", 12, "ab12" * 16)
TITLES = {"A47/BT": "Bí thư", "A47/PBT": "Phó Bí thư"}
TOPICS = {"point-topic-T1": Wording("Nội dung một", "Topic one")}
SECTIONS = (
    Section("opening", "Thời gian, địa điểm, chủ trì", "Đơn vị A47 họp.\nĐịa điểm: hội trường."),
    Section("point-topic-T1", "Nội dung một", "- Bí thư (A47/BT) (tự giác): Chậm."),
    Section("point-other", "Ý kiến khác về tập thể", "Không có ý kiến."),
    Section("conclusions", "Kết luận", "Thống nhất."),
)


def campaign(guidance: str = "nqtw4-2012") -> CampaignView:
    return CampaignView(
        code="hcmc-2012",
        host="thanh-uy-tphcm",
        title=Wording("Kiểm điểm tự phê bình và phê bình", "Review"),
        host_name=Wording("Thành ủy Thành phố Hồ Chí Minh", "City Party Committee"),
        place=Wording("TP Hồ Chí Minh", "Ho Chi Minh City"),
        symbol="TU",
        opens_on=date(2012, 9, 10),
        due_on=date(2012, 12, 17),
        as_of=date(2012, 12, 17),
        guidance_set=guidance,
        blocks={},
        bodies={},
        printed={},
        provenance=Provenance("", None, Origin.RECORD),
    )


def printed(guidance: str = "nqtw4-2012") -> Printed:
    return Printed(campaign(guidance), "A47", "Đơn vị A47", TITLES, TOPICS)


def version(number: int = 1, sections: tuple[Section, ...] = SECTIONS) -> Version:
    digest = digest_of("hcmc-2012", "A47", 0, number, sections)
    return Version(number, sections, date(2012, 12, 20), digest, LAN, "Thảo", AT)


def signature(capacity: str, name: str, post: str) -> Signature:
    return Signature(capacity, post, 1, version().digest, LAN, name, AT, is_void=False)


FOUR = (
    signature("secretary", "Thảo", "A47"),
    signature("chair", "Lan", "A47/BT"),
    signature("group", "Tuấn", "TU/BTV7"),
    signature("member", "Minh", "A47/PBT"),
)


def minutes(*signatures: Signature, signed_on: date | None = None) -> Minutes:
    return Minutes(0, (version(),), (), (), signatures, (), signed_on)


def signed() -> Minutes:
    return minutes(*FOUR, signed_on=date(2012, 12, 21))


def every_format(kept: Minutes, lang: str = "vi") -> Iterator[str]:
    """The text as a reader of each format finds it."""
    document = minutes_document(printed(), kept, tree=TREE, lang=lang)
    yield text_of(FORMATS["html"].write(document).decode())
    word = FORMATS["docx"].write(document)
    yield " ".join([*headers(word).values(), *runs(word)])
    pages = PdfReader(BytesIO(FORMATS["pdf"].write(document))).pages
    yield " ".join(" ".join(page.extract_text().split()) for page in pages)


@pytest.mark.parametrize(
    "words",
    [
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "THÀNH ỦY THÀNH PHỐ HỒ CHÍ MINH",
        "ĐƠN VỊ A47",
        "-BB/……",
        "TP Hồ Chí Minh, ngày 20 tháng 12 năm 2012",
        "BIÊN BẢN",
        "họp kiểm điểm tập thể, cá nhân của Đơn vị A47",
        "I- THỜI GIAN, ĐỊA ĐIỂM, CHỦ TRÌ",
        "II- DIỄN BIẾN HỘI NGHỊ",
        "1- Nội dung một",
        "2- Ý kiến khác về tập thể",
        "III- KẾT LUẬN",
        "NGƯỜI GHI BIÊN BẢN",
        "CHỦ TRÌ HỘI NGHỊ",
        "ĐẠI DIỆN TỔ CÔNG TÁC",
        "THÀNH VIÊN TẬP THỂ",
        "(đã ký lúc 10:00 ngày 21/12/2012)",
        "Sổ đối chứng campaign/hcmc-2012: 12 mục, gốc ab12 ab12 ab12 ab12",
    ],
)
def test_every_format_carries_what_a_minutes_document_must(words: str) -> None:
    for text in every_format(signed()):
        assert words in text


IN_ENGLISH = (
    "COMMUNIST PARTY OF VIET NAM",
    "CITY PARTY COMMITTEE",
    "ĐƠN VỊ A47",
    "Ho Chi Minh City, 20 December 2012",
    "MINUTES",
    "of the review of the collective and individuals of Đơn vị A47",
    "I- TIME, PLACE, CHAIR",
    "II- THE MEETING",
    "1- Topic one",
    "2- Other remarks on the collective",
    "3- Review of Bí thư (A47/BT)",
    "III- CONCLUSIONS",
    "SECRETARY OF THE MEETING",
    "CHAIR OF THE MEETING",
    "FOR THE WORKING GROUP",
    "MEMBER OF THE COLLECTIVE",
    "(signed at ",
    "Ledger campaign/hcmc-2012: 12 entries, root ab12 ab12 ab12 ab12",
    "printed as it was written and signed, in Vietnamese",
    "Địa điểm: hội trường.",
    "- Bí thư (A47/BT) (tự giác): Chậm.",
    "DISSENT",
    "22 December 2012, Minh, Phó Bí thư (A47/PBT): Tôi không đồng ý.",
)


def test_in_english_the_frame_is_english_and_what_was_said_stays_as_said() -> None:
    person = Section("point-post-BT", "Kiểm điểm cá nhân: Bí thư (A47/BT)", "Nhận khuyết điểm.")
    sections = (*SECTIONS[:3], person, SECTIONS[3])
    statement = Statement("A47/PBT", "Tôi không đồng ý.", "Minh", date(2012, 12, 22), AT)
    kept = replace(signed(), versions=(version(1, sections),), dissents=(statement,))
    for text in every_format(kept, "en"):
        assert [words for words in IN_ENGLISH if words not in text] == []


def test_a_suggested_topic_keeps_the_words_it_was_put_in() -> None:
    put = Section("point-topic-A47-GY1", "Quản lý đất công", "Chậm.")
    kept = replace(minutes(), versions=(version(1, (put,)),))
    document = minutes_document(printed(), kept, tree=TREE, lang="en")
    assert Heading("1- Quản lý đất công", level=2) in document.blocks
    assert (document.draft, document.draft_sentence) == (
        "DRAFT",
        "A draft: not all four have signed.",
    )


def test_signed_minutes_bear_no_mark_and_name_who_signed() -> None:
    for text in every_format(signed()):
        assert "DỰ THẢO" not in text
        for name in ("Thảo", "Lan", "Tuấn", "Minh"):
            assert name in text


def test_the_secretary_signs_on_the_left_and_the_chair_on_the_right() -> None:
    blocks = minutes_document(printed(), signed(), tree=TREE, lang="vi").signatures
    assert [block.lines[0].text for block in blocks[:2]] == [
        "NGƯỜI GHI BIÊN BẢN",
        "CHỦ TRÌ HỘI NGHỊ",
    ]
    assert [line.text for line in blocks[1].lines][2:] == ["Lan", "Bí thư"]


def test_unsigned_minutes_are_marked_a_draft_on_every_page_and_leave_room_for_the_hand() -> None:
    document = minutes_document(printed(), minutes(*FOUR[:3]), tree=TREE, lang="vi")
    assert document.draft == "DỰ THẢO"
    assert [line.text for line in document.signatures[3].lines] == [
        "THÀNH VIÊN TẬP THỂ",
        "(chữ ký)",
    ]
    for text in every_format(minutes(*FOUR[:3])):
        assert "DỰ THẢO" in text


def test_a_signature_that_a_later_version_voided_is_not_printed() -> None:
    void = replace(FOUR[1], is_void=True)
    document = minutes_document(printed(), minutes(void), tree=TREE, lang="vi")
    assert all(line.text != "Lan" for block in document.signatures for line in block.lines)


def test_an_earlier_version_says_that_it_is_old() -> None:
    kept = replace(signed(), versions=(version(1), version(2)))
    document = minutes_document(printed(), kept, version=kept.versions[0], tree=TREE, lang="vi")
    assert (document.draft, document.draft_sentence) == (
        "DỰ THẢO",
        "Bản số 1 là bản cũ; đã có bản sau.",
    )


def test_minutes_signed_on_paper_say_so() -> None:
    document = minutes_document(
        printed(), minutes(signed_on=date(2012, 12, 22)), tree=TREE, lang="vi"
    )
    assert "đã ký trên giấy ngày 22/12/2012" in document.draft_sentence


def test_dissent_and_what_was_added_are_printed_whole_with_author_and_day() -> None:
    words = "Tôi không đồng ý.\nLý do: thiếu số liệu."
    statement = Statement("A47/PBT", words, "Minh", date(2012, 12, 22), AT)
    kept = replace(signed(), dissents=(statement,), addenda=(statement,))
    document = minutes_document(printed(), kept, tree=TREE, lang="vi")
    first = Paragraph("Ngày 22/12/2012, Minh, Phó Bí thư (A47/PBT): Tôi không đồng ý.")
    assert Heading("Ý KIẾN BẢO LƯU") in document.blocks
    assert document.appendices == (
        Heading("GHI THÊM SAU KHI KÝ"),
        first,
        Paragraph("Lý do: thiếu số liệu."),
    )
    assert first in document.blocks


def test_what_is_still_to_be_written_stands_out() -> None:
    section = Section("conclusions", "Kết luận", TO_BE_WRITTEN)
    kept = replace(minutes(), versions=(version(1, (section,)),))
    assert (
        Paragraph(TO_BE_WRITTEN, kind="blank")
        in minutes_document(printed(), kept, tree=TREE, lang="vi").blocks
    )


def test_a_redo_is_called_so() -> None:
    kept = replace(minutes(), redo_number=1)
    assert "kiểm điểm lại" in minutes_document(printed(), kept, tree=TREE, lang="vi").abstract


def test_where_nothing_was_drafted_there_is_nothing_to_print() -> None:
    with pytest.raises(NothingToPrint, match="no minutes to print"):
        minutes_document(printed(), replace(minutes(), versions=()), tree=TREE, lang="vi")


def test_another_organisations_minutes_have_its_own_head() -> None:
    document = minutes_document(printed("noi-bo-2026"), signed(), tree=TREE, lang="vi")
    assert all(line.kind != "party" for line in document.head.right)
    assert "CHỦ TRÌ CUỘC HỌP" in str(document.signatures)


def test_the_same_minutes_give_the_same_bytes_and_survive_as_json() -> None:
    document = minutes_document(printed(), signed(), tree=TREE, lang="vi")
    assert document_of(as_json(document)) == document
    for code in ("docx", "pdf", "html"):
        assert FORMATS[code].write(document) == FORMATS[code].write(document)


def test_odd_letters_in_the_text_break_no_format() -> None:
    odd = Section("conclusions", "Kết luận", "<b> #set & 漢 =1+1 \x0b {host}")
    kept = replace(signed(), versions=(version(1, (odd,)),))
    document = minutes_document(printed(), kept, tree=TREE, lang="vi")
    assert all(len(FORMATS[code].write(document)) for code in ("docx", "pdf", "html"))
    assert same("{host}").vi in str(document.blocks)
