"""Rows made at once are the rows Django makes column by column."""

import uuid
from datetime import date
from typing import Any

import pytest
from django.apps import apps

from tusoi.ledger.models import Committed

MODELS = [model for model in apps.get_models() if issubclass(model, Committed)]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_a_row_of_no_columns_has_djangos_defaults(model: type[Committed]) -> None:
    made, usual = vars(model.made()), vars(model())
    anew = {"salt"} | {one.attname for one in model._meta.fields if one.default is uuid.uuid4}
    assert made.keys() == usual.keys()
    assert {name: made[name] for name in made.keys() - anew - {"_state"}} == {
        name: usual[name] for name in usual.keys() - anew - {"_state"}
    }
    assert all(type(made[name]) is type(usual[name]) for name in anew)
    assert (made["_state"].adding, made["_state"].db) == (True, None)


def test_each_row_has_a_key_and_a_salt_of_its_own_and_what_it_was_given() -> None:
    standing: Any = apps.get_model("organisation", "Standing")
    one, other = standing.made(name="A", day=date(2012, 1, 1)), standing.made(name="B")
    assert one.pk != other.pk
    assert one.salt != other.salt
    assert (one.name, other.name, one.day) == ("A", "B", date(2012, 1, 1))
    key = uuid.uuid4()
    assert standing.made(id=key).pk == key


def test_a_column_that_is_not_there_is_refused() -> None:
    standing: Any = apps.get_model("organisation", "Standing")
    with pytest.raises(TypeError, match="Standing has no column nmae"):
        standing.made(nmae="A")
