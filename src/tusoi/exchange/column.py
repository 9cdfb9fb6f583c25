"""What a column and a workbook are, and the words that several workbooks share."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tusoi.values.wording import Wording


class Kind(StrEnum):
    """What a cell of a column holds."""

    CODE = "code"
    CODES = "codes"
    POST = "post"
    POSTS = "posts"
    DAY = "day"
    DAYS = "days"
    WORD = "word"
    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its headings, what a cell holds, whether it must be filled, and a sentence of help.

    `words` maps a code to the word written in the cell. A column with `per_criterion` stands once for
    every criterion of the campaign's guidance set; `{n}` in its heading is the criterion's number.
    """

    key: str
    heading: Wording
    kind: Kind
    help: Wording
    required: bool = False
    words: Mapping[str, Wording] = field(default_factory=dict)
    per_criterion: bool = False
    example: str | int = ""
    may_be_absent: bool = False
    """Whether a workbook may do without this heading."""
    may_lie_ahead: bool = False
    """Whether a day of this column may lie after the return's `as_of`: a due day, not a thing done."""
    may_be_silent: bool = True
    """Whether "not stated" is an answer here; never in the row's key."""
    longest: int = 2_000
    """How many characters a text may have."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One workbook: data on its first sheet, headings in row 1. `row_key` names the columns that tell rows apart."""

    file: str
    title: Wording
    help: Wording
    columns: tuple[Column, ...]
    row_key: tuple[str, ...]
    required: bool = False
    several_rows_per_key: bool = False

    def column(self, key: str) -> "Column":
        """The column of that key."""
        return next(column for column in self.columns if column.key == key)


ORIGINS = {
    "record": Wording(vi="văn bản", en="record"),
    "derived": Wording(vi="suy ra", en="derived"),
    "reconstruction": Wording(vi="dựng lại", en="reconstruction"),
}
YES_NO = {"yes": Wording(vi="có", en="yes"), "no": Wording(vi="không", en="no")}
WITHDRAWN = {"withdrawn": Wording(vi="rút lại", en="withdrawn")}


def column(
    key: str,
    vi: str,
    en: str,
    kind: Kind,
    help_vi: str,
    help_en: str,
    *,
    required: bool = False,
    words: Mapping[str, Wording] | None = None,
    per_criterion: bool = False,
    example: str | int = "",
    may_be_absent: bool = False,
    may_lie_ahead: bool = False,
    may_be_silent: bool = True,
    longest: int = 2_000,
) -> Column:
    return Column(
        key=key,
        heading=Wording(vi=vi, en=en),
        kind=kind,
        help=Wording(vi=help_vi, en=help_en),
        required=required,
        words=words or {},
        per_criterion=per_criterion,
        example=example,
        may_be_absent=may_be_absent,
        may_lie_ahead=may_lie_ahead,
        may_be_silent=may_be_silent,
        longest=longest,
    )


def closing() -> tuple[Column, ...]:
    """The three columns that close every sheet: where the row comes from, what it cites, whether it is withdrawn."""
    return (
        column(
            "origin",
            "Nguồn",
            "Origin",
            Kind.WORD,
            "Dòng này lấy từ đâu: văn bản ghi, suy ra từ văn bản, hay dựng lại để minh họa.",
            "Where the row comes from: stated by a record, derived from one, or reconstructed.",
            required=True,
            words=ORIGINS,
            example="văn bản",
        ),
        column(
            "citation",
            "Trích dẫn",
            "Citation",
            Kind.TEXT,
            "Số hiệu, ngày của văn bản được dẫn, nếu có.",
            "Number and day of the document cited, if any.",
            may_be_absent=True,
            longest=400,
        ),
        column(
            "withdrawn",
            "Rút lại",
            "Withdrawn",
            Kind.WORD,
            "Ghi “rút lại” khi dòng đã báo trước đây không còn đúng và không có gì thay thế.",
            "Write “withdrawn” when a row told earlier no longer holds and nothing takes its place.",
            words=WITHDRAWN,
            may_be_absent=True,
        ),
    )
