"""What is written by hand into the register of units: a new unit under another, a unit's name, and how it is reached.

A name or a kind is corrected on the dated row that stands, in the columns that don-vi.xlsx tells too: a return that says
the same changes nothing, and an export gives it back. What don-vi.xlsx has no column for stands in `UnitParticulars`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date

from tusoi.ledger.actions import Act, Told
from tusoi.ledger.source import by_hand
from tusoi.organisation.models import Standing, Unit, UnitParticulars
from tusoi.organisation.queries import standings
from tusoi.text.forms import control_sign, tidy
from tusoi.values.clock import now, today
from tusoi.values.period import ALWAYS
from tusoi.values.refusal import Refused, no_text
from tusoi.values.wording import Wording, same

LONGEST: Mapping[str, int] = {
    "name": 300,
    "kind": 200,
    "short_name": 80,
    "address": 300,
    "contact": 200,
}
"""Characters of each text at most."""
PATH_LENGTH = 400
"""Characters of the codes from the top down to a unit, as a column holds them."""
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
_BESIDE = ("short_name", "address", "contact")


class UnitNotUsable(Refused):
    """A unit without a name, with a text that is too long, or a code that is none."""


class UnitThere(Refused):
    """A new unit under a code that the host has already."""


class ParentNotUsable(Refused):
    """A unit is to stand under none, or under one that does not stand on its first day."""


@dataclass(frozen=True, slots=True)
class UnitWords:
    """What is said of a unit in words; "" for none. The name is wanted."""

    name: str
    kind: str = ""
    short_name: str = ""
    address: str = ""
    contact: str = ""


def tell_unit_words(opened: Act, host: str, unit: str, words: UnitWords) -> Told:
    """Correct how a unit is called, on the row that stands today (or, where it begins later, on its first one). The host's tree is held.

    Raises:
        UnitNotUsable: no name, a text that cannot be kept, or a unit that ended or never was.
    """
    words = _usable(words)
    rows = Standing.objects.filter(unit=Unit.key_of(host, unit))
    row = rows.known().exclude(until__lt=today()).order_by("day").first()
    if row is None:
        raise UnitNotUsable(_ENDED.filled(unit=same(unit[:40])))
    amended = Standing(**row.says(), key=row.key)
    amended.name, amended.kind = words.name, words.kind
    told = opened.tell([amended], rows.filter(key=row.key))
    return told + _tell_beside(opened, host, unit, words)


def tell_new_unit(
    opened: Act, host: str, unit: str, words: UnitWords, *, under: str, since: date
) -> Told:
    """A unit that the host had not, under another, from a day on (ALWAYS: before the record begins). The host's tree is held.

    Raises:
        UnitThere, ParentNotUsable.
        UnitNotUsable: the code is none, there is no name, or a text cannot be kept.
    """
    words = _usable(words)
    if not _CODE.fullmatch(unit):
        raise UnitNotUsable(_NO_CODE.filled(code=same(unit[:40])))
    if Unit.objects.filter(pk=Unit.key_of(host, unit)).exists():
        raise UnitThere(_THERE.filled(unit=unit))
    opened.insert_missing([Unit.called(host, unit)])
    standing = Standing(
        **by_hand(row_key(unit, since), "standing", since),
        unit_id=Unit.key_of(host, unit),
        name=words.name,
        kind=words.kind,
        parent_code=under,
        path=_path(host, unit, under, since),
    )
    told = opened.tell([standing], Standing.objects.filter(unit=standing.unit_id), withdrawing=())
    return told + _tell_beside(opened, host, unit, words)


def row_key(unit: str, since: date) -> str:
    """The key of a unit's dated row, as don-vi.xlsx gives it."""
    return f"{unit}#{'' if since == ALWAYS else since.isoformat()}"


def _tell_beside(opened: Act, host: str, unit: str, words: UnitWords) -> Told:
    said = {name: getattr(words, name) for name in _BESIDE}
    there = UnitParticulars.objects.filter(unit=Unit.key_of(host, unit))
    before = there.known().first()
    stands = {name: getattr(before, name) if before else "" for name in _BESIDE}
    if said == stands:
        return Told(same=1)
    told = UnitParticulars(
        **by_hand(unit, "particulars", today()), unit_id=Unit.key_of(host, unit), **said
    )
    return opened.tell([told], there, withdrawing=())


def _usable(words: UnitWords) -> UnitWords:
    tidied = {one.name: tidy(getattr(words, one.name)) for one in fields(words)}
    if not tidied["name"]:
        raise UnitNotUsable(NO_NAME)
    for name, text in tidied.items():
        if sign := control_sign(getattr(words, name)):
            raise UnitNotUsable(no_text(sign))
        if len(text) > LONGEST[name]:
            raise UnitNotUsable(_TOO_LONG.filled(what=WORDS[name], longest=LONGEST[name]))
    return replace(words, **tidied)


def _path(host: str, unit: str, under: str, since: date) -> str:
    if not under:
        raise ParentNotUsable(_NO_PARENT.filled(unit=unit))
    rows = standings(host, known_by=now(), units=[under])
    above = next((one for one in rows if one.period.includes(since)), None)
    if above is None:
        raise ParentNotUsable(_PARENT.filled(parent=same(under[:40]), unit=unit, day=since))
    path = f"{above.path}{unit}/"
    if len(path) > PATH_LENGTH:
        raise ParentNotUsable(_DEEP.filled(unit=unit, longest=PATH_LENGTH))
    return path


WORDS: Mapping[str, Wording] = {
    "name": Wording(vi="Tên đơn vị", en="Unit name"),
    "kind": Wording(vi="Loại hình", en="Kind"),
    "short_name": Wording(vi="Tên gọi tắt", en="Short name"),
    "address": Wording(vi="Địa chỉ", en="Address"),
    "contact": Wording(vi="Liên hệ", en="Contact"),
}
"""What each of the words is called."""
NO_NAME = Wording(
    vi="Đơn vị phải có tên; hãy ghi tên đầy đủ của đơn vị.",
    en="A unit has a name; write the unit's full name.",
)
_TOO_LONG = Wording(
    vi="“{what}” dài quá {longest} ký tự; hãy viết ngắn lại.",
    en="“{what}” has more than {longest} characters; make it shorter.",
)
_NO_CODE = Wording(
    vi="“{code}” không phải mã đơn vị: mã có 1 đến 40 chữ không dấu, chữ số, dấu chấm, gạch nối, bắt đầu bằng chữ hoặc số.",
    en="“{code}” is no unit code: a code has 1 to 40 plain letters, digits, dots and dashes and begins with a letter or a digit.",
)
_THERE = Wording(
    vi="Đã có đơn vị mã {unit}, có thể đã kết thúc; mã không dùng lại cho đơn vị khác. Hãy đặt mã khác.",
    en="There is a unit of the code {unit} already, perhaps one that ended; a code is not used again for another. Choose another code.",
)
_ENDED = Wording(
    vi="Đơn vị {unit} đã kết thúc hoặc không có, nên không sửa bằng cách này; hồ sơ cũ sửa trong don-vi.xlsx.",
    en="The unit {unit} ended, or is none, and is not changed this way; its old record is corrected in don-vi.xlsx.",
)
_NO_PARENT = Wording(
    vi="Đơn vị mới {unit} chưa ghi cấp trên; hãy ghi mã đơn vị cấp trên trực tiếp.",
    en="The new unit {unit} names no parent; write the code of the unit directly above.",
)
_PARENT = Wording(
    vi="Ngày {day} không có đơn vị “{parent}” để {unit} đứng dưới; hãy xem lại mã cấp trên và ngày bắt đầu.",
    en="On {day} there is no unit “{parent}” for {unit} to stand under; look at the parent's code and the first day.",
)
_DEEP = Wording(
    vi="Đường từ cấp cao nhất xuống {unit} dài quá {longest} ký tự; hãy đặt mã ngắn hơn hoặc chọn cấp trên khác.",
    en="The way from the top down to {unit} has more than {longest} characters; choose a shorter code or another parent.",
)
