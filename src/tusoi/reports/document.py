"""One report as plain blocks: what every format is written from.

Nothing here knows a format, a figure or a language beyond the texts it already holds.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Literal

Fill = Literal["solid", "dashed", "hatched", "dotted", "crossed"]
Align = Literal["left", "right", "center"]
LineKind = Literal["superior", "issuer", "star", "number", "party", "rule", "place"]
SignatureKind = Literal["authority", "post", "space", "name"]


@dataclass(frozen=True, slots=True)
class Layout:
    """Paper and type as the form's guideline sets them; lengths in mm, type sizes and lines in points."""

    width_mm: float
    height_mm: float
    top_mm: float
    bottom_mm: float
    left_mm: float
    right_mm: float
    font: str
    first_line_mm: float
    line_pt: float
    head_left_mm: float
    head_rule_mm: float
    party_pt: float
    issuer_pt: float
    place_pt: float
    title_pt: float
    abstract_pt: float
    body_pt: float
    table_pt: float
    note_pt: float
    recipients_title_pt: float
    recipients_pt: float
    page_number_pt: float

    @property
    def text_width_mm(self) -> float:
        """What is left of the paper between the side margins."""
        return self.width_mm - self.left_mm - self.right_mm


@dataclass(frozen=True, slots=True)
class HeadLine:
    """One line of the head; its kind says how it is set."""

    text: str
    kind: LineKind


@dataclass(frozen=True, slots=True)
class Head:
    """Who issues it, under what number (left); whose document it is, where and when (right)."""

    left: tuple[HeadLine, ...]
    right: tuple[HeadLine, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A section's title (level 1) or a part's (level 2), its number included."""

    shape: ClassVar[str] = "heading"
    text: str
    level: int = 1
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. A `blank` is a place that only the drafter can fill; a `note` is small print."""

    shape: ClassVar[str] = "paragraph"
    text: str
    kind: Literal["body", "blank", "note"] = "body"


@dataclass(frozen=True, slots=True)
class Column:
    """A column's title and its share of the table's width (shares need not add up to anything)."""

    title: str
    share: int
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a cell: as the report's language writes it, and as a workbook counts with it.

    A percentage is kept in hundredths of one per cent: 97.79% is 9779.
    """

    text: str
    value: int
    percent: bool = False

    def __str__(self) -> str:
        return self.text


Cell = str | Number


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of cells; a strong one is a total."""

    cells: tuple[Cell, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A captioned table; every row has as many cells as there are columns.

    `of_chart` is the code of the chart whose numbers it repeats.
    """

    shape: ClassVar[str] = "table"
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    note: str = ""
    of_chart: str = ""

    @property
    def lines(self) -> tuple[tuple[TableRow, tuple[tuple[Column, Cell], ...]], ...]:
        """Rows with each cell beside its column, as templates need them."""
        return tuple((row, tuple(zip(self.columns, row.cells, strict=True))) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Series:
    """One row of numbers of a chart, one for each of its labels; told from others by its pattern, also in grey."""

    name: str
    values: tuple[int, ...]
    fill: Fill


@dataclass(frozen=True, slots=True)
class Mark:
    """A day that a chart points out, and what it is."""

    day: date
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Numbers to be drawn, the same in every format.

    `steps` runs over days: its last series is the whole that the others are measured by, and each number
    holds until the next day given. `stacked` has a bar for each label, its series laid end to end.
    `says` is the chart in one sentence, for whoever does not see it. A table with the same numbers
    follows every chart.
    """

    shape: ClassVar[str] = "chart"
    code: str
    kind: Literal["steps", "stacked"]
    caption: str
    says: str
    axis: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    lang: str
    days: tuple[date, ...] = ()
    marks: tuple[Mark, ...] = ()


Block = Heading | Paragraph | Table | Chart


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One number of a figure, by its path, with what it is called; None: it counts persons and is not told."""

    path: str
    name: str
    value: int | None


@dataclass(frozen=True, slots=True)
class FigureNote:
    """How a figure is counted, by which text, and how many rows of each origin stand behind it (None: not told, as they are persons).

    `rule` is the sentence by which its numbers are told, where some count persons.
    """

    code: str
    title: str
    definition: str
    source: str
    record: int | None
    derived: int | None
    reconstruction: int | None
    lines: tuple[FigureLine, ...]
    rule: str = ""


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """One line of the signature; a space is where the hand and the seal would go."""

    text: str
    kind: SignatureKind


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """One of several signatures, set two beside each other."""

    lines: tuple[SignatureLine, ...]


@dataclass(frozen=True, slots=True)
class Recipients:
    """Whom the document goes to; its last line is the archive copy."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report.

    `reconstruction` is the mark that stands on every page when a number rests on a reconstructed row,
    `reconstruction_sentence` what it means; both are empty when the record alone carries the report.
    `draft` is the mark of what nobody has approved yet, on every page too; `approved` says who drafted and
    who approved it when; one of the two is empty. `footnotes` hang on the title, in their order.
    `made_as_known_by` dates the files, so that the same figures give the same bytes. `figures` are all
    numbers that the text draws on. `identity` goes into the file's properties, for a document that comes back.
    `signatures` stand in place of recipients and signature where several sign. `scanned` is what a phone reads
    off the square beside the ledger's line.
    """

    lang: str
    file_name: str
    layout: Layout
    head: Head
    title: str
    abstract: str
    counted: str
    blocks: tuple[Block, ...]
    signature: tuple[SignatureLine, ...]
    recipients: Recipients
    appendices: tuple[Block, ...]
    footnotes: tuple[str, ...]
    reconstruction: str
    reconstruction_sentence: str
    ledger_line: str
    made_as_known_by: datetime
    figures: tuple[FigureNote, ...] = ()
    draft: str = ""
    draft_sentence: str = ""
    approved: str = ""
    identity: str = ""
    scanned: str = ""
    signatures: tuple[SignatureBlock, ...] = ()

    @property
    def marks(self) -> str:
        """What stands at the top of every page."""
        return " – ".join(mark for mark in (self.reconstruction, self.draft) if mark)

    @property
    def author(self) -> str:
        """The issuing body, as the head names it; "" where nobody issues it, as one's own file."""
        return self.head.left[0].text if self.head.left else ""

    @property
    def witness(self) -> tuple[str, ...]:
        """The lines at the end: approval, and the ledger's root."""
        return tuple(line for line in (self.approved, self.ledger_line) if line)

    @property
    def numbered_footnotes(self) -> tuple[tuple[int, str], ...]:
        """Footnotes with the numbers they are called by."""
        return tuple(enumerate(self.footnotes, start=1))
