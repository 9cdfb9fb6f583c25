"""The rulebook says what the code does: what is printed stands in docs/, and all of it is printed."""

from pathlib import Path

import pytest

from tusoi.figures.register import figures
from tusoi.gates.register import gates
from tusoi.guidance.queries import guidance_set, set_codes
from tusoi.site.process import map_lines, rooms
from tusoi.site.rulebook import DOCS, ROOMS_FROM, ROOMS_TO, events_of, pages, with_rooms, write
from tusoi.supervision.register import hints

PRINT_ANEW = "print it anew: python -m tusoi.site.rulebook"


@pytest.mark.parametrize("name", sorted(pages()))
def test_the_page_in_docs_is_the_one_the_code_prints(name: str) -> None:
    assert (DOCS / "rulebook" / name).read_text(encoding="utf-8") == pages()[name], PRINT_ANEW


def test_no_other_page_stands_in_the_rulebook() -> None:
    assert {page.name for page in (DOCS / "rulebook").iterdir()} == set(pages())


def test_the_first_half_of_the_map_is_the_order_of_the_rooms() -> None:
    tour = (DOCS / "map.md").read_text(encoding="utf-8")
    assert tour == with_rooms(tour), PRINT_ANEW
    printed = tour.partition(ROOMS_FROM)[2].partition(ROOMS_TO)[0]
    assert tuple(printed.strip().splitlines()) == map_lines()
    assert tour.index(ROOMS_FROM) < tour.index("## The way of one number")


def test_every_gate_is_printed_with_all_its_examples() -> None:
    page = pages()["gates.md"]
    for gate in gates():
        for wording in (gate.name, gate.source, gate.sentence, gate.who_can_clear):
            assert wording.vi in page
            assert wording.en in page
        for example in gate.examples:
            assert f"| {example.wording.vi} | {example.wording.en} |" in page


def test_every_hint_is_printed_with_all_its_examples() -> None:
    page = pages()["hints.md"]
    for hint in hints():
        for wording in (hint.name, hint.source, hint.sentence):
            assert wording.vi in page
            assert wording.en in page
        for example in hint.examples:
            assert f"| {example.wording.vi} | {example.wording.en} |" in page


def test_a_provisional_list_is_never_printed_without_its_notice() -> None:
    page = pages()["criteria.md"]
    for code in set_codes():
        guidance = guidance_set(code)
        section = page.partition(f"## `{code}` ")[2].partition("\n## ")[0]
        if guidance.provisional_notice:
            assert f"> **{guidance.provisional_notice.vi}**" in section
            assert f"> **{guidance.provisional_notice.en}**" in section
        assert ("provisional" in section) == guidance.provisional
        assert all(one.basis.vi in section for one in guidance.criteria)


def test_every_figure_is_printed_with_its_sums_and_parts() -> None:
    page = pages()["figures.md"]
    for figure in figures():
        section = page.partition(f"## `{figure.code}` ")[2].partition("\n## ")[0]
        assert figure.definition.vi in section
        assert figure.source.en in section
        assert section.count("Must agree") == len(figure.sums)
        assert "Parts: `" in section


def test_every_event_of_every_room_is_printed_with_its_keys() -> None:
    page = pages()["events.md"]
    codes = [event.code for room in rooms() for event in events_of(room)]
    assert len(codes) == len(set(codes)) > 0
    for room in rooms():
        for event in events_of(room):
            line = next(line for line in page.splitlines() if f"| `{event.code}` |" in line)
            assert all(f"`{key}`" in line for key in event.keys)


def test_a_page_changed_by_hand_is_mended_by_writing_anew(tmp_path: Path) -> None:
    tour = f"# Map\n\n{ROOMS_FROM}\nold\n{ROOMS_TO}\n\nThe tour.\n"
    (tmp_path / "map.md").write_text(tour, encoding="utf-8")
    write(tmp_path)
    assert (tmp_path / "rulebook" / "gates.md").read_text(encoding="utf-8") == pages()["gates.md"]
    mended = (tmp_path / "map.md").read_text(encoding="utf-8")
    assert map_lines()[0] in mended
    assert "old" not in mended
    assert mended.endswith("\n\nThe tour.\n")
