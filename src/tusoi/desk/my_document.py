"""What is held about one reader as a document, so that it can be read, printed and kept without this program."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from tusoi.desk.my_file import MyFile, Said, SeatFile
from tusoi.guidance.queries import guidance_set, set_codes
from tusoi.reports.document import (
    Block,
    Column,
    Document,
    Head,
    Heading,
    HeadLine,
    Paragraph,
    Recipients,
    Table,
    TableRow,
)
from tusoi.reports.form import load_form
from tusoi.values.day import When, show_day
from tusoi.values.origin import UNDATED
from tusoi.values.wording import Wording


def my_document(file: MyFile, lang: str, *, made: datetime) -> Document:
    """The file in one language; every page says whose it is by its title."""
    return Document(
        lang=lang,
        file_name="ho-so-cua-toi",
        layout=load_form(guidance_set(set_codes()[0])).layout,
        head=Head(left=(HeadLine("Tự Soi", "issuer"),), right=(HeadLine(file.name, "place"),)),
        title=_TITLE.in_(lang),
        abstract=file.name,
        counted=_MADE.filled(name=file.name, day=file.day).in_(lang),
        blocks=tuple(_blocks(file, lang)),
        signature=(),
        recipients=Recipients(title="", lines=()),
        appendices=(),
        footnotes=(),
        reconstruction="",
        reconstruction_sentence="",
        ledger_line="",
        made_as_known_by=made,
    )


def _blocks(file: MyFile, lang: str) -> Iterator[Block]:
    yield Heading(_ACCOUNT.in_(lang))
    yield Paragraph(f"{_EMAIL.in_(lang)}: {file.email or _NO_ADDRESS.in_(lang)}")
    rows = [
        (
            one.role.in_(lang),
            one.over.in_(lang),
            show_day(one.period.since, lang),
            show_day(one.period.until, lang) if one.period.until else "–",
        )
        for one in file.roles
    ]
    if rows:
        yield _table(_ROLES.in_(lang), [one.in_(lang) for one in _OF_ROLES], rows)
    for seat in file.seats:
        yield from _seat(seat, lang)


def _seat(one: SeatFile, lang: str) -> Iterator[Block]:
    yield Heading(f"{one.post.title}, {one.unit_name} ({one.post.reference})")
    yield Paragraph(one.campaign.title.in_(lang), kind="note")
    for section in one.sections:
        if section.said:
            yield Heading(section.title.in_(lang), level=2)
            for said in section.said:
                yield from _said(said, lang)
    if one.silent:
        silent = "; ".join(section.title.in_(lang) for section in one.silent)
        yield Paragraph(f"{_SILENT.in_(lang)}: {silent}.", kind="note")
    rows = [(one.name, one.what.in_(lang), show_day(one.day, lang)) for one in one.readings]
    if rows:
        yield _table(_READ.in_(lang), [one.in_(lang) for one in _OF_READINGS], rows)


def _said(said: Said, lang: str) -> Iterator[Block]:
    beside = said.beside.in_(lang) if said.beside else ""
    about = " · ".join(filter(None, (_when(said.when, lang), said.by.in_(lang), beside)))
    yield Paragraph(about, kind="note")
    for line in filter(None, said.text.in_(lang).splitlines()):
        yield Paragraph(line)


def _when(when: When, lang: str) -> str:
    if when.stated:
        return show_day(when.day, lang)
    return UNDATED.filled(day=when.day).in_(lang)


def _table(caption: str, titles: Sequence[str], rows: Sequence[tuple[str, ...]]) -> Table:
    columns = tuple(Column(title, 1) for title in titles)
    return Table(caption=caption, columns=columns, rows=tuple(TableRow(one) for one in rows))


_TITLE = Wording(vi="HỒ SƠ CỦA TÔI", en="MY FILE")
_MADE = Wording(
    vi="Mọi điều phần mềm giữ về {name}, lập ngày {day}, chỉ cho chính người ấy.",
    en="Everything that this software holds about {name}, put together on {day}, for that person alone.",
)
_ACCOUNT = Wording(vi="Tài khoản và vai trò", en="Account and roles")
_EMAIL = Wording(vi="Thư nhắc hằng tuần gửi đến", en="Weekly mail goes to")
_NO_ADDRESS = Wording(vi="chưa ghi địa chỉ", en="no address given")
_ROLES = Wording(vi="Vai trò, kể cả vai trò đã kết thúc", en="Roles, those that ended among them")
_OF_ROLES = (
    Wording(vi="Vai trò", en="Role"),
    Wording(vi="Phạm vi", en="Over"),
    Wording(vi="Từ ngày", en="From"),
    Wording(vi="Đến ngày", en="Until"),
)
_SILENT = Wording(vi="Chưa có gì ghi trong các mục", en="Nothing is on record under")
_READ = Wording(vi="Ai đã mở đọc", en="Who opened it")
_OF_READINGS = (
    Wording(vi="Người đọc", en="Reader"),
    Wording(vi="Đọc gì", en="What"),
    Wording(vi="Ngày", en="Day"),
)
