"""A self-review as it comes back from a word processor: which text stands in which section, and what stands in none.

Nothing is passed over without a word. What cannot be read as text of a section is refused with the section's
name, or shown as what would not be taken. Nothing in the file is run or followed.
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any
from uuid import UUID
from zipfile import BadZipFile, ZipFile

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn

from tusoi.exchange.faults import shortened
from tusoi.exchange.raw import MIB
from tusoi.guidance.forms import Section
from tusoi.reports.document import Document, Heading, Paragraph
from tusoi.reports.self_review import MARK, SelfReviewMaterial, help_line, self_review_document
from tusoi.text.forms import fold, lines_kept
from tusoi.values.refusal import Refused
from tusoi.values.wording import LANGUAGES, Wording, same

SIZE_LIMIT = 10 * MIB
"""Of a Word file as it travels; a self-review without pictures has a hundredth of it."""
UNPACKED_LIMIT = 64 * MIB
PARTS_LIMIT = 2_000
_OLE_MAGIC = bytes.fromhex("D0CF11E0A1B11AE1")
_DAMAGED = (
    BadZipFile,
    PackageNotFoundError,
    SyntaxError,  # what lxml says of XML that is none
    zlib.error,
    EOFError,
    KeyError,
    ValueError,
    AttributeError,  # python-docx, of a package that is one in name only
    NotImplementedError,
    RuntimeError,  # a part under a password
)
_NUMBER = re.compile(r"^\s*(?:[IVXLC]+|\d+)\s*[-–.)]\s*")
_DIGITS = re.compile(r"\d+")
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"


class WordNotTaken(Refused):
    """The file is not taken; nothing of it was kept and nothing was changed."""


@dataclass(frozen=True, slots=True)
class WordDraft:
    """What a file says: the texts by section, the version it was begun from, and what would not be taken.

    `outside` are lines that stand in no section, `notes` sentences about what was found on the way.
    """

    texts: Mapping[str, str]
    base: UUID | None
    outside: tuple[str, ...]
    notes: tuple[Wording, ...]


@dataclass(slots=True)
class _Found:
    """What one section holds, line by line, while the file is read."""

    section: Section
    lines: list[str] = field(default_factory=list)


def read_word_draft(content: bytes, name: str, material: SelfReviewMaterial) -> WordDraft:
    """Read a file that is to be the next draft of `material`'s self-review.

    Raises:
        WordNotTaken: it is no Word file, damaged, too large, holds macros or tracked changes, is of another
            self-review, or its headings are not the form's; the sentence names file and section.
    """
    shown = same(shortened(name.encode("utf-8", "replace").decode(), 80))
    _refuse_container(content, name.lower(), shown)
    try:
        document = docx.Document(BytesIO(content))
        reading = _Reading(document, material, shown)
        return reading.draft()
    except _DAMAGED:
        raise WordNotTaken(_BROKEN.filled(name=shown)) from None


def _refuse_container(content: bytes, name: str, shown: Wording) -> None:
    """By size, first bytes and list of parts, before anything is unpacked."""
    if not content:
        raise WordNotTaken(_EMPTY.filled(name=shown))
    refuse_oversized(len(content))
    if content.startswith(_OLE_MAGIC):
        locked = "EncryptedPackage".encode("utf-16-le") in content
        raise WordNotTaken((_PROTECTED if locked else _OLD).filled(name=shown))
    if name.endswith((".docm", ".dotm")):
        raise WordNotTaken(_MACROS.filled(name=shown))
    try:
        with ZipFile(BytesIO(content)) as package:
            parts = package.infolist()
    except _DAMAGED:
        sentence = _BROKEN if content.startswith(b"PK") else _NO_WORD
        raise WordNotTaken(sentence.filled(name=shown)) from None
    names = {part.filename.lower() for part in parts}
    if any(one.endswith("vbaproject.bin") for one in names):
        raise WordNotTaken(_MACROS.filled(name=shown))
    if "word/document.xml" not in names:
        raise WordNotTaken(_NO_WORD.filled(name=shown))
    if sum(part.file_size for part in parts) > UNPACKED_LIMIT or len(parts) > PARTS_LIMIT:
        raise WordNotTaken(_GROWS.filled(name=shown))


def refuse_oversized(size: int, *, around: int = 0) -> None:
    """Let pass what is within the limit; `around` is what a form may add to it.

    Raises:
        WordNotTaken: it is larger.
    """
    if size - around > SIZE_LIMIT:
        has, limit = (same(f"{one / MIB:.0f} MB") for one in (size, SIZE_LIMIT))
        raise WordNotTaken(_TOO_LARGE.filled(size=has, limit=limit))


class _Reading:
    """One reading of one file."""

    def __init__(
        self, document: WordDocument, material: SelfReviewMaterial, shown: Wording
    ) -> None:
        self.document, self.material, self.shown = document, material, shown
        self.sections = _by_title(material)
        self.expected = {_like(line) for one in _printings(material) for line in _around(one)}
        self.found: list[_Found] = []
        self.is_closed = False
        self.outside: list[str] = []
        self.unknown: list[str] = []
        self.notes: dict[str, Wording] = {}
        self.styles = {one.style_id: str(one.name).lower() for one in document.styles}

    def draft(self) -> WordDraft:
        base = self.base()
        for block in _blocks(self.document.element.body):
            self.take(block)
        self.refuse_headings()
        self.note_headings()
        self.outside.extend(self.headers())
        return WordDraft(
            texts={
                one.section.code: self.text(one) for one in self.found if one.section.is_written
            },
            base=base,
            outside=tuple(
                line for line in self.outside if line.strip() and _like(line) not in self.expected
            ),
            notes=tuple(self.notes.values()),
        )

    def base(self) -> UUID | None:
        """The version the file was begun from, as its properties say; None where they say nothing.

        Raises:
            WordNotTaken: it is another self-review's file.
        """
        parts = str(self.document.core_properties.identifier or "").split("/")
        if len(parts) != 5 or parts[0] != MARK:
            return None
        material, (campaign, unit, seat, version) = self.material, parts[1:]
        own = (material.campaign.code, material.unit, material.seat)
        if (campaign, unit, seat) != own:
            raise WordNotTaken(
                _ANOTHERS.filled(
                    name=self.shown,
                    of=same(" · ".join(filter(None, (campaign, unit, seat)))),
                    wanted=same(" · ".join(filter(None, own))),
                )
            )
        return UUID(version) if version else None

    def take(self, block: Any) -> None:
        """One paragraph or table, in the section it stands in."""
        self.refuse_inside(block)
        if block.tag == qn("w:tbl"):
            self.take_table(block)
            return
        text, style = _text(block), self.style_of(block)
        if style == "heading 1":
            self.take_heading(text.strip())
        elif text.strip() and _is_listed(block, style):
            # The mark that Word sets before the line is no text of it.
            self.add(f"- {text}")
            if self.found:
                self.note("list", _LIST)
        else:
            self.add(text)

    def take_heading(self, said: str) -> None:
        """A heading of the first level opens a section of the form, or is none of its."""
        if not said:
            return
        titles = (fold(said), fold(_NUMBER.sub("", said)))
        section = next((self.sections[one] for one in titles if one in self.sections), None)
        if section is None:
            self.unknown.append(said)
        else:
            self.found.append(_Found(section))
            self.is_closed = False

    def take_table(self, table: Any) -> None:
        """A table's rows as lines; recipients and signature close the last section, and stand in none."""
        rows = [[_cell(cell) for cell in row.iter(qn("w:tc"))] for row in table.iter(qn("w:tr"))]
        lines = [line for row in rows for cell in row for line in cell.split("\n")]
        closes = any(_like(one) in self.expected for one in lines if one.strip())
        self.is_closed = self.is_closed or (bool(self.found) and closes)
        if not self.found or self.is_closed:
            self.outside.extend(lines)
            return
        for row in rows:
            self.add(" | ".join(cell.replace("\n", " ") for cell in row))
        self.note("table", _TABLE)

    def add(self, text: str) -> None:
        if self.found and not self.is_closed:
            self.found[-1].lines.append(text)
        else:
            self.outside.extend(text.split("\n"))

    def style_of(self, paragraph: Any) -> str:
        """The name of a paragraph's style, which is English whatever language Word speaks."""
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return "" if style is None else self.styles.get(style.get(qn("w:val")), "")

    def refuse_inside(self, block: Any) -> None:
        """Nothing that is neither text nor plainly no text.

        Raises:
            WordNotTaken: tracked changes, notes at the foot, text boxes, formulas, files within the file.
        """
        for names, sentence in _REFUSED:
            if block.tag in names or next(block.iter(*names), None) is not None:
                raise WordNotTaken(sentence.filled(name=self.shown, section=self.here()))
        for names, key, note in _NOTED:
            if self.found and next(block.iter(*names), None) is not None:
                self.note(key, note)

    def note(self, key: str, sentence: Wording) -> None:
        """A sentence once for each section."""
        place = f"{key} {self.found[-1].section.code}"
        self.notes.setdefault(place, sentence.filled(section=self.here()))

    def here(self) -> Wording:
        """The section that is being read."""
        return self.found[-1].section.title if self.found else _BEFORE_ALL

    def refuse_headings(self) -> None:
        """Every heading is the form's, and none stands twice.

        Raises:
            WordNotTaken
        """
        if not self.found:
            raise WordNotTaken(_FOREIGN.filled(name=self.shown))
        twice = [
            one for one, times in Counter(f.section.code for f in self.found).items() if times > 1
        ]
        if twice:
            title = next(f.section.title for f in self.found if f.section.code == twice[0])
            raise WordNotTaken(_TWICE.filled(name=self.shown, section=title))
        if not self.unknown:
            return
        missing = self.missing()
        heading = same(shortened(self.unknown[0], 120))
        if missing:
            titles = _listed(missing)
            raise WordNotTaken(_RENAMED.filled(name=self.shown, heading=heading, missing=titles))
        raise WordNotTaken(_UNKNOWN_HEADING.filled(name=self.shown, heading=heading))

    def missing(self) -> list[Section]:
        there = {one.section.code for one in self.found}
        return [one for one in self.material.form.sections if one.code not in there]

    def note_headings(self) -> None:
        """Sections that are not in the file stay as they are; their order in the file does not matter."""
        for section in self.missing():
            self.notes[f"missing {section.code}"] = _MISSING.filled(section=section.title)
        order = {one.code: place for place, one in enumerate(self.material.form.sections)}
        last = -1
        for one in self.found:
            place = order[one.section.code]
            if place < last:
                code = one.section.code
                self.notes[f"order {code}"] = _MOVED.filled(section=one.section.title)
            last = max(last, place)
        for one in self.found:
            if not one.section.is_written:
                self.note_explanations(one)

    def note_explanations(self, found: _Found) -> None:
        """The answers to topics are written on their own page: what the file says otherwise is shown, not taken."""
        printed = {
            _like(block.text)
            for one in _printings(self.material)
            for block in one.blocks
            if isinstance(block, Heading | Paragraph)
        }
        other = [one for one in found.lines if one.strip() and _like(one) not in printed]
        if other:
            self.notes["explanations"] = _EXPLANATIONS.filled(section=found.section.title)
            self.outside.extend(other)

    def headers(self) -> Iterator[str]:
        """Lines of the page's head and foot."""
        for section in self.document.sections:
            for part in (section.header, section.first_page_header, section.footer):
                for paragraph in part.paragraphs:
                    yield from _text(paragraph._p).split("\n")

    def text(self, found: _Found) -> str:
        """A section's text: its lines, without the one that says what to write there."""
        lines = found.lines
        helps = {help_line(found.section, lang) for lang in LANGUAGES}
        if lines and lines[0].strip() in helps:
            lines = lines[1:]
        return lines_kept("\n".join(lines))


def _by_title(material: SelfReviewMaterial) -> dict[str, Section]:
    """The form's sections by their titles in both languages, marks and capitals apart."""
    return {
        fold(section.title.in_(lang)): section
        for section in material.form.sections
        for lang in LANGUAGES
    }


def _printings(material: SelfReviewMaterial) -> Iterator[Document]:
    """The document as it may have gone out: in both languages, as a draft or as handed in."""
    for lang in LANGUAGES:
        yield self_review_document(material, lang=lang)
        if material.submitted is not None:
            yield self_review_document(replace(material, submitted=None), lang=lang)


def _around(document: Document) -> Iterator[str]:
    """What stands around the sections of a document: head, title, signature, recipients."""
    for head in (*document.head.left, *document.head.right):
        yield head.text
    yield from (document.title, document.abstract, "-----", document.counted, document.marks)
    yield "1"  # a page's number
    yield from (document.draft_sentence, document.recipients.title, *document.recipients.lines)
    for line in document.signature:
        yield line.text


def _like(line: str) -> str:
    """A line by what does not change from day to day: marks, blanks and numbers apart."""
    return _DIGITS.sub("0", fold(line))


def _blocks(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables in order, also those within content controls."""
    for child in parent:
        if child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:smartTag")):
            yield from _blocks(child)
        elif child.tag in _BLOCKS:
            yield child


def _text(paragraph: Any) -> str:
    """A paragraph's text, whatever its runs stand in."""
    return "".join(_SIGNS.get(node.tag, _letters)(node) for node in paragraph.iter())


def _is_listed(paragraph: Any, style: str) -> bool:
    """Whether Word sets a bullet or a number before the paragraph."""
    own = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
    return own is not None or style.startswith(("list bullet", "list number"))


def _letters(node: Any) -> str:
    return str(node.text or "") if node.tag == qn("w:t") else ""


def _break(node: Any) -> str:
    """A new line; a new page is none."""
    return "" if node.get(qn("w:type")) in ("page", "column") else "\n"


def _cell(cell: Any) -> str:
    return "\n".join(_text(one) for one in cell.iter(qn("w:p"))).strip()


def _listed(sections: Sequence[Section]) -> Wording:
    return Wording(
        vi="; ".join(f"“{one.title.vi}”" for one in sections),
        en="; ".join(f"“{one.title.en}”" for one in sections),
    )


_SIGNS: Mapping[str, Any] = {
    qn("w:tab"): lambda node: "" if node.getparent().tag == qn("w:tabs") else "\t",
    qn("w:br"): _break,
    qn("w:cr"): lambda _: "\n",
    qn("w:noBreakHyphen"): lambda _: "\u2011",
    qn("w:softHyphen"): lambda _: "\u00ad",
}
_TRACKED = (qn("w:ins"), qn("w:del"), qn("w:moveFrom"), qn("w:moveTo"))
_BLOCKS = (qn("w:p"), qn("w:tbl"), qn("w:altChunk"), *_TRACKED, f"{_MATH}Para")

_BEFORE_ALL = Wording(vi="phần đầu văn bản", en="the head of the document")
_TOO_LARGE = Wording(
    vi="Tệp nặng {size}; tối đa là {limit}. Bỏ hình ảnh, chỉ giữ chữ, rồi gửi lại.",
    en="The file is {size}; the limit is {limit}. Take the pictures out, keep the text alone, then send it again.",
)
_EMPTY = Wording(
    vi="Tệp “{name}” trống (0 byte). Kiểm tra lại tệp rồi gửi lại.",
    en="“{name}” is empty (0 bytes). Look at the file, then send it again.",
)
_PROTECTED = Wording(
    vi="“{name}” bị khóa bằng mật khẩu. Bỏ mật khẩu, lưu lại rồi gửi.",
    en="“{name}” is locked by a password. Take the password off, save it and send it again.",
)
_OLD = Wording(
    vi="“{name}” là tệp Word đời cũ (.doc). Mở bằng Word, chọn “Lưu thành”, kiểu .docx, rồi gửi lại.",
    en="“{name}” is an old Word file (.doc). Open it in Word, choose “Save as”, type .docx, then send it again.",
)
_MACROS = Wording(
    vi="“{name}” có macro nên không được nhận. Lưu lại thành .docx không macro rồi gửi lại.",
    en="“{name}” holds macros and is not taken. Save it as a .docx without macros, then send it again.",
)
_NO_WORD = Wording(
    vi="“{name}” không phải tệp Word (.docx). Hãy gửi bản Word đã tải từ trang này.",
    en="“{name}” is no Word file (.docx). Send the Word file that was taken down from this page.",
)
_BROKEN = Wording(
    vi="“{name}” không mở được như một tệp Word: tệp hỏng hoặc tải lên dở dang. Mở bằng Word, lưu lại rồi gửi lại.",
    en="“{name}” cannot be opened as a Word file: it is damaged or cut off. Open it in Word, save it and send it again.",
)
_GROWS = Wording(
    vi="“{name}” giải nén ra quá lớn so với một bản tự kiểm điểm; không phần nào được mở. Chép phần chữ sang bản Word tải từ trang này.",
    en="“{name}” unpacks to far more than a self-review holds; nothing of it was opened. Copy the text into the Word file taken down from this page.",
)
_FOREIGN = Wording(
    vi="“{name}” không có đề mục nào của mẫu bản tự kiểm điểm này. Tải bản Word từ trang này, chép nội dung vào dưới từng đề mục, rồi gửi lại.",
    en="“{name}” has none of this form's headings. Take the Word file down from this page, put the text below its headings, then send it again.",
)
_ANOTHERS = Wording(
    vi="“{name}” là bản tự kiểm điểm khác ({of}), không phải bản này ({wanted}). Hãy chọn đúng tệp.",
    en="“{name}” is another self-review ({of}), not this one ({wanted}). Choose the right file.",
)
_TWICE = Wording(
    vi="Trong “{name}”, đề mục “{section}” có hai lần nên không biết lấy phần nào. Gộp lại làm một rồi gửi lại.",
    en="In “{name}” the heading “{section}” stands twice, so nobody knows which part is meant. Put the two together and send it again.",
)
_RENAMED = Wording(
    vi="Trong “{name}”, đề mục “{heading}” không có trong mẫu, còn mẫu thiếu: {missing}. Có lẽ đề mục đã bị đổi tên: sửa lại đúng tên rồi gửi lại.",
    en="In “{name}” the heading “{heading}” is none of the form's, while these are missing: {missing}. It may have been renamed: put its name back, then send it again.",
)
_UNKNOWN_HEADING = Wording(
    vi="Trong “{name}”, đề mục “{heading}” không có trong mẫu. Đổi nó thành chữ thường trong một mục rồi gửi lại.",
    en="In “{name}” the heading “{heading}” is none of the form's. Make it plain text within a section, then send it again.",
)
_CHANGES_TRACKED = Wording(
    vi="“{name}” còn dấu theo dõi sửa đổi ở “{section}”. Trong Word, chấp nhận hoặc từ chối hết các sửa đổi, lưu lại rồi gửi.",
    en="“{name}” holds tracked changes in “{section}”. Accept or reject all changes in Word, save it and send it again.",
)
_NOTES_BELOW = Wording(
    vi="“{name}” có chú thích cuối trang ở “{section}”. Chuyển chú thích vào trong đoạn văn rồi gửi lại.",
    en="“{name}” has a footnote in “{section}”. Move its words into the text, then send it again.",
)
_BOX = Wording(
    vi="“{name}” có hộp văn bản, công thức hoặc tệp nhúng ở “{section}”. Chép chữ trong đó ra đoạn văn rồi gửi lại.",
    en="“{name}” has a text box, a formula or an embedded file in “{section}”. Copy its words into the text, then send it again.",
)
_PICTURE = Wording(
    vi="Mục “{section}” có hình; hình không được lấy.",
    en="There is a picture in “{section}”; pictures are not taken.",
)
_COMMENT = Wording(
    vi="Mục “{section}” có nhận xét bên lề; nhận xét không được lấy.",
    en="There are comments beside “{section}”; comments are not taken.",
)
_LIST = Wording(
    vi="Mục “{section}” có danh sách tự đánh dấu; mỗi dòng được viết với gạch đầu dòng “- ”.",
    en="There is a list in “{section}” that Word marks by itself; each line is written with a dash, “- ”.",
)
_TABLE = Wording(
    vi="Mục “{section}” có bảng; mỗi hàng thành một dòng, các ô cách nhau bằng “ | ”.",
    en="There is a table in “{section}”; each row becomes a line, its cells parted by “ | ”.",
)
_MISSING = Wording(
    vi="Tệp không có mục “{section}”; mục này giữ nguyên như bản đang có.",
    en="The file has no section “{section}”; it stays as it is.",
)
_MOVED = Wording(
    vi="Mục “{section}” đứng khác chỗ so với mẫu; chữ vẫn vào đúng mục.",
    en="The section “{section}” stands elsewhere than in the form; its text goes where it belongs.",
)
_EXPLANATIONS = Wording(
    vi="Phần “{section}” trong tệp khác với trang Gợi ý, giải trình; phần này chỉ sửa ở trang đó, nên các dòng khác dưới đây không được lấy.",
    en="The part “{section}” differs from the page of topics; it is changed there alone, so the lines below are not taken.",
)
_REFUSED: Sequence[tuple[tuple[str, ...], Wording]] = (
    (_TRACKED, _CHANGES_TRACKED),
    ((qn("w:footnoteReference"), qn("w:endnoteReference")), _NOTES_BELOW),
    (
        (
            qn("w:txbxContent"),
            qn("w:object"),
            qn("w:altChunk"),
            "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}txbx",
            "{urn:schemas-microsoft-com:vml}textbox",
            _MATH,
            f"{_MATH}Para",
        ),
        _BOX,
    ),
)
_NOTED: Sequence[tuple[tuple[str, ...], str, Wording]] = (
    ((qn("w:drawing"), qn("w:pict")), "picture", _PICTURE),
    ((qn("w:commentReference"), qn("w:commentRangeStart")), "comment", _COMMENT),
)
