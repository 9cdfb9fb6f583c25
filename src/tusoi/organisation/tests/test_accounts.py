"""Accounts: who tells a return."""

import pytest

from tusoi.ledger.queries import heads
from tusoi.organisation.actions import AccountExists, UnknownAccount, account_named, add_account
from tusoi.values.refusal import Refused

pytestmark = pytest.mark.django_db


def test_an_account_that_was_added_is_found_in_any_spelling_form() -> None:
    tuan = add_account("  Tuấn ")
    assert tuan.name == "Tuấn"
    assert account_named("Tua\u0302\u0301n") == tuan
    assert not tuan.has_usable_password()


def test_a_name_is_taken_once() -> None:
    add_account("Tuấn")
    with pytest.raises(AccountExists) as refused:
        add_account("Tua\u0302\u0301n")
    assert "“Tuấn”" in refused.value.wording.vi


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "a" * 81])
def test_a_name_has_one_to_eighty_characters(name: str) -> None:
    with pytest.raises(Refused) as refused:
        add_account(name)
    assert "80" in refused.value.wording.en


def test_who_is_not_known_is_told_how_to_become_so() -> None:
    with pytest.raises(UnknownAccount) as refused:
        account_named("Bình")
    assert "tusoi account add Bình" in refused.value.wording.vi


def test_adding_an_account_is_one_entry_of_the_hosts_tree() -> None:
    assert {head.tree: head.size for head in heads()}.get("host", 0) == 0
    add_account("Khánh")
    assert {head.tree: head.size for head in heads()} == {"host": 1}
