"""docs/campaign-folder.md, printed from the declared columns:

python -m tusoi.exchange.folder_docs > docs/campaign-folder.md
"""

import sys

from tusoi.exchange.cells import LONGEST_LINE
from tusoi.exchange.columns import CAMPAIGN_FILE, SHEETS, Column, Kind, Sheet
from tusoi.exchange.workbooks import KINDS, NOT_STATED
from tusoi.guidance.queries import guidance_set, set_codes
from tusoi.values.wording import Wording

_SETS = ", ".join(
    f"`{code}` ({guidance_set(code).organisations.en})" for code in sorted(set_codes())
)
_NEVER_SILENT = ", ".join(
    f"“{column.heading.en}” of `{sheet.file}`"
    for sheet in SHEETS
    for column in sheet.columns
    if not column.may_be_silent
)
_INTRODUCTION = f"""\
# The campaign folder

An office keeps its campaign as one folder: the campaign's file `{CAMPAIGN_FILE}` and up to {len(SHEETS)} workbooks. This page is
printed from the program's own declaration of the columns (`src/tusoi/exchange/sheets/`); do not edit it by hand.

- `tusoi new FOLDER` writes blank workbooks with drop-down lists, a sheet that explains every column, and an example row.
- `tusoi load FOLDER --check` reports every fault at once, each with its file, sheet, row, column and how to mend it.
- `tusoi load FOLDER --by NAME` checks the whole folder, then loads all of it or nothing, as told by that account
  (`tusoi account add NAME` makes one).
- Every command speaks Vietnamese; with `--lang en` English.
- The same columns as a machine-readable schema: `tusoi.exchange.schema.schema()`.

## What holds in every workbook

**Where the data stands.** On the first sheet, headings in row 1, one row each, no title above, no second row of headings and no merged cells. Notes
go on later sheets, which are never read; rows on one under the workbook's own headings are refused, so that none is missing. Every heading of a workbook stands, also over a column whose cells may all be empty;
only those marked “may be absent” below may be left out. Headings are Vietnamese or English; their order is free, except that the unit's
code is column A of `don-vi.xlsx` and `kiem-diem.xlsx`. An optional workbook may be left out or keep its headings alone.

**Spreadsheet or text.** Each workbook may instead be a `.csv` of the same name (UTF-8, headings in the first line, columns
parted by commas, semicolons or tabs). A `.csv` renamed to `.xlsx` is refused, and so are formulas: paste values. So is
a workbook of another form under such a name (`ky-luat.xls`, `.xlsm`, `.ods`, `.numbers` …): open it and save it as `.xlsx`.
So is one whose name is written otherwise (`Ky-Luat.xlsx`, `kỷ luật.xlsx`, `kyluat.xlsx`, `ky-luat (1).xlsx`, `ky-luat.txt`) where the workbook itself is
not there, in a folder as in a zip: rename it. Of every other file that may hold rows and is not read a note says so.

**Empty or “{NOT_STATED.vi}”.** An *empty* cell says that it has not happened, or does not apply. *“{NOT_STATED.vi}”*
(“{NOT_STATED.en}”) says that it has happened, or exists, and the record is silent. It is refused in the
row's key, in columns that must be filled (a number excepted), and in these, which cannot keep it: {_NEVER_SILENT}. A day not stated holds as no later than the return's `as_of`, and what is not stated breaks no gate.

**Days.** A day is a real Excel date (shown as 05/11/2012); a date kept as text is refused, because text may mean another
day elsewhere. Only where a column takes several days do they stand as text in one cell, parted by semicolons:
`05/11/2012; 06/11/2012`. In a `.csv`, where all is text, a day is dd/mm/yyyy or yyyy-mm-dd.

**Codes** are of 40 characters at most, with at least one letter or digit. Spaces and the signs / | # ; , are refused, since
keys and lists are made of codes; capital and small letters make different codes (of two that nothing else tells apart a note says so).
Two codes of one workbook that only look alike, for a letter of another alphabet, are refused.

**Posts** are written by code, never by a person's name. Within the row's own unit the post's code is enough (`BT`);
elsewhere it is unit code/post code (`TU/UV01`). Several are parted by semicolons.

**Origin.** The column “Nguồn” says of every row where it comes from: *văn bản* (a record states it), *suy ra* (derived
from one), *dựng lại* (reconstructed). A report that rests on reconstructed rows says so on every page.

**Returns.** An office sends its folder again, whole, whenever it has something new. `tusoi load FOLDER --told-at
2012-11-16T17:00+07:00` keeps the moment at which a return was told; a return told before the last one is refused.
Nothing is overwritten: a corrected cell adds a fact that names the one it replaces, so that figures can be asked for as
they were known then. A row told once stays in the folder; one that no longer holds is marked *rút lại* in the column
“Rút lại”, and may be left out of the returns after that. A row that merely vanished is a fault. What was recorded on a page stands
though no return tells it; in `don-vi.xlsx` and `nhan-su.xlsx` a row so marked takes back one of the same code and first day.

**Several rows for one code.** In `don-vi.xlsx` and `nhan-su.xlsx` a code may stand on several rows, each for its own
stretch of days (“Từ ngày”, “Đến ngày”, both included); the rows of one code may not overlap, nor may one overlap a row of its code that
was recorded on a page; of one that another campaign of the host told a note says so. A row ends on the day before a unit above it comes under another
parent, and a further row begins with that day: one row tells one place in the tree.

## `{CAMPAIGN_FILE}`

Plain text (TOML, in UTF-8), with these keys. What ends in `_en` may be left out, and the Vietnamese stands in its place; so may the names of
periods, the place and the host's unit. A text has {LONGEST_LINE} characters at most.

| Key | Meaning |
|---|---|
| `code` | The campaign's code: plain letters, digits, hyphens; it never changes |
| `title_vi`, `title_en` | Its title |
| `as_of` | The day this return counts up to |
| `recorded_until` | Written by an export where something was recorded by hand on a later day than `as_of`: days up to it may stand in the workbooks; optional |
| `due_on` | The day by which every review is due |
| `guidance_set` | The texts, topics, signs and kinds of givers the campaign rests on: {_SETS} |
| `previous` | The code of the campaign before this one: a unit's file opens with what it promised then; optional |
| `remedy_plan_days` | Within how many days of the verdict a unit owes its remedy plan; optional, 15 |
| `[host]` `code`, `name_vi`, `name_en` | Who holds the campaign |
| `[host]` `place_vi`, `place_en` | The place, as it heads a report |
| `[host]` `unit` | The host's own code in `don-vi.xlsx` |
| `[[period]]` `name_vi`, `name_en`, `from`, `to` | The campaign's periods, at least one; it opens on the earliest `from` |
| `[[block]]` `code`, `name_vi`, `name_en` | The blocks that progress is counted by |
| `level` | The level of its reviews, where the guidance has topics of a level alone: a scope of its topics, such as `"grassroots"`; optional |
| `[cascade]` `of`, `under` | Of a campaign below another: that campaign's code, and the unit of it under which this one's units stand; optional |
| `[cascade]` `direction` | Which level holds its reviews first: `"top_down"` (the unit above) or `"bottom_up"` (the units below) |
| `[cascade]` `order` | `"held"`: a session out of that order is refused on the pages and counted as a breach where a return tells it; `"open"`: nobody looks at the order. `"held"` if left out |
| `[cascade]` `topics` | The codes of all topics it reviews, held against those of the campaign above and the guidance's, none of which may be left out; optional |
| `[[topic]]` `code`, `name_vi`, `name_en` | Topics that the campaign adds to the guidance's; a campaign below reviews them too. None told once may be left out of a later return |
| `[[topic]]` `evidence` | The kinds of evidence units are asked for on it: `["reception_day", "dialogue", "residence_remark", "other"]`; optional |
| `[[body]]` `code`, `name_vi`, `name_en` | The bodies that decide on discipline and suggest topics |
| `[printed]` `source_vi`, `source_en`, `as_of` | The document whose figures are compared, and the day it counts up to; optional |
| `[printed.figures]` `"NAME" = VALUE` | A figure as it is printed: `"units_reviewed" = "133/136"`, `"working_groups.count" = 40`, `"x" = "11/12 = 91,67%"`; with a source of its own `"x" = {{ value = 6, source_vi = "…", source_en = "…" }}`. The names stand in [rulebook/figures.md](rulebook/figures.md) |
| `[supervision]` `reply_days`, `publication_days`, `second_reading_percent`, `served_months` | For how many days a unit may reply to a verdict (7), after how many an uncured criticism may be published (30), which share of the verdicts is read again (10), for how many months whoever left a unit judges nothing there (36); optional |
| `[discipline]` `reply_days`, `appeal_months`, `settle_days` | Of a case: the least days a notice gives for a reply (10; never fewer), the months for an appeal (1; never fewer), the days in which an appeal should be settled (90; at most 180, shown only); optional |

**Guidance of your own.** Copy `src/tusoi/guidance/catalogue/noi-bo-2026` beside it under a code of its own, give `set.toml` that code, and
write your texts, topics (`topics.toml`), signs (`criteria.toml`), kinds of givers (`voices.toml`) and forms: reports and pages speak in them.

The program says of every printed figure whether its own count *agrees* or *differs*.
"""


def lines(lang: str = "en") -> list[str]:
    """The page line by line; it is one document, in English, with both headings of every column."""
    printed = _INTRODUCTION.splitlines()
    for sheet in SHEETS:
        printed += ["", *_sheet_lines(sheet, lang)]
    return printed


def _sheet_lines(sheet: Sheet, lang: str) -> list[str]:
    kept = (
        Wording(vi="bắt buộc", en="required") if sheet.required else Wording("tùy chọn", "optional")
    )
    several = "; a key may stand on several rows" if sheet.several_rows_per_key else ""
    keys = ", ".join(f"“{sheet.column(key).heading.vi}”" for key in sheet.row_key)
    return [
        f"## `{sheet.file}` – {sheet.title.vi} ({sheet.title.en})",
        "",
        sheet.help.in_(lang),
        "",
        f"Workbook: {kept.in_(lang)}. Rows are told apart by {keys}{several}.",
        "",
        "| Tiêu đề | Heading | Required | What to write | Kind of cell | Words allowed | Example |",
        "|---|---|---|---|---|---|---|",
        *(_row(column, lang) for column in sheet.columns),
    ]


def _row(column: Column, lang: str) -> str:
    number = {"n": "1…n"} if column.per_criterion else {}
    heading = column.heading.filled(**number)
    help_text = column.help.filled(**number) if number else column.help
    cells = (
        heading.vi,
        heading.en,
        "yes" if column.required else "may be absent" if column.may_be_absent else "",
        help_text.in_(lang),
        KINDS[column.kind].in_(lang),
        "; ".join(_both(word) for word in column.words.values()),
        f"`{column.example}`" if column.example != "" else _shape(column.kind),
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _both(word: Wording) -> str:
    return f"{word.vi} ({word.en})"


def _shape(kind: Kind) -> str:
    return {Kind.DAY: "`05/11/2012`", Kind.DAYS: "`05/11/2012; 06/11/2012`"}.get(kind, "")


def main() -> None:
    """Print the page."""
    sys.stdout.write("\n".join(lines()) + "\n")


if __name__ == "__main__":
    main()
