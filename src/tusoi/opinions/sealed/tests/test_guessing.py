"""Guessing receipts (T16): a slip reaches nothing, every wrong one is the same work and page, and a few in a row close the door."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from tests.cast import (
    at_noon,
    kept_for_a_module,
    mai,
    mai_loads_the_hospital,
    mai_loads_the_seed,
    reach_for,
)
from tusoi.opinions.sealed import dialogue as dialogue_module
from tusoi.opinions.sealed.batches import release_batch
from tusoi.opinions.sealed.models import Spooled
from tusoi.opinions.sealed.protocol import receipt as receipt_module
from tusoi.opinions.sealed.protocol.receipt import Receipt
from tusoi.opinions.sealed.retention import destroy_sealed
from tusoi.opinions.sealed.tests.story import (
    BY_RECEIPT,
    CLOSES,
    DURING,
    Answered,
    channel_opens,
    give,
    kept,
    open_form,
    send,
    ten_are_kept,
)
from tusoi.values.turns import Turns

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def channel(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        mai_loads_the_hospital()
        with at_noon(DURING):
            channel_opens()
            yield


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Nobody was wrong yet, and no second passes until a test says so."""
    at = [0.0]
    turns = Turns(dialogue_module.A_SECOND, at_once=dialogue_module.AT_ONCE, clock=lambda: at[0])
    monkeypatch.setattr(dialogue_module, "WRONG", turns)
    return at


def ask(receipt: object, **more: str) -> Answered:
    return send({}, address=BY_RECEIPT, receipt=str(receipt), **more)


class Work(NamedTuple):
    """What answering a receipt cost: the tables asked in their order, and the secrets derived."""

    status: int
    asked: tuple[str, ...]
    derived: int

    @property
    def of_the_channel(self) -> list[str]:
        return [one for one in self.asked if "sealed" in one or "spool" in one or "reply" in one]


def work_of(receipt: object, monkeypatch: pytest.MonkeyPatch) -> Work:
    ask("")  # what is kept from request to request is there
    derived: list[bytes] = []
    real = receipt_module.hkdf

    def counted(secret: bytes, *, info: bytes, length: int, salt: bytes = b"") -> bytes:
        derived.append(info)
        return real(secret, info=info, length=length, salt=salt)

    with monkeypatch.context() as patched, CaptureQueriesContext(connection) as queries:
        patched.setattr(receipt_module, "hkdf", counted)
        status = ask(receipt).status
    asked = (re.search(r'FROM "(\w+)"', one["sql"]) for one in queries)
    return Work(status, tuple(one[1] for one in asked if one), len(derived))


def test_a_slip_is_noticed_before_anything_is_looked_up_or_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written = str(kept("Một."))
    slip = ("1" if written[0] != "1" else "2") + written[1:]
    work = work_of(slip, monkeypatch)
    assert (work.status, work.of_the_channel, work.derived) == (422, [], 0)
    for _ in range(20):
        assert "chép sai một ký tự" in ask(slip).page
    assert ask(written).status == 200


def test_every_receipt_that_opens_nothing_is_the_same_page_and_the_same_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Never drawn, drawn and never sent, of another campaign, destroyed with its batch: nothing tells them apart."""
    elsewhere = kept("Một.")
    Spooled.objects.update(campaign="hospital-2026")
    destroyed = kept("Hai.")
    ten_are_kept()
    release_batch(reach_for(mai()))
    with at_noon(CLOSES + timedelta(days=90)):
        destroy_sealed(reach_for(mai()))
    unsent = Receipt.read(open_form().hidden["receipt"])
    some = (Receipt.drawn(), unsent, elsewhere, destroyed)
    pages = {ask(one).page.replace(str(one), "…") for one in some}
    assert len(pages) == 1
    dialogue_module.WRONG.fill()
    works = {work_of(one, monkeypatch) for one in some}
    assert len(works) == 1
    assert works.pop().status == 422


def test_a_right_receipt_asks_the_tables_that_a_wrong_one_asks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waiting = kept("Một.")
    wrong, right = (work_of(one, monkeypatch) for one in (Receipt.drawn(), waiting))
    assert right.of_the_channel == wrong.of_the_channel != []
    assert wrong.asked == right.asked
    assert wrong.derived >= 1
    ten_are_kept()
    release_batch(reach_for(mai()))
    assert work_of(waiting, monkeypatch).asked == right.asked


def test_work_that_stops_at_the_first_miss_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fault that the two tests above are for: whoever is not found in the spool is answered at once."""
    waiting = kept("Một.")
    real = dialogue_module.dialogue_of

    def hasty(channel: object, receipt: Receipt) -> object:
        if not Spooled.objects.filter(pk=receipt.lookup).exists():
            return None
        return real(channel, receipt)  # type: ignore[arg-type]

    monkeypatch.setattr(dialogue_module, "dialogue_of", hasty)
    wrong, right = (work_of(one, monkeypatch) for one in (Receipt.drawn(), waiting))
    assert wrong.of_the_channel != right.of_the_channel
    assert wrong.derived < right.derived


def test_the_fifth_wrong_receipt_is_not_looked_up_nor_is_a_right_one(
    monkeypatch: pytest.MonkeyPatch, clock: list[float]
) -> None:
    right = kept("Một.")
    assert [ask(Receipt.drawn()).status for _ in range(5)] == [422, 422, 422, 422, 429]
    held_up = ask(right)
    assert held_up.status == 429
    assert str(right) in held_up.page
    assert "đợi mười giây" in held_up.page
    assert ask(Receipt.drawn()).page.count("mười giây") == held_up.page.count("mười giây")
    for one in (right, Receipt.drawn()):
        work = work_of(one, monkeypatch)
        assert (work.status, work.of_the_channel, work.derived) == (429, [], 0)
    clock[0] = 10.0
    assert ask(right).status == 200


def test_a_thousand_guesses_are_four_looked_up_and_none_hits() -> None:
    kept("Một.")
    statuses = [ask(Receipt.drawn()).status for _ in range(1000)]
    assert (statuses.count(422), statuses.count(429)) == (dialogue_module.AT_ONCE, 996)


def test_right_receipts_use_nothing_up() -> None:
    right = kept("Một.")
    assert {ask(right).status for _ in range(12)} == {200}


def test_a_message_from_a_page_opened_by_its_receipt_is_never_held_up() -> None:
    right = kept("Một.")
    talk = ask(right)
    for _ in range(6):
        ask(Receipt.drawn())
    assert ask(right).status == 429
    sent = send(talk.hidden, address=BY_RECEIPT, words="Bổ sung.")
    assert (sent.status, Spooled.objects.count()) == (200, 2)
    forged = {**talk.hidden, "receipt": str(Receipt.drawn())}
    assert send(forged, address=BY_RECEIPT, words="Bổ sung.").status == 429
    assert give("Góp ý thì vẫn nhận.").receipt is not None


def test_what_is_counted_holds_nothing_of_who_was_wrong() -> None:
    held = {name: getattr(dialogue_module.WRONG, name) for name in Turns.__slots__}
    assert {name for name, value in held.items() if isinstance(value, int | float)} == {
        "_left", "_looked", "_most", "_rate",
    }  # fmt: skip
    assert held.keys() == {"_left", "_looked", "_most", "_rate", "_clock", "_guard"}
