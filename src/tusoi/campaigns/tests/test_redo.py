"""Parts of a review that are opened again: these and no other, each until its room has done it again."""

from collections.abc import Iterator
from datetime import date

import pytest
from pytest_django import DjangoDbBlocker

from tests.cast import kept_for_a_module, mai, mai_loads_the_seed, reach_for
from tusoi.campaigns.actions import (
    campaign_act,
    reopen_parts,
    review_of,
    round_of,
    tell_redone,
)
from tusoi.campaigns.events import REASON_STATED
from tusoi.campaigns.parts import Part
from tusoi.campaigns.queries import redo_of

pytestmark = pytest.mark.django_db

DEC_22, DEC_24, DEC_26 = (date(2012, 12, day) for day in (22, 24, 26))


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        yield


def test_a_part_is_open_from_the_redo_until_it_is_done_again() -> None:
    reach = reach_for(mai())
    review, told = review_of(reach, "A47"), round_of(reach)
    with campaign_act(reach, REASON_STATED, unit="A47") as opened:
        reopen_parts(opened, told, "A47", [Part.EXPLANATIONS, Part.FINDINGS], DEC_22)
    state = redo_of("hcmc-2012", review)
    assert {part for part, one in state.items() if one.is_open} == {
        Part.EXPLANATIONS,
        Part.FINDINGS,
    }
    with campaign_act(reach, REASON_STATED, unit="A47") as opened:
        assert tell_redone(opened, told, "A47", Part.EXPLANATIONS, DEC_24).new == 1
        assert tell_redone(opened, told, "A47", Part.SELF_REVIEW, DEC_24).changes == 0
    state = redo_of("hcmc-2012", review)
    assert [part for part, one in state.items() if one.is_open] == [Part.FINDINGS]


def test_a_second_redo_opens_a_part_anew() -> None:
    reach = reach_for(mai())
    review, told = review_of(reach, "A47"), round_of(reach)
    with campaign_act(reach, REASON_STATED, unit="A47") as opened:
        reopen_parts(opened, told, "A47", [Part.FINDINGS], DEC_22)
        tell_redone(opened, told, "A47", Part.FINDINGS, DEC_24)
        reopen_parts(opened, told, "A47", [Part.FINDINGS], DEC_26, round_number=2)
    (state,) = redo_of("hcmc-2012", review).values()
    assert state.is_open
    assert (state.reopened.day, state.round_number) == (DEC_26, 2)


def test_a_redo_told_again_names_its_parts_anew_and_leaves_an_earlier_one_alone() -> None:
    reach = reach_for(mai())
    review, told = review_of(reach, "A47"), round_of(reach)
    with campaign_act(reach, REASON_STATED, unit="A47") as opened:
        reopen_parts(opened, told, "A47", [Part.SELF_REVIEW], DEC_22)
        tell_redone(opened, told, "A47", Part.SELF_REVIEW, DEC_24)
        reopen_parts(
            opened, told, "A47", [Part.FINDINGS, Part.EXPLANATIONS], DEC_26, round_number=2
        )
    with campaign_act(reach, REASON_STATED, unit="A47") as opened:
        said = reopen_parts(opened, told, "A47", [Part.FINDINGS], DEC_26, round_number=2)
    assert (said.withdrawn, said.same) == (1, 1)
    state = redo_of("hcmc-2012", review)
    assert {part: one.is_open for part, one in state.items()} == {
        Part.SELF_REVIEW: False,
        Part.FINDINGS: True,
    }
