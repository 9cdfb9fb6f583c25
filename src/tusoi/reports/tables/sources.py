"""What a table is made from, and the few words that all tables share."""

from collections.abc import Sequence
from dataclasses import dataclass

from tusoi.figures.figure_set import FigureSet
from tusoi.figures.pieces import ROWS_KEPT
from tusoi.guidance.sets import GuidanceSet
from tusoi.reports.document import Align, Cell, Column, Number, Paragraph, TableRow
from tusoi.reports.numbers import Numbers
from tusoi.values.share import show_number
from tusoi.values.wording import Wording

TOTAL = Wording(vi="Cộng", en="Total")
SHARE_OF_ALL = Wording(vi="Tỷ lệ", en="Per cent")
CODE = Wording(vi="Mã", en="Code")
UNIT = Wording(vi="Đơn vị", en="Unit")
_TOO_MANY = Wording(
    vi="Có {count} dòng, nhiều hơn {most} nên văn bản này không kê từng dòng. Danh sách có ở trang Số liệu của đợt, số “{title}”, tính đến hết ngày {day}.",
    en="There are {count} lines, more than {most}, so this text does not name each. They stand on the campaign's page Figures, under “{title}”, as of the end of {day}.",
)


@dataclass(frozen=True, slots=True)
class Sources:
    """One day's figures, their numbers in one language, and the set they rest on."""

    figures: FigureSet
    numbers: Numbers
    guidance: GuidanceSet
    lang: str

    def say(self, wording: Wording) -> str:
        """A wording in the report's language."""
        return wording.in_(self.lang)

    def columns(self, *columns: tuple[Wording, int, Align]) -> tuple[Column, ...]:
        """Columns from their titles, shares of the width and alignment."""
        return tuple(Column(self.say(title), share, align) for title, share, align in columns)

    def too_many(self, path: str) -> tuple[Paragraph]:
        """What stands where a table would be longer than anybody reads: how many lines, and where they are."""
        said = _TOO_MANY.filled(
            count=show_number(self.numbers.value(path), self.lang),
            most=show_number(ROWS_KEPT, self.lang),
            title=self.figures.definition(path.split(".")[0]).title,
            day=self.figures.as_of,
        )
        return (Paragraph(self.say(said)),)

    def nothing(self, sentence: Wording) -> tuple[Paragraph]:
        """What stands where a table would be empty."""
        return (Paragraph(self.say(sentence)),)


def row(*cells: Cell, strong: bool = False) -> TableRow:
    """A table row from its cells."""
    return TableRow(cells, strong=strong)


def numbered(lines: Sequence[tuple[Cell, ...]]) -> tuple[TableRow, ...]:
    """Rows with a running number in front."""
    return tuple(
        TableRow((Number(str(place), place), *cells)) for place, cells in enumerate(lines, start=1)
    )


def upper_first(text: str) -> str:
    """A wording that stands alone in a cell: its first letter capital."""
    return text[:1].upper() + text[1:]
