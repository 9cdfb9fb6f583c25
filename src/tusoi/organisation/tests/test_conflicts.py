"""Every rule on conflicts of interest does what its examples say, and is held where it says."""

from datetime import date
from pathlib import Path

import pytest

from tusoi.organisation.conflicts.register import conflict_rules
from tusoi.organisation.conflicts.rule import ConflictRule, Example, InConflict, hold_to, refusal
from tusoi.organisation.conflicts.service import months_before
from tusoi.organisation.roles import OF_A_UNIT, PRIVILEGED, RIGHTS, ROLE_WORDING, Right, Role

SOURCE = Path(__file__).resolve().parents[2]
EXAMPLES = [(rule, example) for rule in conflict_rules() for example in rule.examples]


@pytest.mark.parametrize(
    ("rule", "example"), EXAMPLES, ids=[f"{r.code} {e.wording.en}" for r, e in EXAMPLES]
)
def test_each_rule_does_what_its_examples_say(rule: ConflictRule, example: Example) -> None:
    said = refusal(rule, example.facts)
    assert (said is None) is example.passes
    if said is None:
        hold_to(rule, example.facts)
        return
    assert "{" not in said.vi + said.en
    with pytest.raises(InConflict) as refused:
        hold_to(rule, example.facts)
    assert refused.value.rule is rule


def test_the_rules_are_those_of_the_list() -> None:
    assert [rule.number for rule in conflict_rules()] == list(range(1, 15))


@pytest.mark.parametrize("rule", conflict_rules(), ids=lambda rule: rule.code)
def test_each_rule_is_held_where_it_says(rule: ConflictRule) -> None:
    assert all((SOURCE / place).is_file() for place in rule.enforced)
    if rule.judge is None:
        assert rule.enforced
        assert not rule.examples
    else:
        assert {example.passes for example in rule.examples} == {True, False}


def test_a_month_earlier_is_the_same_day_or_the_last() -> None:
    assert months_before(date(2012, 11, 20), 36) == date(2009, 11, 20)
    assert months_before(date(2012, 3, 31), 1) == date(2012, 2, 29)
    assert months_before(date(2013, 1, 15), 1) == date(2012, 12, 15)
    assert months_before(date(2013, 1, 15), 0) == date(2013, 1, 15)
    assert months_before(date(2, 1, 15), 600) == date(1, 1, 1)


def test_each_role_has_its_rights_and_its_name() -> None:
    assert set(RIGHTS) == set(ROLE_WORDING) == set(Role)
    assert set(PRIVILEGED) | set(OF_A_UNIT) == set(Role)
    assert RIGHTS[Role.ADMINISTRATOR] == {}


def test_nobody_both_proposes_and_alone_approves_a_privileged_role() -> None:
    approving = {role for role in Role if Right.APPROVE_PRIVILEGED in RIGHTS[role]}
    proposing = {role for role in Role if Right.PROPOSE_ROLE in RIGHTS[role]}
    assert approving == {Role.INSPECTION}
    assert not approving & proposing


def test_an_auditor_only_reads() -> None:
    writing = set(RIGHTS[Role.AUDITOR]) - {
        right for right in Right if right.value.startswith("see")
    }
    assert not writing
