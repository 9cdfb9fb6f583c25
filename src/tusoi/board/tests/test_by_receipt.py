"""By receipt, four weeks after what came of an opinion was verified: is it fixed? Once, and without a trace of item or unit."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from django.apps import apps
from django.core.serializers import serialize
from pytest_django import DjangoDbBlocker, Settings

from tests.cast import (
    HCMC_CAMPAIGN,
    at_noon,
    kept_for_a_module,
    mai,
    mai_loads_the_seed,
    reach_for,
    trustee,
)
from tusoi.board.rules.standing import Piece
from tusoi.board.tests.told import WORDS, asked_about, published, taken_back
from tusoi.campaigns.actions import campaign_act, tell_by_hand
from tusoi.figures.disclosure.rules import Rules
from tusoi.figures.feeling import felt_by_receipt
from tusoi.issues.events import ISSUE_SENT_ON
from tusoi.issues.models import IssueSentOn
from tusoi.issues.receiving import receive_digests
from tusoi.issues.working import ToRaise, raise_issue
from tusoi.ledger.source import by_hand
from tusoi.opinions.sealed.batches import release_batch
from tusoi.opinions.sealed.felt import felt_counts
from tusoi.opinions.sealed.protocol.receipt import Receipt
from tusoi.opinions.sealed.results import take_result
from tusoi.opinions.sealed.room.files import Folder
from tusoi.opinions.sealed.tests.story import (
    AFTER,
    BY_RECEIPT,
    DURING,
    SIX,
    Answered,
    channel_opens,
    kept,
    key_files,
    send,
    ten_are_kept,
    written,
)
from tusoi.remediation.models import FeltCounted
from tusoi.values.clock import today

pytestmark = pytest.mark.django_db
FeltByReceipt = apps.get_model("opinions", "FeltByReceipt")
QUESTION = "việc đã xong thật chưa"
RECEIPTS: list[Receipt] = []
"""Of an opinion whose digest became item 1, and of one of which nothing came."""


@pytest.fixture(scope="module", autouse=True)
def came_of_it(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        trustee()
        folder = Folder(tmp_path_factory.mktemp("stick"))
        key_files(folder)
        with at_noon(DURING):
            channel_opens()
            RECEIPTS[:] = [kept(SIX[0]), kept(SIX[1])]
            ten_are_kept(*SIX[2:])
            release_batch(reach_for(mai()))
            take_result(reach_for(trustee()), written(folder))
        with at_noon(AFTER):
            receive_digests(reach_for(mai()))
            found = re.search(r"<strong>(YK-[0-9a-f]+)</strong>", by_receipt(RECEIPTS[0]).page)
            assert found is not None
            _became_item_one(found[1])
        with at_noon(date(2013, 2, 20)):
            yield


@pytest.fixture(autouse=True)
def at_once(settings: Settings) -> None:
    settings.BOARD_COUNTS_AFTER = 0


def _became_item_one(digest: str) -> None:
    said = ToRaise("Nể nang trong nhận xét cán bộ.", (f"digest:{digest}",))
    raise_issue(reach_for(mai()), "A47", said)
    with campaign_act(reach_for(mai()), ISSUE_SENT_ON, unit="A47", issue="V1") as opened:
        issue = _issue()
        columns = {name: getattr(issue, name) for name in ("unit_code", "issue")}
        row = by_hand("issue/1", "became", today())
        fact = IssueSentOn(**row, campaign_id=HCMC_CAMPAIGN, **columns, to="item", became="1")
        tell_by_hand(opened, [fact])


def _issue() -> object:
    from tusoi.issues.models import Issue

    return Issue.objects.get(campaign=HCMC_CAMPAIGN)


def by_receipt(receipt: Receipt, **fields: str) -> Answered:
    return send({}, address=BY_RECEIPT, receipt=str(receipt), **fields)


def asked() -> None:
    published()
    asked_about("1")


def test_whoever_has_the_receipt_is_asked_once_what_is_public_and_asked_about() -> None:
    assert QUESTION not in by_receipt(RECEIPTS[0]).page
    published()
    assert QUESTION not in by_receipt(RECEIPTS[0]).page
    asked_about("1")
    page = by_receipt(RECEIPTS[0]).page
    assert QUESTION in page
    assert WORDS.title in page
    assert QUESTION not in by_receipt(RECEIPTS[1]).page


@pytest.mark.parametrize(
    ("said", "counted"), [("roi", (1, 0)), ("mot-phan", (0, 1)), ("chua", (0, 1))]
)
def test_an_answer_is_counted_on_the_board_among_all_others(
    said: str, counted: tuple[int, int]
) -> None:
    asked()
    assert "Đã nhận câu trả lời" in by_receipt(RECEIPTS[0], felt="1", said=said).page
    [row] = FeltCounted.objects.known()
    assert (row.put_right, row.still_not) == counted
    assert "Bạn đã trả lời" in by_receipt(RECEIPTS[0]).page


def test_a_second_answer_changes_nothing() -> None:
    asked()
    by_receipt(RECEIPTS[0], felt="1", said="chua")
    assert "từ trước" in by_receipt(RECEIPTS[0], felt="1", said="roi").page
    [row] = FeltCounted.objects.known()
    assert (row.put_right, row.still_not) == (0, 1)
    assert FeltByReceipt.objects.count() == 1


def test_what_is_not_asked_is_not_there() -> None:
    asked()
    for receipt, felt, said in (
        (RECEIPTS[1], "1", "chua"),
        (RECEIPTS[0], "2", "chua"),
        (RECEIPTS[0], "1", "khac"),
        (RECEIPTS[0], "", ""),
    ):
        assert by_receipt(receipt, felt=felt, said=said).status == 404
    taken_back(Piece.WHOLE)
    assert by_receipt(RECEIPTS[0], felt="1", said="chua").status == 404
    assert QUESTION not in by_receipt(RECEIPTS[0]).page
    assert not FeltByReceipt.objects.exists()
    assert not FeltCounted.objects.exists()


def test_what_is_kept_leads_to_no_opinion_item_unit_or_moment() -> None:
    asked()
    by_receipt(RECEIPTS[0], felt="1", said="chua")
    [mark] = FeltByReceipt.objects.all()
    columns = {field.name for field in FeltByReceipt._meta.concrete_fields}
    assert columns == {"id", "campaign", "week", "said"}
    assert mark.pk not in {RECEIPTS[0].lookup, RECEIPTS[0].mailbox}
    said = {field.name for field in FeltCounted._meta.fields} - {
        "salt"
    }  # which by chance spells anything
    whole = serialize("json", FeltCounted.objects.all(), fields=said)
    for trace in (RECEIPTS[0].symbols, str(mark.pk), "receipt", "A47"):
        assert trace not in whole


def test_the_office_sees_fewer_than_five_as_no_number_and_no_unit_ever() -> None:
    told = felt_by_receipt(felt_counts(HCMC_CAMPAIGN), Rules())
    assert [one.number for one in told.values()] == [None, None, None]
    for _ in range(5):
        key = Receipt.drawn().felt_key("1", "2013-02-07")
        FeltByReceipt(id=key, campaign_id=HCMC_CAMPAIGN, week="2013-W06", said="chua").save()
    told = felt_by_receipt(felt_counts(HCMC_CAMPAIGN), Rules())
    assert {said: one.number for said, one in told.items()} == {
        "chua": 5,
        "mot-phan": None,
        "roi": None,
    }
