"""What a kind of errand is, and which there are."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from tusoi.values.wording import Wording

Files = Mapping[str, bytes | Iterable[bytes]]
"""Names of files with what is in them; what comes bit by bit is made while it is kept, and never whole in memory."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked for: by whom (None: by the machine's timer), in which campaign ("" in none), in which language."""

    id: UUID
    campaign: str
    by: UUID | None
    lang: str
    wanted: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Made:
    """What came of one piece: its files, and what is to be said of it (None: nothing)."""

    files: Files = field(default_factory=dict)
    remark: Wording | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of errand: how it is cut into pieces, how one is made, and what is added when all are.

    `pieces` gives the keys, codes that say nothing of anybody, by the rights of the moment; it is asked again after a
    kill. `make` is asked for each key that is not kept yet and must bear being asked twice, for a worker may be
    killed after it and before the piece is kept. All three may refuse. Where `for_asker` is false the pieces are steps on the
    way to an act, which a later piece reads (`folder.files_of`), and go when that is done.
    """

    code: str
    pieces: Callable[[Asking], Sequence[str]]
    make: Callable[[Asking, str], Made]
    finish: Callable[[Asking, Sequence[str]], Files] = lambda _asking, _keys: {}
    for_asker: bool = True


def kind_of(code: str) -> Kind:
    """The kind of that code; the rooms above declare them, and the settings list them."""
    found: dict[str, Kind] = {one.code: one for one in map(import_string, settings.ERRANDS)}
    return found[code]
