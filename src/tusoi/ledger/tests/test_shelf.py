"""A shelf holds so many values and makes each once; one of all that is known lets go of them when anything is recorded."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import transaction

from tusoi.ledger.models import HOST_TREE, Entry
from tusoi.ledger.reading import newest
from tusoi.ledger.shelf import Shelf, ShelfOfNow


def test_a_full_shelf_lets_go_of_what_was_longest_unused() -> None:
    kept: Shelf[str] = Shelf(2)
    for key in ("a", "b", "a", "c"):
        kept.take(key, lambda key=key: key.upper())  # type: ignore[misc]
    assert len(kept) == 2
    assert kept.take("a", lambda: "made anew") == "A"
    assert kept.take("b", lambda: "made anew") == "made anew"


def test_what_failed_is_tried_again_and_what_changed_meanwhile_is_not_kept() -> None:
    kept: Shelf[str] = Shelf(2)

    def fails() -> str:
        raise ValueError("try again")

    with pytest.raises(ValueError, match="again"):
        kept.take("a", fails)
    assert kept.take("a", lambda: "half", if_still=lambda: False) == "half"
    assert kept.take("a", lambda: "whole") == "whole"


def test_of_two_who_ask_at_once_one_makes_it() -> None:
    kept: Shelf[int] = Shelf(2)
    together, made = Barrier(2), list[int]()

    def make() -> int:
        made.append(1)
        return len(made)

    def ask() -> int:
        together.wait(timeout=10)
        return kept.take("a", make)

    with ThreadPoolExecutor(2) as two:
        answers = [one.result(timeout=10) for one in [two.submit(ask), two.submit(ask)]]
    assert answers == [1, 1]


# What is a function of all that is recorded


def come(number: int, tree: str) -> None:
    Entry.objects.create(id=number, tree=tree, position=0, body="{}", leaf=bytes([number]))


@pytest.mark.django_db(transaction=True)
def test_what_is_known_now_is_made_once_until_something_is_recorded() -> None:
    kept, made = ShelfOfNow[int](2), list[int]()

    def ask() -> int:
        return kept.take_now("a", lambda: made.append(1) or len(made))  # type: ignore[func-returns-value]

    assert [ask(), ask()] == [1, 1]
    come(1, HOST_TREE)
    assert [ask(), ask()] == [2, 2]
    with transaction.atomic():
        assert [ask(), ask()] == [3, 4]
    assert ask() == 2


@pytest.mark.django_db
def test_an_entry_seen_later_than_the_one_numbered_after_it_is_noticed() -> None:
    """As on PostgreSQL, where the acts of two campaigns are committed in either order."""
    come(9, HOST_TREE)
    before = newest()
    come(12, "campaign:b")
    between = newest()
    come(11, "campaign:a")
    assert len({before, between, newest()}) == 3
