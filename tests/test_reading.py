"""Facts read as plain rows say what their models say; a tip names the last entry of its tree."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from pytest_django import DjangoDbBlocker

from tests.cast import kept_for_a_module, mai_loads_the_hospital, mai_loads_the_seed
from tusoi.ledger.models import HOST_TREE, Entry, Fact
from tusoi.ledger.reading import read_rows, tip
from tusoi.organisation.actions import add_account
from tusoi.organisation.models import Standing

pytestmark = pytest.mark.django_db

FACTS = [model for model in apps.get_models() if issubclass(model, Fact)]


@pytest.fixture(scope="module", autouse=True)
def returns(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        mai_loads_the_hospital()
        yield


def told_by(model: type[Fact]) -> list[str]:
    """Every column that says something, and the row's own key."""
    own = [field.attname for field in model._meta.concrete_fields if field.attname != "salt"]
    return [name for name in own if name not in Fact.telling or name == "id"]


@pytest.mark.parametrize("model", FACTS, ids=[model.__name__ for model in FACTS])
def test_a_row_says_what_its_model_says(model: type[Fact]) -> None:
    columns = told_by(model)
    rows = list(read_rows(model._default_manager.order_by("pk"), *columns))
    facts = list(model._default_manager.order_by("pk"))
    assert rows == [
        (fact.when, fact.provenance, *(getattr(fact, name) for name in columns)) for fact in facts
    ]


def test_the_seed_has_rows_of_both_kinds_to_compare() -> None:
    facts = [fact for model in FACTS for fact in model._default_manager.all()]
    assert {fact.day_stated for fact in facts} == {True, False}
    assert {fact.withdrawn for fact in facts} >= {False}
    assert any(fact.replaces for fact in facts)


def test_a_column_may_lead_to_another_row() -> None:
    (row,) = read_rows(Standing.objects.known().filter(unit__code="A47"), "unit__code", "until")
    assert row[2:] == ("A47", None)


def test_what_is_known_leaves_out_what_was_replaced_or_withdrawn_by_then() -> None:
    for model in FACTS:
        told = list(model._default_manager.all())
        gone = {fact.replaces for fact in told if fact.replaces}
        known = {fact.pk for fact in told if fact.pk not in gone and not fact.withdrawn}
        assert {fact.pk for fact in model._default_manager.all().known()} == known


def test_a_tip_is_the_last_entry_and_moves_with_the_next_act() -> None:
    before = tip(HOST_TREE)
    add_account("Hoa")
    after = tip(HOST_TREE)
    assert before is not None
    assert after is not None
    assert after.position == before.position + 1
    assert after.leaf == bytes(Entry.objects.get(tree=HOST_TREE, position=after.position).leaf)
    assert after.at >= before.at


def test_an_empty_tree_has_no_tip() -> None:
    assert tip("campaign/none") is None
