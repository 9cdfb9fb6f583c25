"""The folder on the trustees' stick: plain JSON files, told apart by their endings. Works on every system."""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tusoi.opinions.sealed.protocol.custody import Ceremony, TrusteeCard
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording, same

KEY, CARD, CEREMONY, CHANNEL = ".key.json", ".trustee.json", ".ceremony.json", ".channel.json"
BATCH, PRINTS, RESULT, DRAFT, SEEN, DESTROYED = (
    ".batch.json",
    ".prints.txt",
    ".result.json",
    ".draft.sealed",
    ".seen.json",
    ".destroyed.json",
)


class FileUnreadable(Refused):
    """A file is not there, or is none of the kind that was asked for."""


class FileStands(Refused):
    """A file of that name is there already and is not written over."""


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder; names are file names in it, never paths."""

    path: Path

    def named(self, ending: str) -> tuple[str, ...]:
        """The files of one kind."""
        return tuple(sorted(one.name for one in self.path.glob(f"*{ending}") if one.is_file()))

    def read(self, name: str) -> Any:
        """What a JSON file holds.

        Raises:
            FileUnreadable: it is not there, or holds no JSON.
        """
        try:
            return json.loads(self.read_text(name))
        except ValueError as error:
            raise FileUnreadable(_UNREADABLE.filled(name=same(name))) from error

    def read_text(self, name: str) -> str:
        """The text of a file.

        Raises:
            FileUnreadable: it is not there, or no text.
        """
        try:
            return self._within(name).read_text(encoding="utf-8")
        except (OSError, ValueError) as error:
            raise FileUnreadable(_UNREADABLE.filled(name=same(name))) from error

    def write(self, name: str, told: Any, *, over: bool = False) -> None:
        """Write a JSON file whole or not at all.

        Raises:
            FileStands: one of that name is there, and it is not to be written over.
        """
        there = self._within(name)
        if there.exists() and not over:
            raise FileStands(_STANDS.filled(name=same(name)))
        beside = there.with_name(there.name + ".new")
        with beside.open("w", encoding="utf-8", newline="\n") as file:
            json.dump(told, file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(there)

    def destroy(self, name: str) -> None:
        """Write zeros over a file, then take it away. A stick or a solid-state disk may keep the old cells all the same."""
        there = self._within(name)
        with there.open("r+b") as file:
            file.write(bytes(there.stat().st_size))
            file.flush()
            os.fsync(file.fileno())
        there.unlink()

    def _within(self, name: str) -> Path:
        if not name or Path(name).name != name or "\\" in name or ":" in name:
            raise FileUnreadable(_UNREADABLE.filled(name=same(name[:60])))
        return self.path / name


def ceremony_file(ceremony: Ceremony) -> dict[str, Any]:
    """The ceremony as its file holds it."""
    return {"v": 1, **asdict(ceremony)}


def channel_file(ceremony: Ceremony) -> dict[str, Any]:
    """What goes to the server: the ceremony without a single wrap."""
    told = ceremony_file(ceremony)
    del told["wraps"]
    return told


def read_ceremony(told: Any) -> Ceremony:
    """The ceremony in a file; a channel's file is one without wraps.

    Raises:
        FileUnreadable: it holds none.
    """
    try:
        wraps: Mapping[str, str] = told.get("wraps", {})
        trustees = tuple(TrusteeCard(**one) for one in told["trustees"])
        found = Ceremony(
            str(told["campaign"]),
            str(told["campaign_key"]),
            int(told["threshold"]),
            trustees,
            wraps,
        )
        keys = [found.campaign_key, *(one.box for one in trustees), *(one.sign for one in trustees)]
        if any(len(bytes.fromhex(one)) != 32 for one in keys) or not 1 <= found.threshold <= len(
            trustees
        ):
            raise ValueError("a key of another length")
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise FileUnreadable(_NO_CEREMONY) from error
    return found


_UNREADABLE = Wording(
    vi="Không đọc được tệp “{name}”: không có trong thư mục, hoặc không phải loại tệp này. Kiểm tra tên tệp và thư mục.",
    en="The file “{name}” cannot be read: it is not in the folder, or of another kind. Look at its name and at the folder.",
)
_STANDS = Wording(
    vi="Đã có tệp “{name}”; không ghi đè. Chọn tên khác, hoặc tự tay cất tệp cũ đi nơi khác.",
    en="There is a file “{name}” already, and it is not written over. Choose another name, or put the old one elsewhere yourself.",
)
_NO_CEREMONY = Wording(
    vi="Tệp này không phải tệp của lễ lập khóa. Chọn tệp có đuôi .ceremony.json (phòng mở) hoặc .channel.json (máy chủ).",
    en="This is no file of a ceremony. Choose the one that ends in .ceremony.json (the room) or .channel.json (the server).",
)
