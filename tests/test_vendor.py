"""What others wrote stands as they wrote it, with its licence, and the locks name no host."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from tests.vendor import FILES, LOCKED, MANIFEST, ROOT, VENDOR

ENTRIES: list[dict[str, Any]] = json.loads(MANIFEST.read_text(encoding="utf-8"))


def unlike(folder: Path, files: dict[str, str]) -> list[str]:
    """The files of a manifest that are gone or changed, and those it does not name."""
    found = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MANIFEST.name
    }
    return sorted({name for name, _ in found.items() ^ files.items()})


def all_files() -> dict[str, str]:
    return {name: digest for entry in ENTRIES for name, digest in entry["files"].items()}


def test_every_vendored_file_is_the_one_that_the_manifest_names() -> None:
    assert unlike(VENDOR, all_files()) == []


def test_a_changed_an_absent_and_a_strange_file_are_seen(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("a{}")
    digest = hashlib.sha256(b"a{}").hexdigest()
    assert unlike(tmp_path, {"a.css": digest}) == []
    assert unlike(tmp_path, {"a.css": "0", "b.css": digest}) == ["a.css", "b.css"]
    assert unlike(tmp_path, {}) == ["a.css"]


def test_the_manifest_the_list_and_the_lock_name_the_same_packages() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for entry in ENTRIES:
        assert lock[f"node_modules/{entry['name']}"]["version"] == entry["version"]
        assert lock[f"node_modules/{entry['name']}"]["license"] == entry["licence"]
    assert [entry["name"] for entry in ENTRIES] == list(FILES)


LICENCES = {"MIT": "The MIT License", "OFL-1.1": "SIL OPEN FONT LICENSE"}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: str(entry["name"]))
def test_every_package_carries_its_licence(entry: dict[str, Any]) -> None:
    (licence,) = [name for name in entry["files"] if name.endswith("/LICENSE")]
    text = (VENDOR / licence).read_text(encoding="utf-8")
    assert LICENCES[entry["licence"]].lower() in text.lower()


@pytest.mark.parametrize("name", LOCKED)
def test_no_lock_names_the_host_that_it_was_made_with(name: str) -> None:
    assert "resolved" not in (text := (ROOT / name).read_text(encoding="utf-8")).replace(
        "omit-lockfile-registry-resolved", ""
    )
    assert "_auth" not in text
    assert "registry=" not in text
