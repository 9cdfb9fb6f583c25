"""A table of a catalogue file, read with its address: a fault names the file and the key."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from tomllib import TOMLDecodeError, loads
from typing import TypeVar

from tusoi.text.forms import tidy
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording, same

Choice = TypeVar("Choice", bound=StrEnum)

_MISSING = Wording(vi="thiếu", en="is missing")
_EMPTY = Wording(vi="phải là một câu không trống", en="must be a text that is not empty")
_NO_NUMBER = Wording(vi="phải là số nguyên", en="must be a whole number")
_NO_TRUTH = Wording(vi="phải là true hoặc false", en="must be true or false")
_NO_DAY = Wording(
    vi="phải là ngày, viết như 2012-01-16", en="must be a day, written like 2012-01-16"
)
_NO_TABLE = Wording(vi="phải là một bảng TOML", en="must be a TOML table")
_NO_TABLES = Wording(vi="phải có ít nhất một mục", en="must have at least one entry")
_NO_TEXTS = Wording(vi="phải là một danh sách mã", en="must be a list of codes")
_TWICE = Wording(vi="có mã viết hai lần", en="names a code twice")
_NO_CHOICES = Wording(
    vi="phải là một danh sách các từ, mỗi từ một lần", en="must be a list of words, each once"
)
_UNKNOWN = Wording(vi="không phải khóa được dùng ở đây", en="is no key that is used here")


class BrokenCatalogue(Refused):
    """A file of the catalogue that cannot stand: names the file, the key and the fault."""

    def __init__(self, file: str, key: str, fault: Wording) -> None:
        place = Wording(
            vi="Tệp {file}, khóa “{key}”: {fault}.", en="File {file}, key “{key}”: {fault}."
        )
        super().__init__(place.filled(file=file, key=key, fault=fault))


@dataclass(frozen=True, slots=True)
class CatalogueTable:
    """A TOML table, the file it stands in and the key that leads to it ("" for the whole file)."""

    file: str
    path: str
    content: Mapping[str, object]

    def refuse(self, key: str, fault: Wording) -> BrokenCatalogue:
        """The fault of one key, to be raised."""
        return BrokenCatalogue(self.file, self._address(key), fault)

    def allow_only(self, *keys: str) -> None:
        """Refuses a key that nobody would read: most often a slip of the pen."""
        for key in self.content:
            if key not in keys:
                raise self.refuse(key, _UNKNOWN)

    def text(self, key: str) -> str:
        """A text, tidied; refused where it is missing or blank."""
        value = self._value(key)
        if not isinstance(value, str) or not tidy(value):
            raise self.refuse(key, _EMPTY)
        return tidy(value)

    def number(self, key: str) -> int:
        """A whole number."""
        value = self._value(key)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.refuse(key, _NO_NUMBER)
        return value

    def yes_or_no(self, key: str) -> bool:
        """True or false, as TOML writes them."""
        value = self._value(key)
        if not isinstance(value, bool):
            raise self.refuse(key, _NO_TRUTH)
        return value

    def day(self, key: str) -> date | None:
        """A day; None where the key is left out."""
        if key not in self.content:
            return None
        value = self.content[key]
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.refuse(key, _NO_DAY)
        return value

    def choice(self, key: str, kind: type[Choice]) -> Choice:
        """One of the words of `kind`."""
        value = self.text(key)
        if value not in set(kind):
            allowed = same(", ".join(kind))
            fault = Wording(
                vi="“{value}” không thuộc: {allowed}", en="“{value}” is none of: {allowed}"
            )
            raise self.refuse(key, fault.filled(value=value, allowed=allowed))
        return kind(value)

    def choices(self, key: str, kind: type[Choice]) -> tuple[Choice, ...]:
        """Several of the words of `kind`, each once; none where the key is left out."""
        if key not in self.content:
            return ()
        found = self.content[key]
        if not isinstance(found, list) or not found or len(set(map(str, found))) != len(found):
            raise self.refuse(key, _NO_CHOICES)
        inner = CatalogueTable(
            self.file, self.path, {f"{key}[{at}]": one for at, one in enumerate(found, start=1)}
        )
        return tuple(inner.choice(name, kind) for name in inner.content)

    def wording(self, key: str) -> Wording:
        """A text in both languages, from a table with `vi` and `en` and nothing else."""
        pair = self.inner(key)
        pair.allow_only("vi", "en")
        return Wording(vi=pair.text("vi"), en=pair.text("en"))

    def wording_if_any(self, key: str) -> Wording | None:
        """A text in both languages; None where the key is left out."""
        return self.wording(key) if key in self.content else None

    def texts_if_any(self, key: str) -> tuple[str, ...]:
        """A list of texts, each once; empty where the key is left out."""
        value = self.content.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            raise self.refuse(key, _NO_TEXTS)
        if len(set(value)) < len(value):
            raise self.refuse(key, _TWICE)
        return tuple(value)

    def inner(self, key: str) -> "CatalogueTable":
        """The table under `key`."""
        value = self._value(key)
        if not isinstance(value, dict):
            raise self.refuse(key, _NO_TABLE)
        return CatalogueTable(self.file, self._address(key), value)

    def listed(self, key: str) -> tuple["CatalogueTable", ...]:
        """The tables of a list, addressed as "key[1]", "key[2]" …; refused where there is none."""
        value = self._value(key)
        if not isinstance(value, list) or not value:
            raise self.refuse(key, _NO_TABLES)
        for place, table in enumerate(value, start=1):
            if not isinstance(table, dict):
                raise self.refuse(f"{key}[{place}]", _NO_TABLE)
        return tuple(
            CatalogueTable(self.file, self._address(f"{key}[{place}]"), table)
            for place, table in enumerate(value, start=1)
        )

    def _value(self, key: str) -> object:
        if key not in self.content:
            raise self.refuse(key, _MISSING)
        return self.content[key]

    def _address(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key


def read_file(folder: Path, name: str) -> CatalogueTable:
    """A whole file of a set's folder; its address is "set/file", never a path of this machine.

    Raises:
        BrokenCatalogue: the file is missing, is not UTF-8 or is not TOML.
    """
    file = f"{folder.name}/{name}"
    try:
        table = loads((folder / name).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BrokenCatalogue(file, "–", _MISSING) from None
    except UnicodeDecodeError:
        fault = Wording(vi="phải được ghi bằng mã UTF-8", en="must be written as UTF-8")
        raise BrokenCatalogue(file, "–", fault) from None
    except TOMLDecodeError as error:
        fault = Wording(vi="không đúng cú pháp TOML ({error})", en="is not TOML ({error})")
        raise BrokenCatalogue(file, "–", fault.filled(error=str(error))) from None
    return CatalogueTable(file, "", table)
