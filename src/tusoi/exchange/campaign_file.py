"""The campaign's own file, `dot-kiem-diem.toml`: read, checked key by key, every fault at once."""

import difflib
import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from tusoi.campaigns.cascade import ORDERS, AddedTopic, Cascade, Direction
from tusoi.discipline.rules.terms import SETTINGS as OF_CASES
from tusoi.exchange.cells import LONGEST_LINE, YEARS, year_slip
from tusoi.exchange.columns import CAMPAIGN_FILE
from tusoi.exchange.faults import Findings, Place, Problem, shortened
from tusoi.exchange.problems import campaign_file as problems
from tusoi.exchange.problems.folder import FILE_MISSING, NOT_A_FILE
from tusoi.figures.printed import PrintedUnreadable, check_readable
from tusoi.figures.queries import figure_paths
from tusoi.guidance.queries import UnknownGuidance, guidance_set
from tusoi.guidance.sets import EvidenceKind, GuidanceSet
from tusoi.supervision.settings import SETTINGS
from tusoi.text.forms import is_no_text, tidy
from tusoi.values.setting import Settings
from tusoi.values.share import show_number
from tusoi.values.wording import Wording, same

CODE = r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}"
SIZE_LIMIT_KIB = 1024
RECORDED_UNTIL = "recorded_until"
PREVIOUS = "previous"
"""The key by which a campaign names the one before it."""
REMEDY_PLAN_DAYS = "remedy_plan_days"
"""The key that says within how many days of the verdict a remedy plan is owed."""
_LARGEST_NUMBER = 2**53 - 1
"""What every reader of JSON takes for the same whole number."""


@dataclass(frozen=True, slots=True)
class CampaignFile:
    """The file as read. `content` is what the terms keep: text, numbers, lists and mappings, days as ISO text.

    Where the file has faults, what could not be read is empty, and `as_of` the last day there is: the
    workbooks can then be checked all the same.

    `cascade` is the campaign's place below another (None: it stands by itself), `topics` the codes of those it adds,
    `topics_listed` those it says it reviews where it says so.

    `recorded_until` is the last day that was recorded by hand after `as_of`: an export names it, so that its
    workbooks, which hold such days, load again. It is no part of the terms.
    """

    code: str
    host: str
    host_unit: str
    as_of: date
    due_on: date
    opens_on: date
    guidance_set: str
    criteria: int
    blocks: tuple[str, ...]
    bodies: tuple[str, ...]
    content: Mapping[str, Any]
    recorded_until: date = date.min
    level: str = ""
    cascade: Cascade | None = None
    topics: tuple[AddedTopic, ...] = ()
    topics_listed: tuple[str, ...] | None = None

    @property
    def last_done_on(self) -> date:
        """The last day on which what the workbooks tell can have happened."""
        return max(self.as_of, self.recorded_until)


_SHOWN = 60
_A_LIST = Wording(vi="một danh sách", en="a list")
_A_TABLE = Wording(vi="một mục có mục con", en="a table")
_TEXT = Wording(
    vi=f"một dòng chữ, tối đa {LONGEST_LINE} ký tự",
    en=f"a text of {LONGEST_LINE} characters at most",
)
_DAY = Wording(
    vi="một ngày viết như 2012-12-17, không có dấu nháy",
    en="a day written like 2012-12-17, without quotes",
)
_A_NEAR_DAY = Wording(
    vi=f"một ngày từ năm {YEARS[0]} đến năm {YEARS[-1]} (năm {{year}}: {{slip}})",
    en=f"a day from {YEARS[0]} to {YEARS[-1]} (of the year {{year}}, {{slip}})",
)
_A_CODE = Wording(
    vi="một mã 1-40 ký tự: chữ không dấu, số, gạch nối, gạch dưới, dấu chấm",
    en="a code of 1-40 plain letters, digits, hyphens, underscores, dots",
)
_ANOTHER_CODE = Wording(vi="mã của một đợt khác", en="the code of another campaign")
_DAYS = Wording(vi="số ngày, từ 1 đến 366", en="a number of days, from 1 to 366")
_MOST_DAYS = 366
_NOT_BEFORE_IT_OPENS = Wording(
    vi="một ngày không trước ngày mở đợt ({day})", en="a day not before the campaign opens ({day})"
)
_PLAIN = Wording(
    vi="chữ đọc được, không có ký tự điều khiển; số nguyên không quá 2^53",
    en="text without control characters, whole numbers within 2^53",
)
_WITHIN = Wording(
    vi="một số nguyên từ {least} đến {most}", en="a whole number from {least} to {most}"
)
_WORDS = Wording(vi="một trong các từ: {words}", en="one of: {words}")
_A_LEVEL = Wording(
    vi="một cấp mà bộ hướng dẫn nêu: {levels}", en="a level the guidance tells of: {levels}"
)
_ANOTHER = Wording(vi="mã của một đợt khác", en="the code of another campaign")
_CODES = Wording(vi="một danh sách mã nội dung", en="a list of codes of topics")
_KINDS = Wording(
    vi="một danh sách các từ: " + ", ".join(EvidenceKind),
    en="a list of: " + ", ".join(EvidenceKind),
)
_LIST = Wording(vi="ít nhất một mục [[{key}]]", en="at least one [[{key}]]")

_TOP = {
    "code",
    "title_vi",
    "title_en",
    "as_of",
    RECORDED_UNTIL,
    "due_on",
    "guidance_set",
    PREVIOUS,
    REMEDY_PLAN_DAYS,
    "host",
    "period",
    "level",
    "cascade",
    "topic",
    "block",
    "body",
    "printed",
    "supervision",
    "discipline",
}
_INNER = {
    "host": {"code", "name_vi", "name_en", "place_vi", "place_en", "unit", "symbol"},
    "period": {"name_vi", "name_en", "from", "to"},
    "block": {"code", "name_vi", "name_en"},
    "body": {"code", "name_vi", "name_en"},
    "printed": {"source_vi", "source_en", "as_of", "figures"},
    "supervision": set(SETTINGS),
    "discipline": set(OF_CASES),
    "cascade": {"of", "under", "direction", "order", "topics"},
    "topic": {"code", "name_vi", "name_en", "evidence"},
}
_PRINTED_FIGURE = {"value", "source_vi", "source_en", "as_of"}
_OPTIONAL_TEXTS = (
    "title_en",
    "name_en",
    "place_vi",
    "place_en",
    "unit",
    "symbol",
    "source_vi",
    "source_en",
)


UNREAD = CampaignFile(
    code="",
    host="",
    host_unit="",
    as_of=date.max,
    due_on=date.max,
    opens_on=date.min,
    guidance_set="",
    criteria=0,
    blocks=(),
    bodies=("",),
    content={},
)
"""Stands for a file that is no TOML, so that the workbooks are checked all the same."""


def read_campaign_file(folder: Path, findings: Findings) -> CampaignFile | None:
    """The campaign file of a folder, as far as it can be read; None if it is no TOML. Faults go to `findings`."""
    path = folder / CAMPAIGN_FILE
    if not path.is_file():
        problem = NOT_A_FILE if path.is_symlink() or path.exists() else FILE_MISSING
        findings.add(problem.filled(file=CAMPAIGN_FILE), Place(CAMPAIGN_FILE))
        return None
    size = path.stat().st_size // 1024
    if size > SIZE_LIMIT_KIB:
        problem = problems.TOML_TOO_LARGE.filled(size=size, limit=SIZE_LIMIT_KIB)
        findings.add(problem, Place(CAMPAIGN_FILE))
        return None
    raw = _parsed(path, findings)
    return None if raw is None else _Reader(raw, findings).read()


def _parsed(path: Path, findings: Findings) -> Mapping[str, Any] | None:
    """The file as TOML; None, with the fault told, where it is none."""
    place = Place(CAMPAIGN_FILE)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        findings.add(problems.TOML_NOT_UTF8, place)
        return None
    lines = text.split("\n")
    try:
        if any(line.count(".") > _DEEPEST and _DOTTED.match(line) for line in lines):
            raise RecursionError  # the reader would take hours over keys of a hundred thousand parts
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line, reason = _hidden_sign(error, lines) or _reason(error)
        written = lines[line - 1] if line else ""
        where = replace(place, row=line or None)
        findings.add(problems.BROKEN_TOML.filled(reason=reason), where, written)
    except (ValueError, RecursionError) as error:
        reason = _TOO_DEEP if isinstance(error, RecursionError) else _NO_SUCH_NUMBER
        findings.add(problems.BROKEN_TOML.filled(reason=reason), place)
    return None


def campaign_code(folder: Path) -> str:
    """The code the campaign file of a folder names; "" where it cannot be read."""
    return (read_campaign_file(folder, Findings()) or UNREAD).code


def _hidden_sign(
    error: tomllib.TOMLDecodeError, lines: Sequence[str]
) -> tuple[int, Wording] | None:
    """Where the file is no TOML for a sign that looks like a plain space, or like nothing; None where it is for another."""
    found = _AT.search(str(error))
    if found is None:
        return None
    line, start = map(int, found.groups())
    word = _UP_TO_A_SPACE.match(lines[line - 1], start - 1)
    for column, sign in enumerate(word[0] if word else "", start=start):
        if unicodedata.category(sign) in _SHOWS_NOTHING:
            name = _NO_BREAK if sign in "\u00a0\u202f" else _HIDDEN
            reason = _HIDDEN_SIGN.filled(name=name, sign=f"U+{ord(sign):04X}")
            return line, _IN_LINE.filled(line=line, column=column, reason=reason)
    return None


def _reason(error: tomllib.TOMLDecodeError) -> tuple[int, Wording]:
    """In which line the file is no TOML (0: at its end), and why, out of what the reader of TOML says in English alone."""
    said = str(error)
    found = _AT.search(said)
    reason = next((why for begins, why in _WHY if said.startswith(begins)), _NO_ENTRY)
    if found is None:
        return 0, _AT_THE_END.filled(reason=reason)
    line, column = map(int, found.groups())
    return line, _IN_LINE.filled(line=line, column=column, reason=reason)


_AT = re.compile(r"\(at line (\d+), column (\d+)\)$")
_IN_LINE = Wording(
    vi="dòng {line}, cột {column}: {reason}", en="line {line}, column {column}: {reason}"
)
_AT_THE_END = Wording(vi="ở cuối tệp: {reason}", en="at its end: {reason}")
_UP_TO_A_SPACE = re.compile(r"""[^ \t"'#]*""")
_SHOWS_NOTHING = ("Zs", "Zl", "Zp", "Cf")
_HIDDEN = Wording(vi="ký tự ẩn", en="a hidden sign")
_NO_BREAK = Wording(vi="dấu cách không ngắt", en="a no-break space")
_HIDDEN_SIGN = Wording(
    vi="ở đây có {name} ({sign}), thường theo vào khi chép từ Word hay trang web; xóa nó và gõ lại dấu cách thường",
    en="here stands {name} ({sign}), as comes along when text is copied from Word or a web page; delete it and type a plain space",
)
_TWICE = Wording(
    vi="mục này đã có ở phía trên, mỗi mục chỉ một lần",
    en="what stands here stands above already, and may stand but once",
)
_NO_VALUE = Wording(
    vi='giá trị viết chưa đúng: chữ nằm giữa hai dấu nháy thẳng ("…"), ngày viết như 2012-12-17',
    en='the value is not written rightly: text stands between straight quotes ("…"), a day is written like 2012-12-17',
)
_NOT_CLOSED = Wording(
    vi="thiếu dấu đóng: dấu nháy, ngoặc ] hoặc ngoặc }", en="a quote, ] or } that closes is missing"
)
_NO_SIGN = Wording(
    vi="có ký tự không dùng được ở đây", en="there is a sign that may not stand here"
)
_NO_ENTRY = Wording(
    vi="đây không phải một mục viết theo dạng tên = giá trị",
    en="this is no entry written as name = value",
)
_NO_SUCH_NUMBER = Wording(
    vi="có số quá lớn hoặc ngày không có trong lịch",
    en="it holds a number too large, or a day that no calendar has",
)
_TOO_DEEP = Wording(vi="các mục lồng nhau quá sâu", en="its tables are nested too deep")
_WHY = (
    ("Cannot ", _TWICE),
    ("Duplicate ", _TWICE),
    ("Invalid value", _NO_VALUE),
    ("Expected newline", _NO_VALUE),
    ("Invalid date", _NO_SUCH_NUMBER),
    ("Un", _NOT_CLOSED),  # unterminated, unclosed, unescaped
    ("Expected ']", _NOT_CLOSED),
    (r"Illegal character '\n'", _NOT_CLOSED),
    ("Illegal ", _NO_SIGN),
    ("Found invalid", _NO_SIGN),
    ("Escaped ", _NO_SIGN),
    ("Invalid hex", _NO_SIGN),
)
"""How the reader of TOML begins what it says, and what that means to whoever wrote the file."""
_DEEPEST = 200
_DOTTED = re.compile(r"""\s*\[*\s*("[^"]*"|'[^']*'|[\w-]+)\s*\.""")
"""A line that begins with a key of several parts."""


class _Reader:
    """Reads the parsed file once; what is wrong becomes a fault and leaves its place empty."""

    def __init__(self, raw: Mapping[str, Any], findings: Findings) -> None:
        self.raw = raw
        self.findings = findings

    def read(self) -> CampaignFile:
        self._unknown_keys(self.raw, "", _TOP)
        self._plain(self.raw, "")
        host = self._table("host")
        code, host_code = self._code(self.raw, "code"), self._code(host, "code", "host.")
        self._text(self.raw, "title_vi")
        self._text(host, "name_vi", "host.")
        self._optional_texts(self.raw, "")
        self._optional_texts(host, "host.")
        as_of, due_on = self._day(self.raw, "as_of"), self._day(self.raw, "due_on")
        opens_on = self._periods()
        if date.min < due_on < opens_on:
            self._wrong("due_on", due_on, _NOT_BEFORE_IT_OPENS.filled(day=opens_on))
        self._previous(code)
        self._remedy_plan_days()
        blocks, bodies = self._named("block", required=True), self._named("body", required=False)
        guidance = self._guidance()
        criteria = tuple(one.number for one in guidance.criteria) if guidance else ()
        topics = self._topics()
        listed = self._listed_topics()
        self._printed(blocks, bodies, criteria)
        self._settings("supervision", SETTINGS)
        self._settings("discipline", OF_CASES)
        recorded = RECORDED_UNTIL in self.raw
        terms = {key: value for key, value in self.raw.items() if key != RECORDED_UNTIL}
        return CampaignFile(
            code=code,
            host=host_code,
            host_unit=host["unit"] if isinstance(host.get("unit"), str) else "",
            as_of=date.max if as_of == date.min else as_of,
            due_on=due_on,
            opens_on=opens_on,
            guidance_set=self._said("guidance_set"),
            criteria=len(criteria),
            blocks=blocks,
            bodies=bodies,
            content=_kept({"body": [], **terms}),
            recorded_until=self._day(self.raw, RECORDED_UNTIL) if recorded else date.min,
            level=self._level(guidance),
            cascade=self._cascade(),
            topics=topics,
            topics_listed=listed,
        )

    def _fault(self, problem: Problem, *, key: str, **slots: Any) -> None:
        place = Place(CAMPAIGN_FILE, heading=key)
        self.findings.add(problem.filled(key=key, **slots), place)

    def _plain(self, value: Any, key: str) -> None:
        """No text or number anywhere in the file that a database or a reader of JSON would not take."""
        if isinstance(value, dict):
            for name, one in value.items():
                self._plain(one, f"{key}.{name}" if key else name)
        elif isinstance(value, list):
            for one in value:
                self._plain(one, key)
        elif not _is_plain(value):
            self._wrong(key, value, _PLAIN)

    def _optional_texts(self, table: Mapping[str, Any], prefix: str) -> None:
        for key in _OPTIONAL_TEXTS:
            if not _is_line(table.get(key, "")):
                self._wrong(f"{prefix}{key}", table[key], _TEXT)

    def _unknown_keys(self, table: Mapping[str, Any], prefix: str, known: set[str]) -> None:
        for unknown in sorted(set(table) - known):
            key = shortened(unknown, _SHOWN)
            near = difflib.get_close_matches(key, known, n=1)
            hint = (
                Wording(vi=f"; có phải là “{prefix}{near[0]}”?", en=f"; is it “{prefix}{near[0]}”?")
                if near
                else same("")
            )
            self._fault(problems.KEY_UNKNOWN, key=f"{prefix}{key}", near=hint)

    def _value(self, table: Mapping[str, Any], key: str, prefix: str, expected: Wording) -> Any:
        if key not in table:
            self._fault(problems.KEY_MISSING, key=f"{prefix}{key}", expected=expected)
        return table.get(key)

    def _wrong(self, key: str, found: Any, expected: Wording) -> None:
        self._fault(
            problems.KEY_WRONG,
            key=shortened(key, _SHOWN),
            found=_as_written(found),
            expected=expected,
        )

    def _text(self, table: Mapping[str, Any], key: str, prefix: str = "") -> str:
        value = self._value(table, key, prefix, _TEXT)
        if value is not None and not (_is_line(value) and tidy(value)):
            self._wrong(f"{prefix}{key}", value, _TEXT)
        return value if isinstance(value, str) else ""

    def _code(self, table: Mapping[str, Any], key: str, prefix: str = "") -> str:
        value = self._value(table, key, prefix, _A_CODE)
        if value is not None and not (isinstance(value, str) and re.fullmatch(CODE, value)):
            self._wrong(f"{prefix}{key}", value, _A_CODE)
        return value if isinstance(value, str) and re.fullmatch(CODE, value) else ""

    def _day(self, table: Mapping[str, Any], key: str, prefix: str = "") -> date:
        value = self._value(table, key, prefix, _DAY)
        if type(value) is date and value.year in YEARS:
            return value
        if type(value) is date:
            expected = _A_NEAR_DAY.filled(year=value.year, slip=year_slip(value.year))
            self._wrong(f"{prefix}{key}", value, expected)
        elif value is not None:
            self._wrong(f"{prefix}{key}", value, _DAY)
        return date.min

    def _table(self, key: str) -> Mapping[str, Any]:
        expected = Wording(vi=f"một mục [{key}]", en=f"a table [{key}]")
        value = self._value(self.raw, key, "", expected)
        if not isinstance(value, dict):
            if value is not None:
                self._wrong(key, value, expected)
            return {}
        self._unknown_keys(value, f"{key}.", _INNER[key])
        return value

    def _tables(self, key: str, *, required: bool) -> list[Mapping[str, Any]]:
        expected = _LIST.filled(key=key)
        value = self.raw.get(key)
        if value is None:
            if required:
                self._fault(problems.KEY_MISSING, key=key, expected=expected)
            return []
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self._wrong(key, value, expected)
            return []
        for one in value:
            self._unknown_keys(one, f"{key}.", _INNER[key])
            self._optional_texts(one, f"{key}.")
        return value

    def _named(self, key: str, *, required: bool) -> tuple[str, ...]:
        """The codes of the blocks or bodies, each with a name, none twice."""
        codes: list[str] = []
        for one in self._tables(key, required=required):
            code = self._code(one, "code", f"{key}.")
            self._text(one, "name_vi", f"{key}.")
            if code and (code in codes or code == "not_stated"):
                self._wrong(f"{key}.code", code, Wording(vi="mỗi mã một lần", en="each code once"))
            codes.append(code)
        return tuple(codes)

    def _periods(self) -> date:
        """The day the campaign opens: the earliest of its periods."""
        opens: list[date] = []
        for one in self._tables("period", required=True):
            since, until = self._day(one, "from", "period."), self._day(one, "to", "period.")
            if date.min < until < since:
                self._wrong(
                    "period.to",
                    until,
                    Wording(vi="ngày không trước period.from", en="a day not before period.from"),
                )
            if "name_vi" in one:
                self._text(one, "name_vi", "period.")
            opens.append(since)
        return min(opens, default=date.min)

    def _previous(self, code: str) -> None:
        """The campaign before this one, where the file names it: another code; whether it is there, pages look."""
        if PREVIOUS in self.raw and self._code(self.raw, PREVIOUS) == code != "":
            self._wrong(PREVIOUS, code, _ANOTHER_CODE)

    def _remedy_plan_days(self) -> None:
        days = self.raw.get(REMEDY_PLAN_DAYS)
        if days is not None and not (type(days) is int and 1 <= days <= _MOST_DAYS):
            self._wrong(REMEDY_PLAN_DAYS, days, _DAYS)

    def _said(self, key: str) -> str:
        """A text of the file, looked at elsewhere; "" where it is none."""
        value = self.raw.get(key)
        return value if isinstance(value, str) else ""

    def _guidance(self) -> GuidanceSet | None:
        chosen = self._text(self.raw, "guidance_set")
        if not chosen:
            return None
        try:
            return guidance_set(chosen)
        except UnknownGuidance as unknown:
            self._wrong("guidance_set", chosen, unknown.wording)
            return None

    def _level(self, guidance: GuidanceSet | None) -> str:
        """The level the campaign's reviews are of: a scope of the guidance, or none."""
        if "level" not in self.raw:
            return ""
        if guidance is not None and self.raw["level"] not in tuple(guidance.levels):
            known = ", ".join(guidance.levels) or "–"
            self._wrong("level", self.raw["level"], _A_LEVEL.filled(levels=known))
            return ""
        return self._said("level")

    def _cascade(self) -> Cascade | None:
        """The campaign's place below another; what it says of that one is held against it when it is loaded."""
        if "cascade" not in self.raw:
            return None
        told = self._table("cascade")
        of, under = self._code(told, "of", "cascade."), self._text(told, "under", "cascade.")
        direction = self._one_of(told, "direction", tuple(Direction), "cascade.")
        order = self._one_of(told, "order", ORDERS, "cascade.") if "order" in told else ORDERS[0]
        if of and of == self.raw.get("code"):
            self._wrong("cascade.of", of, _ANOTHER)
            return None
        if not (of and under and direction and order):
            return None
        return Cascade(of, tidy(under), Direction(direction), order == ORDERS[0])

    def _listed_topics(self) -> tuple[str, ...] | None:
        """The codes of the topics that the campaign says it reviews; None where it leaves that to the guidance."""
        told = self.raw.get("cascade")
        if not isinstance(told, dict) or "topics" not in told:
            return None
        listed = told["topics"]
        if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
            self._wrong("cascade.topics", listed, _CODES)
            return None
        return tuple(listed)

    def _topics(self) -> tuple[AddedTopic, ...]:
        """The topics that the campaign adds, each with a name and the kinds of evidence it asks for."""
        added: list[AddedTopic] = []
        for one in self._tables("topic", required=False):
            code, name = self._code(one, "code", "topic."), self._text(one, "name_vi", "topic.")
            if code in {earlier.code for earlier in added}:
                self._wrong("topic.code", code, Wording(vi="mỗi mã một lần", en="each code once"))
            kinds = one.get("evidence", [])
            if not isinstance(kinds, list) or not set(map(str, kinds)) <= set(EvidenceKind):
                self._wrong("topic.evidence", kinds, _KINDS)
                kinds = []
            english = one.get("name_en")
            wording = Wording(vi=name, en=english if isinstance(english, str) else name)
            added.append(AddedTopic(code, wording, tuple(map(EvidenceKind, kinds))))
        return tuple(added)

    def _one_of(
        self, table: Mapping[str, Any], key: str, words: tuple[str, ...], prefix: str
    ) -> str:
        """One of the words allowed; "" where it is another."""
        expected = _WORDS.filled(words=", ".join(words))
        value = self._value(table, key, prefix, expected)
        if value is None or value in words:
            return str(value or "")
        self._wrong(f"{prefix}{key}", value, expected)
        return ""

    def _settings(self, table: str, known: Settings) -> None:
        """Each setting of a table is a whole number within its bounds."""
        if table not in self.raw:
            return
        for name, value in self._table(table).items():
            if name not in known:
                continue
            least, most = known[name].bounds
            if type(value) is not int or not least <= value <= most:
                self._wrong(f"{table}.{name}", value, _WITHIN.filled(least=least, most=most))

    def _printed(
        self, blocks: tuple[str, ...], bodies: tuple[str, ...], criteria: tuple[int, ...]
    ) -> None:
        """Each printed figure must be one of ours, with a text that can be read."""
        if "printed" not in self.raw:
            return
        printed = self._table("printed")
        figures = printed.get("figures", {})
        if not isinstance(figures, dict):
            self._wrong(
                "printed.figures",
                figures,
                Wording(vi="một mục [printed.figures]", en="a table [printed.figures]"),
            )
            return
        self._optional_texts(printed, "printed.")
        if figures or "as_of" in printed:
            self._day(printed, "as_of", "printed.")
        known = figure_paths(blocks, bodies, criteria)
        for path, entry in figures.items():
            self._printed_figure(path, entry, known)

    def _printed_figure(self, path: str, entry: Any, known: Mapping[str, bool]) -> None:
        value = entry.get("value") if isinstance(entry, dict) else entry
        key = f'printed.figures."{path}"'
        if isinstance(entry, dict):
            self._unknown_keys(entry, f"{key}.", _PRINTED_FIGURE)
            self._optional_texts(entry, f"{key}.")
            if "as_of" in entry:
                self._day(entry, "as_of", f"{key}.")
        if path not in known:
            near = difflib.get_close_matches(path, known, n=1)
            hint = same(near[0]) if near else same(", ".join(sorted(known)[:4]) + " …")
            self._wrong(
                key,
                path,
                Wording(
                    vi="tên một số liệu, ví dụ {near}", en="the name of a figure, such as {near}"
                ).filled(near=hint),
            )
            return
        text = show_number(value, "vi") if type(value) is int else value
        try:
            if not isinstance(text, str):
                raise PrintedUnreadable(str(value))
            check_readable(text, is_share=known[path])
        except PrintedUnreadable as unreadable:
            self._wrong(key, value, unreadable.wording)


def _is_line(value: Any) -> bool:
    """A text that fits the head of a report."""
    return isinstance(value, str) and len(value) <= LONGEST_LINE


def _as_written(value: Any) -> Wording:
    """A value as the file writes it, as far as it fits a sentence."""
    if isinstance(value, bool):
        return same(str(value).lower())
    if isinstance(value, dict | list):
        return _A_TABLE if isinstance(value, dict) else _A_LIST
    return same(shortened(str(value), _SHOWN))


def _is_plain(value: Any) -> bool:
    if isinstance(value, str):
        return not any(map(is_no_text, tidy(value)))
    return not isinstance(value, int) or abs(value) <= _LARGEST_NUMBER


def _kept(value: Any) -> Any:
    """The file as the database keeps it: days as ISO text, everything else as it is, numbers with a fraction as text."""
    if isinstance(value, dict):
        return {str(key): _kept(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_kept(one) for one in value]
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, str):
        return tidy(value)
    return value if isinstance(value, int) else str(value)
