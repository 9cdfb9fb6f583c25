"""`tusoi generate`: the invented country written as a campaign folder of text files."""

import csv
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from tusoi.exchange.columns import (
    CAMPAIGN_FILE,
    GROUPS,
    PEOPLE,
    REMEDIATION,
    REVIEWS,
    TOPICS,
    UNITS,
    Column,
    Kind,
    Sheet,
    columns_for,
)
from tusoi.exchange.country.rows import AS_OF, BLOCKS, BODY, DUE, OPENS, PREPARED_BY, Country, Row
from tusoi.exchange.reader import csv_name
from tusoi.exchange.workbooks import FolderNotEmpty
from tusoi.guidance.queries import guidance_set
from tusoi.values.pace import Pace, Progress
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording, same

LEAST_UNITS, MOST_UNITS, MOST_PEOPLE = 30, 1_000_000, 10_000_000
PEOPLE_EACH = 22
"""People of a unit, where nobody says how many: about as many as the real organisation has."""
GUIDANCE = "nqtw4-2012"


class NoSuchCountry(Refused):
    """A country that is too small, too large, or has fewer people than units."""


def write_country(
    folder: Path, *, units: int, people: int | None, seed: int, progress: Progress = lambda _: None
) -> Country:
    """Write a country into a folder that is new or empty; all of it or nothing. The same seed gives the same bytes.

    Raises:
        NoSuchCountry: no country has so many units or people.
        FolderNotEmpty: the folder holds something already.
        OSError: it cannot be written; nothing of it stays.
    """
    people = units * PEOPLE_EACH if people is None else people
    _refuse_sizes(units, people)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderNotEmpty(folder)
    country = Country(units, people, seed, len(guidance_set(GUIDANCE).criteria))
    part = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    try:
        _write(part, country, progress)
        part.replace(folder)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    return country


def _refuse_sizes(units: int, people: int) -> None:
    if not LEAST_UNITS <= units <= MOST_UNITS:
        raise NoSuchCountry(_UNITS.filled(least=LEAST_UNITS, most=MOST_UNITS, asked=units))
    if not units <= people <= MOST_PEOPLE:
        raise NoSuchCountry(_PEOPLE.filled(least=units, most=MOST_PEOPLE, asked=people))


def _write(folder: Path, country: Country, progress: Progress) -> None:
    (folder / CAMPAIGN_FILE).write_text(_terms(country), encoding="utf-8", newline="\n")
    (folder / "README.md").write_text(_readme(country), encoding="utf-8", newline="\n")
    for sheet, rows, total in (
        (UNITS, country.unit_rows(), country.units),
        (PEOPLE, country.people_rows(), country.people),
        (GROUPS, country.group_rows(), country.sizes[1]),
        (TOPICS, country.topic_rows(), country.units // 50),
        (
            REVIEWS,
            country.review_rows(),
            country.units * min(4, 1 + country.people // country.units),
        ),
        (REMEDIATION, country.item_rows(), country.units // 30),
    ):
        name = csv_name(sheet)
        with Pace(_WRITING.filled(file=same(name)), total, progress) as pace:
            _write_rows(folder / name, sheet, country.criteria, pace.each(rows))


def _write_rows(file: Path, sheet: Sheet, criteria: int, rows: Iterator[Row]) -> None:
    columns = columns_for(sheet, criteria)
    with file.open("w", encoding="utf-8", newline="") as text:
        lines = csv.writer(text, lineterminator="\n")
        lines.writerow(column.heading.vi for column in columns)
        for row in rows:
            lines.writerow([_cell(column, row) for column in columns])


def _cell(column: Column, row: Row) -> str:
    """A value as a .csv holds it; every row is marked as reconstructed."""
    value = "reconstruction" if column.key == "origin" else row.get(column.key)
    if value is None:
        return ""
    if column.kind is Kind.WORD:
        return column.words[str(value)].vi if value else ""
    return value.isoformat() if isinstance(value, date) else str(value)


def _terms(country: Country) -> str:
    blocks = "\n".join(
        f'[[block]]\ncode = "{code}"\nname_vi = "{name.vi}"\nname_en = "{name.en}"\n'
        for code, name in zip(BLOCKS, _BLOCK_NAMES, strict=True)
    )
    return _TERMS.format(
        units=country.units,
        people=country.people,
        seed=country.seed,
        opens=OPENS,
        prepared=PREPARED_BY,
        from_=date.fromordinal(PREPARED_BY.toordinal() + 1),
        as_of=AS_OF,
        due=DUE,
        guidance=GUIDANCE,
        blocks=blocks,
        body=BODY,
    )


def _readme(country: Country) -> str:
    sizes = " · ".join(f"{size:,}".replace(",", ".") for size in country.sizes)
    return _README.format(
        units=country.units, people=country.people, seed=country.seed, sizes=sizes
    )


_BLOCK_NAMES = (
    Wording(vi="Khối địa phương (bịa)", en="Localities (invented)"),
    Wording(vi="Khối cơ quan (bịa)", en="Agencies (invented)"),
    Wording(vi="Khối sự nghiệp (bịa)", en="Public services (invented)"),
    Wording(vi="Khối doanh nghiệp (bịa)", en="Enterprises (invented)"),
)
_TERMS = """\
# SỐ LIỆU BỊA, do máy sinh để tập dùng và đo; không nói về nơi nào, tổ chức nào, người nào có thật.
# INVENTED by a program, to practise on and to measure with; about no real place, body or person.
# tusoi generate FOLDER --units {units} --people {people} --seed {seed}

code = "nuoc-gia-dinh"
title_vi = "[SỐ LIỆU BỊA] Đợt kiểm điểm của một nước giả định"
title_en = "[INVENTED] A round of reviews in an invented country"
as_of = {as_of}
due_on = {due}
guidance_set = "{guidance}"

[host]
code = "nuoc-gia-dinh"
name_vi = "Ban Giả Định Trung ương (bịa)"
name_en = "The Invented Central Committee"
place_vi = "Nước Giả Định"
place_en = "An invented country"
unit = "TW"

[[period]]
name_vi = "Chuẩn bị (bịa)"
name_en = "Preparation (invented)"
from = {opens}
to = {prepared}

[[period]]
name_vi = "Kiểm điểm từ cơ sở lên (bịa)"
name_en = "Reviews from the grassroots up (invented)"
from = {from_}
to = {due}

{blocks}
[[body]]
code = "{body}"
name_vi = "Ban Giả Định (bịa)"
name_en = "The Invented Board"
"""
_README = """\
# SỐ LIỆU BỊA

Thư mục này do máy sinh ra để tập dùng và để đo phần mềm. **Mọi đơn vị, chức vụ, ngày, kết luận đều là bịa**; không dòng nào nói về
một nơi, một tổ chức hay một người có thật, và không ai có tên. Đừng nạp vào cơ sở dữ liệu của một đợt thật.

{units} đơn vị ở năm cấp ({sizes}), {people} người; hạt giống {seed}: cùng lệnh cho cùng từng byte.

# INVENTED

A program made this folder, to practise on and to measure with. **Every unit, post, day and verdict is invented**; no row is about
a real place, body or person, and nobody has a name. Do not load it into the database of a real campaign.

{units} units in five levels ({sizes}), {people} people; seed {seed}: the same command gives the same bytes.

```
tusoi generate FOLDER --units {units} --people {people} --seed {seed}
tusoi load FOLDER --by NAME
```
"""
_WRITING = Wording(vi="đang viết {file}", en="writing {file}")
_UNITS = Wording(
    vi="Một nước giả định có từ {least} đến {most} đơn vị, không phải {asked}.",
    en="An invented country has {least} to {most} units, not {asked}.",
)
_PEOPLE = Wording(
    vi="Với số đơn vị ấy cần từ {least} đến {most} người (mỗi đơn vị ít nhất một người đứng đầu), không phải {asked}.",
    en="With so many units it has {least} to {most} people (each unit has a head at least), not {asked}.",
)
