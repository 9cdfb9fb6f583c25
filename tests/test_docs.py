"""The documentation is true: links lead somewhere, commands parse, names exist, decisions say what they cost."""

import argparse
import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps

from tests.layers import ROOT
from tusoi.site.cli import parser
from tusoi.site.process import rooms

SRC = ROOT / "src" / "tusoi"
PAGES = sorted(
    path
    for pattern in ("*.md", "docs/**/*.md", "examples/**/*.md", "bench/**/*.md")
    for path in ROOT.glob(pattern)
)
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "document",
    "README.md README.vi.md CONTRIBUTING.md CHANGELOG.md SECURITY.md LICENSE publiccode.yml docs/map.md docs/glossary.md"
    " docs/intended-use.md docs/campaign-folder.md docs/threat-model.md docs/operating.md".split(),
)
def test_the_pages_a_newcomer_looks_for_are_there(document: str) -> None:
    assert (ROOT / document).stat().st_size > 200


# Links


LINK = re.compile(r"\[[^\]]*\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]*))?\)")


def broken_links(page: Path, text: str) -> Iterator[str]:
    """Relative links of a page that lead nowhere, and anchors that no heading has."""
    for target, anchor in LINK.findall(text):
        there = (page.parent / target).resolve() if target else page
        if not there.exists():
            yield target
        elif anchor and there.suffix == ".md" and anchor not in anchors(text_of(there)):
            yield f"{target}#{anchor}"


def anchors(text: str) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", PAGES, ids=name)
def test_every_link_leads_somewhere(document: Path) -> None:
    assert list(broken_links(document, text_of(document))) == []


def test_a_broken_link_is_seen() -> None:
    page = ROOT / "README.md"
    assert list(broken_links(page, "[x](docs/nowhere.md)")) == ["docs/nowhere.md"]
    assert list(broken_links(page, "[x](docs/map.md#nowhere)")) == ["docs/map.md#nowhere"]
    assert list(broken_links(page, "[x](docs/map.md#the-rooms) [y](https://example.org)")) == []


# Paths in backticks


PATH = re.compile(r"`([\w./<>-]+/[\w./<>-]*|[\w-]+\.(?:py|toml|md))`")
FROM = (ROOT, SRC, ROOT / "docs", SRC / "site", SRC / "exchange", SRC / "gates", SRC / "figures")


def missing_paths(text: str) -> Iterator[str]:
    """Paths of ours that a page names and that are not there; a pattern such as <set> is any name."""
    for found in PATH.findall(text):
        pattern = re.sub(r"<[^>]*>", "*", found).rstrip("/")
        ours = found.startswith(("src/", "docs/", "tests/", "examples/", "bench/")) or (
            "/" in found and found.split("/", 1)[0] in rooms()
        )
        if ours and not any(list(base.glob(pattern)) for base in FROM):
            yield found


@pytest.mark.parametrize("document", PAGES, ids=name)
def test_every_path_named_is_there(document: Path) -> None:
    assert list(missing_paths(text_of(document))) == []


def test_a_path_that_is_gone_is_seen() -> None:
    assert list(missing_paths("see `figures/nowhere.py` and `src/tusoi/nowhere/`")) == [
        "figures/nowhere.py",
        "src/tusoi/nowhere/",
    ]
    assert list(missing_paths("see `guidance/catalogue/<set>/criteria.toml`")) == []


# Commands


PROMISED = {"demo", "test", "check", "bench", "prove", "lock", "vendor", "look", "tusoi"}
"""The words of ./run, which its own docstring lists; a test below holds the two together."""


def commands(text: str) -> Iterator[tuple[str, ...]]:
    """Every `tusoi …` and `./run …` a page shows, in a code block or in backticks, word by word.

    A line is cut at a remark; `a|b` and `[…]` are the language of help texts, not a command.
    """
    fenced = [
        line
        for block in re.findall(r"```[a-z]*\n(.*?)```", text, re.S)
        for line in block.split("\n")
    ]
    quoted = [" ".join(found.split()) for found in re.findall(r"(?<!`)`([^`]+)`(?!`)", text)]
    indented = re.findall(r"^    (.+)$", text, flags=re.MULTILINE)
    for line in (*fenced, *quoted, *indented):
        command = re.split(r"\s{2,}|\s+#\s", line.strip(), maxsplit=1)[0].removeprefix("$ ")
        command = re.sub(r"^(?:[A-Z_]+=\S+ )+", "", command)
        if re.match(r"(\./run|tusoi|\.venv/bin/tusoi)( |$)", command) and not re.search(
            r"[\[\]|…]|ARG", command
        ):
            yield tuple(shlex.split(command))


def wrong_usage(words: tuple[str, ...]) -> str:
    """Why a command line would not be understood; nothing if it would."""
    asked = list(words[1:])
    if words[0] == "./run" and asked[:1] != ["tusoi"]:
        word = asked[0] if asked and not asked[0].startswith("-") else "demo"
        return "" if word in PROMISED else f"./run knows no {word}"
    asked = asked[1:] if words[0] == "./run" else asked
    if not asked or (len(asked) == 1 and asked[0] in known_commands()):
        return ""  # the program or a command as such, spoken of
    if asked in (["account", "add"], ["ledger", "root"]):
        return ""
    try:
        parser().parse_args([_filled(word) for word in asked])
    except (SystemExit, argparse.ArgumentError) as error:
        return f"{' '.join(words)}: {error}"
    return ""


def _filled(word: str) -> str:
    """An argument for a placeholder."""
    return {"DAY": "2012-12-17", "MOMENT": "2012-11-16T17:00+07:00", "N": "8000"}.get(word, word)


@cache
def known_commands() -> frozenset[str]:
    action = next(
        one
        for one in parser()._actions  # the only way to ask argparse
        if isinstance(one, argparse._SubParsersAction)
    )
    return frozenset(action.choices)


@pytest.mark.parametrize("document", PAGES, ids=name)
def test_every_command_shown_is_understood(
    document: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert [fault for words in commands(text_of(document)) if (fault := wrong_usage(words))] == []


def test_a_command_that_is_not_understood_is_seen(capsys: pytest.CaptureFixture[str]) -> None:
    shown = "```\n./run tusoi figures x --as-off 2012-12-17  # wrong\n./run fly\n```\nand `tusoi lode x`"
    faults = [wrong_usage(words) for words in commands(shown)]
    assert len(faults) == 3
    assert all(faults)
    right = (
        "```\n./run tusoi figures x --as-of 2012-12-17  # right\n```\n`tusoi ledger root --check`"
    )
    assert [wrong_usage(words) for words in commands(right)] == ["", ""]


def test_commands_are_shown_at_all() -> None:
    shown = [words for page in PAGES for words in commands(text_of(page))]
    assert {"./run", "tusoi"} <= {words[0] for words in shown}
    assert len(shown) > 10


def test_the_words_of_run_are_those_it_lists() -> None:
    listed = re.findall(r"^\./run (\w+)", text_of(ROOT / "run"), flags=re.MULTILINE)
    assert set(listed) == PROMISED


# Glossary


WORD = re.compile(r"`([A-Za-z_][A-Za-z_0-9]*)`")


def glossary_names(text: str) -> Iterator[str]:
    """The names in the column “English name in code”, of every table that has one."""
    inside = False
    for line in text.splitlines():
        if not line.startswith("|"):
            inside = False
        elif "| English name in code |" in line:
            inside = True
        elif inside and not line.startswith("|---"):
            yield from WORD.findall(line.split("|")[2])


@cache
def words_of_the_code() -> frozenset[str]:
    """Every word of the rooms' source, remarks and texts included: what matters is that the name lives."""
    text = "\n".join(text_of(path) for path in SRC.rglob("*.py") if "tests" not in path.parts)
    return frozenset(re.findall(r"[A-Za-z_][A-Za-z_0-9]*", text))


def test_every_name_of_the_glossary_lives_in_the_code() -> None:
    names = list(glossary_names(text_of(ROOT / "docs" / "glossary.md")))
    assert [one for one in names if one not in words_of_the_code()] == []
    assert len(names) == len(set(names)), "one thing, one word: a name stands twice"


def test_every_record_has_a_row_in_the_glossary() -> None:
    names = set(glossary_names(text_of(ROOT / "docs" / "glossary.md")))
    records = {
        model.__name__ for model in apps.get_models() if model.__module__.startswith("tusoi.")
    }
    assert records - names == set()


def test_a_name_that_is_gone_is_seen() -> None:
    table = "| Vietnamese | English name in code | Meaning |\n|---|---|---|\n| x | `Nowhere` | y |\n\n| a | `b` |\n"
    assert list(glossary_names(table)) == ["Nowhere"]
    assert "Nowhere" not in words_of_the_code()


# Decisions


PARTS = ("What we faced", "What we decided", "What it costs", "What would change it")


def faults_of_decision(file: str, text: str) -> Iterator[str]:
    number = file[:4]
    if not re.match(rf"# {number} \S", text):
        yield "the title does not begin with the file's number"
    if not re.search(r"^Date: \d{4}-\d{2}-\d{2}$", text, flags=re.MULTILINE):
        yield "no date"
    headings = tuple(re.findall(r"^## (.+)$", text, flags=re.MULTILINE))
    if headings != PARTS:
        yield f"its parts are {headings}"


@pytest.mark.parametrize("document", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_has_its_five_parts(document: Path) -> None:
    assert list(faults_of_decision(document.name, text_of(document))) == []


def test_decisions_are_numbered_without_a_gap() -> None:
    assert [page.name[:4] for page in DECISIONS] == [
        f"{number:04}" for number in range(1, len(DECISIONS) + 1)
    ]


def test_a_decision_that_says_no_cost_is_seen() -> None:
    told = "# 0001 Title\n\nDate: 2026-11-22\n\n" + "".join(f"## {part}\n\nx\n\n" for part in PARTS)
    assert list(faults_of_decision("0001-title.md", told)) == []
    assert list(faults_of_decision("0001-title.md", told.replace("## What it costs", "")))
    assert list(faults_of_decision("0002-title.md", told))
    assert list(faults_of_decision("0001-title.md", told.replace("Date", "Day")))
