"""The layers of the import contract, as pyproject.toml declares them: the highest first."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def contracts(project: Path = ROOT / "pyproject.toml") -> list[dict[str, object]]:
    """Every import contract of the project."""
    declared = tomllib.loads(project.read_text(encoding="utf-8"))
    found: list[dict[str, object]] = declared["tool"]["importlinter"]["contracts"]
    return found


def layers() -> tuple[tuple[str, ...], ...]:
    """The rooms, layer by layer; rooms of one layer are strangers to each other."""
    declared = next(one for one in contracts() if one["id"] == "rooms")["layers"]
    assert isinstance(declared, list)
    return tuple(tuple(name.strip() for name in line.split("|")) for line in declared)


LAYERS = layers()


def layer_of(room: str) -> int:
    """The place of a room's layer, 0 at the top."""
    return next(place for place, row in enumerate(LAYERS) if room in row)
