"""Where one's weekly mail goes: one's own account alone, an address that mail can go to, or none."""

import pytest
from django.test import Client

from tests.pages import text
from tusoi.ledger.checking import discrepancies
from tusoi.ledger.queries import head
from tusoi.organisation.actions import NoAddress, add_account, tell_contact
from tusoi.organisation.models import ACCOUNTS_TREE, Account, Contact
from tusoi.organisation.queries import contact_of, contacts

pytestmark = pytest.mark.django_db
PAGE = "/thu-nhac/"


def as_(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def test_an_address_and_a_language_are_kept_and_shown_again() -> None:
    lan = add_account("Lan")
    response = as_(lan).post(PAGE, {"email": " lan@co-quan.vn ", "language": "en"})
    assert response.status_code == 302
    known = contact_of(lan)
    assert known is not None
    assert (known.email, known.language) == ("lan@co-quan.vn", "en")
    shown = text(as_(lan).get(PAGE))
    assert 'value="lan@co-quan.vn"' in shown
    assert "Thư nhắc hằng tuần sẽ gửi đến lan@co-quan.vn" not in text(as_(lan).get("/vao/"))


def test_an_empty_address_is_no_mail() -> None:
    lan = add_account("Lan")
    tell_contact(lan, "lan@co-quan.vn", "vi", by=lan.pk)
    assert [one.email for one in contacts()] == ["lan@co-quan.vn"]
    response = as_(lan).post(PAGE, {"email": "", "language": "vi"}, follow=True)
    assert "Sẽ không gửi thư nhắc" in text(response)
    assert contacts() == ()


@pytest.mark.parametrize(
    "address",
    [
        "lan",
        "lan@",
        "@co-quan.vn",
        "lan@co-quan",
        "lan@co-quan.vn, binh@co-quan.vn",
        "lan@co-quan.vn\nBcc: x@y.vn",
        "<script>@co-quan.vn",
        "l" * 300 + "@co-quan.vn",
    ],
)
def test_what_is_no_address_is_refused_and_comes_back_as_typed(address: str) -> None:
    lan = add_account("Lan")
    response = as_(lan).post(PAGE, {"email": address, "language": "vi"})
    assert response.status_code == 422
    assert "không phải địa chỉ thư điện tử" in text(response)
    assert address[:20].split("\n")[0] in text(response)
    assert contact_of(lan) is None


def test_a_language_that_is_none_of_the_two_is_refused() -> None:
    lan = add_account("Lan")
    with pytest.raises(NoAddress):
        tell_contact(lan, "lan@co-quan.vn", "fr", by=lan.pk)
    assert as_(lan).post(PAGE, {"email": "lan@co-quan.vn"}).status_code == 422


def test_told_twice_it_stands_once_and_the_ledger_knows_it() -> None:
    lan = add_account("Lan")
    tell_contact(lan, "lan@co-quan.vn", "vi", by=lan.pk)
    assert tell_contact(lan, "lan@co-quan.vn", "vi", by=lan.pk).same == 1
    assert head(ACCOUNTS_TREE).size == 1
    tell_contact(lan, "moi@co-quan.vn", "vi", by=lan.pk)
    assert Contact.objects.known().count() == 1
    assert [one.email for one in contacts()] == ["moi@co-quan.vn"]
    assert not list(discrepancies())


def test_everybody_sees_and_changes_their_own_alone() -> None:
    lan, binh = add_account("Lan"), add_account("Bình")
    tell_contact(lan, "lan@co-quan.vn", "vi", by=lan.pk)
    assert "lan@co-quan.vn" not in text(as_(binh).get(PAGE))
    as_(binh).post(PAGE, {"email": "binh@co-quan.vn", "language": "vi", "account": str(lan.pk)})
    assert {one.account.name: one.email for one in contacts()} == {
        "Bình": "binh@co-quan.vn",
        "Lan": "lan@co-quan.vn",
    }
