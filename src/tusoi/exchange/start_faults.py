"""The faults of the folder that a start form became, told beside the form's fields: who filled it in has seen no file."""

from collections.abc import Mapping

from tusoi.exchange.cells import YEARS
from tusoi.exchange.columns import CAMPAIGN_FILE, PEOPLE, UNITS
from tusoi.exchange.faults import Fault, Findings
from tusoi.exchange.start import HOST_UNIT, Start, UnitLine, lines_told
from tusoi.text.forms import as_seen
from tusoi.values.wording import Wording


def beside_fields(start: Start, findings: Findings) -> Mapping[str, Wording]:
    """The sentence of each faulty field. What no single field holds, such as a folder too large, is the list's."""
    said: dict[str, Wording] = {}
    of_list: list[tuple[int, Wording]] = []
    for fault in findings.sorted_faults():
        line, field = _line(start, fault), _field(fault)
        if line is not None:
            of_list.append((line.at, _of_line(start, line, fault)))
        elif field == "units":
            of_list.append((0, _of_list(fault)))
        else:
            said.setdefault(field, _of_field(start, field, fault))
    return said | ({"units": lines_told(of_list)} if of_list else {})


def _line(start: Start, fault: Fault) -> UnitLine | None:
    """The line of the list that became the faulty row: under the headings, and don-vi.xlsx begins with the host's own."""
    above = {UNITS.file: 3, PEOPLE.file: 2}.get(fault.place.file)
    if above is None or fault.place.row is None or fault.place.row < above:
        return None
    return start.units[fault.place.row - above]


def _field(fault: Fault) -> str:
    if fault.place.file == CAMPAIGN_FILE:
        return _FIELD_OF.get(fault.place.heading, "units")
    return "units" if fault.place.row is None else "host_name"


def _of_field(start: Start, field: str, fault: Fault) -> Wording:
    if field == "due_on" and start.due_on < start.opens_on:
        return _ENDS_BEFORE
    if field in ("opens_on", "due_on"):
        return _YEAR
    if fault.place.file == CAMPAIGN_FILE:
        return _WANTED.filled(expected=fault.expected)
    return _WRONG.filled(what=fault.what, expected=fault.expected)


def _of_list(fault: Fault) -> Wording:
    if fault.place.heading.startswith("block."):
        return _BLOCK.filled(expected=fault.expected)
    return _WRONG.filled(what=fault.what, expected=fault.expected)


def _of_line(start: Start, line: UnitLine, fault: Fault) -> Wording:
    return _LINE.filled(line=line.at, code=line.code, wrong=_wrong(start, line, fault))


def _wrong(start: Start, line: UnitLine, fault: Fault) -> Wording:
    """What is wrong with a line; a fault that speaks of rows speaks of lines instead."""
    if line.code == HOST_UNIT:
        return _HOSTS_OWN
    if fault.code == "rows-overlap":
        first = next(unit for unit in start.units if unit.code == line.code)
        return _TWICE.filled(line=first.at)
    if fault.code == "codes-look-alike":
        codes = (HOST_UNIT, *(unit.code for unit in start.units))
        other = next(code for code in codes if as_seen(code) == as_seen(line.code))
        return _ALIKE.filled(other=other)
    return _WRONG.filled(what=fault.what, expected=fault.expected)


_FIELD_OF = {
    "code": "code",
    "title_vi": "title",
    "host.code": "host",
    "host.name_vi": "host_name",
    "host.place_vi": "place",
    "period.from": "opens_on",
    "period.to": "due_on",
    "due_on": "due_on",
    "guidance_set": "guidance",
}
"""The field that a key of the campaign's file was typed into; the blocks come from the list of units."""
_WANTED = Wording(vi="Ô này cần {expected}.", en="This takes {expected}.")
_WRONG = Wording(vi="{what} Cần {expected}.", en="{what} It takes {expected}.")
_BLOCK = Wording(
    vi="Có tên khối không đúng; cần {expected}.",
    en="The name of a block is not right; it takes {expected}.",
)
_LINE = Wording(vi="Dòng {line} (“{code}”): {wrong}", en="Line {line} (“{code}”): {wrong}")
_TWICE = Wording(
    vi="mã này đã có ở dòng {line}. Sửa mã, hoặc bỏ một trong hai dòng.",
    en="the code stands in line {line} already. Correct it, or take one of the two out.",
)
_HOSTS_OWN = Wording(
    vi=f"mã {HOST_UNIT} dành cho chính cơ quan chủ trì. Đặt mã khác cho đơn vị này; nếu đây là cơ quan chủ trì thì bỏ dòng này.",
    en=f"{HOST_UNIT} is the code of the host itself. Give this unit another; if it is the host, take the line out.",
)
_ALIKE = Wording(
    vi="mã này trông giống hệt mã “{other}” nhưng khác ký tự. Gõ lại bằng bàn phím, không chép dán; nếu là hai đơn vị thì đặt mã khác.",
    en="the code looks like “{other}”, and is written with other signs. Type it by keyboard, not pasted; if they are two units, give one another code.",
)
_ENDS_BEFORE = Wording(
    vi="Hạn chung đứng trước ngày bắt đầu; sửa một trong hai ngày.",
    en="This lies before the day the campaign opens; correct one of the two days.",
)
_YEAR = Wording(
    vi=f"Ngày này ở quá xa; cần một ngày từ năm {YEARS[0]} đến năm {YEARS[-1]}.",
    en=f"This day is too far off; it takes one from {YEARS[0]} to {YEARS[-1]}.",
)
