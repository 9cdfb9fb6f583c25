"""The sheets that make every number followable: all figures, and how each is counted."""

from tusoi.figures.disclosure.words import HIDDEN
from tusoi.reports.workbook.sheets import Book, Value
from tusoi.values.wording import Wording


def add_figures(book: Book) -> None:
    """Every number of every figure, with the path by which the program is asked for the rows behind it."""
    sheet = book.sheet(book.say(_FIGURES))
    sheet.write_string(0, 0, book.say(_FIGURES), book.title)
    rows: list[list[Value]] = [
        [note.title, line.name, HIDDEN if line.value is None else line.value, line.path]
        for note in book.document.figures
        for line in note.lines
    ]
    book.table(sheet, 2, [book.say(head) for head in (_FIGURE, _PART, _VALUE, _PATH)], rows)
    sheet.freeze_panes(3, 0)


def add_definitions(book: Book) -> None:
    """Each figure's definition, source, and the rows of each origin that it rests on."""
    sheet = book.sheet(book.say(_COUNTED))
    sheet.write_string(0, 0, book.say(_COUNTED), book.title)
    rows: list[list[Value]] = [
        [
            note.title,
            f"{note.definition} {note.rule}".strip(),
            note.source,
            *(
                HIDDEN if count is None else count
                for count in (note.record, note.derived, note.reconstruction)
            ),
        ]
        for note in book.document.figures
    ]
    heads = (_FIGURE, _DEFINITION, _SOURCE, _RECORD, _DERIVED, _REBUILT)
    book.table(sheet, 2, [book.say(head) for head in heads], rows)
    sheet.freeze_panes(3, 0)


_FIGURES = Wording(vi="Số liệu", en="Figures")
_COUNTED = Wording(vi="Cách tính", en="How counted")
_FIGURE = Wording(vi="Số liệu", en="Figure")
_PART = Wording(vi="Phần", en="Part")
_VALUE = Wording(vi="Giá trị", en="Value")
_PATH = Wording(vi="Mã tra cứu", en="Path")
_DEFINITION = Wording(vi="Cách tính", en="Definition")
_SOURCE = Wording(vi="Nguồn", en="Source")
_RECORD = Wording(vi="Hàng: văn bản", en="Rows: record")
_DERIVED = Wording(vi="Hàng: suy ra", en="Rows: derived")
_REBUILT = Wording(vi="Hàng: dựng lại", en="Rows: rebuilt")
