"""What is told of a number about persons: who is told which, and that none passes that no table protects."""

from dataclasses import replace
from datetime import date
from typing import Any, cast

import pytest

from tests.cast import SOMEWHERE, on
from tusoi.campaigns.queries import CampaignView
from tusoi.figures.definitions import opinions_asked, speaking
from tusoi.figures.disclosed import Disclosed, Reader
from tusoi.figures.disclosure.catalogue import CATALOGUE
from tusoi.figures.disclosure.protecting import How, protect, released
from tusoi.figures.disclosure.rules import Rules, internal_tier, public_tier
from tusoi.figures.disclosure.whom import Whom
from tusoi.figures.disclosure.words import HIDDEN, Said, SaidShare
from tusoi.figures.figure import Figure
from tusoi.figures.figure_set import AboutPersons, FigureSet
from tusoi.figures.records import Records, TalliedKnown
from tusoi.figures.register import NotInCatalogue, figures, in_catalogue
from tusoi.figures.rollup import ROLLED

DEC_31 = date(2012, 12, 31)
PUBLIC, INTERNAL = public_tier(Rules()), internal_tier(Rules())
SPEAKING = CATALOGUE["speaking"]


def spoke(called_on: int, unasked: int, silent: int) -> dict[str, int]:
    return {
        "had_to_be_called_on": called_on,
        "of_their_own_accord": unasked,
        "spoke": called_on + unasked,
        "silent": silent,
        "called": called_on + unasked + silent,
    }


def figures_with(called: int, said: int, called_on: int) -> FigureSet:
    tally = TalliedKnown("A47", called, said, called_on, on("2012-12-20"), SOMEWHERE)
    parts = speaking.count(Records(date.max, {}, {}, (), tallies=(tally,)), DEC_31)
    return FigureSet(cast("CampaignView", None), DEC_31, cast("Any", None), {"speaking": parts})


def texts(figures: FigureSet, reader: Reader, *cells: str) -> list[str]:
    told = Disclosed(figures, reader)
    return [told.said(f"speaking.{cell}").text("en") for cell in cells]


# The catalogue


def test_every_figure_says_whom_it_counts_and_every_table_is_a_figures_own() -> None:
    tables = set(CATALOGUE) - {"felt", "felt_by_receipt"}
    about_persons = {
        one.code
        for one in figures()
        if any(whom.is_protected for whom in (one.counts, *one.counts_in.values()))
    }
    assert tables == about_persons


def test_a_figure_about_persons_without_a_table_is_refused() -> None:
    stranger = replace(opinions_asked.FIGURE, code="hands_raised")
    with pytest.raises(NotInCatalogue, match="hands_raised"):
        in_catalogue(stranger)
    known = replace(stranger, counts=Whom.THINGS)
    assert in_catalogue(known) is known


def test_a_part_about_persons_that_its_table_has_not_is_refused() -> None:
    more = replace(opinions_asked.FIGURE, counts_in={"silent_for_years": Whom.PERSONS})
    with pytest.raises(NotInCatalogue):
        in_catalogue(more)


def test_a_figure_that_does_not_say_whom_it_counts_cannot_be_made() -> None:
    one = opinions_asked.FIGURE
    with pytest.raises(TypeError, match="counts"):
        Figure(one.code, one.title, one.definition, one.source, one.count)  # type: ignore[call-arg]


def test_the_tables_sums_are_those_that_the_figures_must_make() -> None:
    declared = {
        (one.whole.partition(".")[2], tuple(part.partition(".")[2] for part in one.parts))
        for one in speaking.FIGURE.sums
    }
    assert {(whole, parts) for whole, parts in SPEAKING.sums} == declared


def test_what_the_roll_up_is_given_counts_no_person() -> None:
    by_code = {one.code: one for one in figures()}
    assert not any(by_code[path.split(".")[0]].whom(path).is_protected for path in ROLLED)


# One table


def test_small_numbers_are_hidden_and_others_rounded_to_the_nearest_five() -> None:
    told = protect(SPEAKING, spoke(3, 200, 40), PUBLIC)
    assert [told.told(cell) for cell in SPEAKING.cells] == [None, 200, 205, 40, 245]


def test_rounded_numbers_that_would_give_each_other_away_are_hidden() -> None:
    """All know that 241 were called: about 40 silent and about 205 who spoke can be 38 and 203 alone."""
    told = protect(SPEAKING, spoke(3, 200, 38), PUBLIC)
    assert None in {told.told("silent"), told.told("spoke")}


@pytest.mark.parametrize(("number", "told"), [(7, None), (8, 10), (12, 10), (13, 15)])
def test_eight_is_told_and_seven_is_not(number: int, told: int | None) -> None:
    table = CATALOGUE["relation_with_people"]
    assert protect(table, {"people": number}, PUBLIC).told("people") == told


def test_where_nobody_was_counted_nought_is_told() -> None:
    told = protect(SPEAKING, spoke(0, 0, 0), PUBLIC)
    assert [told.told(cell) for cell in SPEAKING.cells] == [0] * 5


def test_of_a_whole_of_few_no_part_is_told() -> None:
    told = protect(SPEAKING, spoke(8, 9, 2), PUBLIC)
    assert [told.told(cell) for cell in SPEAKING.cells] == [None] * 4 + [20]


def test_total_and_tech_do_not_tell_of_sales() -> None:
    told = protect(SPEAKING, spoke(3, 200, 40), INTERNAL)
    assert [told.told(cell) for cell in SPEAKING.cells] == [None, None, 203, 40, 243]


def test_who_did_not_answer_is_kept_though_nobody_prints_it() -> None:
    told = protect(CATALOGUE["opinions_asked"], {"invited": 43, "answered": 40}, INTERNAL)
    assert [told.told(cell) for cell in ("invited", "answered")] == [43, None]
    assert told.how["silent"] is How.ELSE


@pytest.mark.parametrize("called", range(5, 10))
def test_every_table_of_so_few_looks_alike(called: int) -> None:
    """Of eight who are known to be eight: had four-and-four a look of its own, whoever has this program had both."""
    told = set()
    for said in range(called + 1):
        for unasked in range(said + 1):
            numbers = spoke(said - unasked, unasked, called - said)
            release = protect(SPEAKING, numbers, INTERNAL)
            told.add(tuple(release.told(cell) for cell in SPEAKING.cells))
    assert told == {(None, None, None, None, called)}


def test_small_numbers_that_make_a_known_whole_are_not_known_as_small() -> None:
    told = protect(SPEAKING, spoke(2, 2, 4), INTERNAL)
    assert [told.how[cell] for cell in SPEAKING.cells] == [How.ELSE] * 4 + [How.EXACT]


# Told again


def test_within_the_campaign_an_earlier_number_never_stands_for_what_is_hidden_now() -> None:
    earlier, now = (
        {"known": 9, "decided": 3, "undecided": 6},
        {"known": 4, "decided": 3, "undecided": 1},
    )
    told = released(CATALOGUE["cases_known"], [earlier, now], INTERNAL)
    assert (told.place, told.told("known"), told.told("decided")) == (1, None, 3)


def test_a_table_of_which_little_changed_stands_as_it_was_told() -> None:
    first, later = spoke(22, 178, 40), spoke(23, 178, 40)
    told = released(SPEAKING, [first, later], PUBLIC)
    assert (told.place, told.told("had_to_be_called_on")) == (0, 20)


def test_a_table_of_which_each_number_changed_enough_or_not_at_all_is_told_anew() -> None:
    first, later = spoke(22, 178, 40), spoke(22, 198, 40)
    told = released(SPEAKING, [first, later], PUBLIC)
    assert (told.place, told.told("of_their_own_accord")) == (1, 200)


def test_a_chain_of_smallest_steps_that_would_tell_the_number_is_not_told() -> None:
    counts = [{"people": people} for people in (18, 26, 34, 42)]
    told = released(CATALOGUE["relation_with_people"], counts, PUBLIC)
    assert told.place < 3


def test_that_nobody_answered_is_not_told_where_nobody_knows_how_many_could() -> None:
    told = protect(CATALOGUE["felt"], {"put_right": 0, "still_not": 0}, PUBLIC)
    assert [told.told(cell) for cell in ("put_right", "still_not")] == [None, None]


def test_an_empty_table_is_no_telling() -> None:
    told = released(SPEAKING, [spoke(0, 0, 0), spoke(2, 3, 1)], PUBLIC)
    assert (told.place, told.told("called")) == (1, None)


# Who reads


def test_a_number_about_persons_is_not_given_by_the_figures_themselves() -> None:
    found = figures_with(120, 100, 3)
    with pytest.raises(AboutPersons):
        found.value("speaking.spoke")
    with pytest.raises(AboutPersons):
        found.share("speaking")
    assert found.value("speaking.sessions") == 1


def test_each_reader_is_told_by_the_rules_that_hold_for_them() -> None:
    found = figures_with(120, 100, 3)
    cells = ("had_to_be_called_on", "spoke", "called", "sessions")
    assert texts(found, Reader.HOST, *cells) == ["3", "100", "120", "1"]
    assert texts(found, Reader.INTERNAL, *cells) == [HIDDEN, "100", "120", "1"]
    assert texts(found, Reader.PUBLIC, *cells) == [HIDDEN, "about 100", "about 120", "1"]
    assert texts(found, Reader.UNIT, *cells) == [HIDDEN, HIDDEN, HIDDEN, "1"]


def test_within_some_units_the_public_is_told_nothing_of_persons() -> None:
    mine = replace(figures_with(120, 100, 3), units=frozenset({"A47"}))
    assert texts(mine, Reader.PUBLIC, "called") == [HIDDEN]


def test_no_rows_stand_behind_a_number_that_is_not_told_as_it_is() -> None:
    found = figures_with(120, 100, 3)
    for reader in (Reader.INTERNAL, Reader.UNIT, Reader.PUBLIC, Reader.COMMISSION):
        assert Disclosed(found, reader).rows("speaking.spoke") == ()
    assert Disclosed(found, Reader.HOST).rows("speaking.spoke")[0].weight == 100
    assert len(Disclosed(found, Reader.UNIT).rows("speaking.sessions")) == 1


def test_the_rule_stands_beside_what_it_rounds_and_nowhere_else() -> None:
    found = figures_with(120, 100, 3)
    rule = Disclosed(found, Reader.PUBLIC).rule("speaking")
    assert rule is not None
    assert "làm tròn đến 5; dưới 8 không nêu" in rule.vi
    assert "rounded to 5; below 8 not told" in rule.en
    assert Disclosed(found, Reader.HOST).rule("speaking") is None


# Per cent


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [
        (Said(None), Said(100, about=True), ""),
        (Said(10, about=True), Said(None), ""),
        (Said(10, about=True), Said(15, about=True), ""),
        (Said(30, about=True), Said(45, about=True), "67%"),
        (Said(45, about=True), Said(45, about=True), ">90%"),
    ],
)
def test_no_per_cent_of_a_hidden_number_nor_of_few(part: Said, whole: Said, percent: str) -> None:
    assert SaidShare(part, whole, fewest=20).percent_text("vi") == percent


def test_a_share_of_organisations_keeps_its_decimals() -> None:
    share = SaidShare(Said(133), Said(136))
    assert (share.text("vi"), share.percent_text("vi")) == ("133/136", "97,79%")
