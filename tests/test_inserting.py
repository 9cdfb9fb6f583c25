"""Rows go in as the object layer would put them in, whatever is in them, and come out as they went."""

import json
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from uuid import UUID, uuid4

import pytest
import rfc8785
from django.db import DataError, IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from tusoi.campaigns.models import STAGES, Campaign, CampaignTerms, GroupTerms, StageTally
from tusoi.ledger.actions import act
from tusoi.ledger.checking import discrepancies
from tusoi.ledger.commitment import canonical
from tusoi.ledger.inserting import COPIED_FROM, LAID_BESIDE_FROM, add_values, insert_rows
from tusoi.ledger.models import HOST_TREE, RowDigest
from tusoi.organisation.actions import add_account
from tusoi.organisation.events import ACCOUNT_ADDED
from tusoi.organisation.models import Host
from tusoi.values.origin import Origin

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
EXACT = st.integers(-(2**53) + 1, 2**53 - 1)
FLAT = st.dictionaries(TEXT, TEXT | EXACT | st.booleans() | st.none())
NESTED = st.recursive(
    TEXT | EXACT | st.booleans() | st.none(), lambda one: st.lists(one) | st.dictionaries(TEXT, one)
)


@given(FLAT)
def test_a_flat_row_is_canonical_as_the_rfc_has_it(row: dict[str, Any]) -> None:
    assert canonical(row) == rfc8785.dumps(row)


@given(st.dictionaries(TEXT, NESTED))
def test_a_row_with_lists_and_mappings_is_too(row: dict[str, Any]) -> None:
    assert canonical(row) == rfc8785.dumps(row)


@pytest.mark.parametrize(
    "sign", [chr(number) for number in (*range(0x30), 0x7F, 0x80, 0x2028, 0xFFFF, 0x1F600)]
)
def test_every_sign_that_must_or_must_not_be_escaped_is_written_alike(sign: str) -> None:
    assert canonical({"a": sign, "b": sign * 2}) == rfc8785.dumps({"a": sign, "b": sign * 2})


@pytest.mark.parametrize("value", [2**53, -(2**53), "\ud800", float("nan"), b"x"])
def test_what_is_no_canonical_json_stays_refused(value: object) -> None:
    with pytest.raises((rfc8785.CanonicalizationError, UnicodeEncodeError)):
        canonical({"a": value})


class Word(str):
    """A text of another type, as a word of an enumeration is."""


@pytest.mark.django_db
@pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=7))])
def test_a_row_comes_out_as_bulk_create_would_have_stored_it(zone: timezone) -> None:
    host, by = Host(code="noi-do"), add_account("mai")
    insert_rows([host])
    insert_rows([Campaign(code="dot", host=host)])
    content = {"topic": ["Đất công", None, 1, True], "lang": {"vi": "“ngoặc”"}}

    def terms() -> CampaignTerms:
        return CampaignTerms(
            id=uuid4(),
            key="campaign|terms",
            day=date(2026, 1, 2),
            told_at=datetime(2026, 1, 3, 4, 5, 6, 789, tzinfo=zone),
            told_by=by,
            origin=Word(Origin.RECORD.value),
            citation="50% %s ?",
            source_row=7,
            load=uuid4(),
            campaign_id="dot",
            due_on=date(2026, 2, 3),
            as_of=date(2026, 2, 2),
            guidance_set="nqtw4-2012",
            content=content,
        )

    one, other = terms(), terms()
    insert_rows([one])
    CampaignTerms.objects.bulk_create([other])
    stored, expected = (CampaignTerms.objects.get(pk=row.pk) for row in (one, other))
    assert json.dumps(stored.content, sort_keys=True) == json.dumps(content, sort_keys=True)
    assert stored.digest() == one.digest()
    apart = {"id", "salt", "load"}
    names = {field.attname for field in CampaignTerms._meta.concrete_fields} - apart
    assert {name: getattr(stored, name) for name in names} == {
        name: getattr(expected, name) for name in names
    }
    assert not one._state.adding


FEW, MANY = 1, COPIED_FROM + 3
"""Rows that go in one by one, and rows that PostgreSQL takes by COPY."""
ODD = [
    "",
    "\\N",
    "\\.",
    "a\tb",
    "a\nb",
    "a\r\nb",
    "\\",
    '"',
    "Đất công",
    "e\u0323\u0302",
    "\ufeff",
    "%s",
]


def hosts(many: int, *, with_last: str = "") -> list[Host]:
    codes = [f"host-{number}" for number in range(many)]
    return [Host(code=code) for code in [*codes[: many - 1], with_last or codes[-1]]]


@pytest.mark.django_db
@pytest.mark.parametrize("many", [FEW, MANY])
@pytest.mark.parametrize("words", ODD)
def test_no_sign_is_lost_on_the_way_however_many_rows(many: int, words: str) -> None:
    by = add_account("mai")
    insert_rows([Host(code="noi-do")])
    insert_rows([Campaign(code="dot", host_id="noi-do")])
    rows = [reason(by.pk, words, load=uuid4() if number % 2 else None) for number in range(many)]
    insert_rows(rows)
    stored = GroupTerms.objects.in_bulk([row.pk for row in rows])
    for row in rows:
        assert stored[row.pk].digest() == row.digest()
        assert (stored[row.pk].citation, stored[row.pk].load) == (words, row.load)
        assert stored[row.pk].members == [words, None]


def reason(by: UUID, words: str, load: UUID | None) -> GroupTerms:
    return GroupTerms(
        id=uuid4(),
        key="group|1",
        day=date(2026, 1, 2),
        told_at=datetime(2026, 1, 3, 4, 5, 6, 789, tzinfo=UTC),
        told_by_id=by,
        origin=Origin.RECORD.value,
        citation=words,
        load=load,
        campaign_id="dot",
        group="1",
        leader="A47/bi-thu",
        members=[words, None],
    )


@pytest.mark.postgres
@pytest.mark.django_db
@pytest.mark.parametrize("many", [FEW, MANY])
@pytest.mark.parametrize(
    ("last", "error"), [("x" * 200, DataError), ("a\0b", DataError), ("noi-do", IntegrityError)]
)
def test_what_is_refused_is_refused_alike_however_many_rows(
    many: int, last: str, error: type[Exception]
) -> None:
    insert_rows([Host(code="noi-do")])
    with pytest.raises(error), transaction.atomic():
        insert_rows(hosts(many, with_last=last))
    assert list(Host.objects.values_list("code", flat=True)) == ["noi-do"]


@pytest.mark.django_db
@pytest.mark.parametrize("many", [FEW, MANY])
def test_after_a_fault_nothing_more_goes_into_the_transaction(many: int) -> None:
    twice = [Host(code="noi-do"), Host(code="noi-do")]
    with transaction.atomic():
        with suppress(IntegrityError), transaction.atomic(savepoint=False):
            insert_rows(twice)
        with pytest.raises(transaction.TransactionManagementError):
            insert_rows(hosts(many))
        transaction.set_rollback(True)
    assert not Host.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("many", [FEW, MANY])
def test_the_entry_commits_to_the_rows_in_their_order(many: int) -> None:
    by, rows = add_account("mai"), hosts(many)
    with act(ACCOUNT_ADDED, by=by.pk) as opened:
        opened.insert(rows)
    lines = RowDigest.objects.filter(entry__tree=HOST_TREE, row__startswith="host-")
    lines = lines.order_by("entry_id", "number")
    assert [bytes(line.digest) for line in lines] == [row.digest() for row in rows]
    assert [line.number for line in lines] == list(range(many))
    assert list(discrepancies()) == []


@pytest.mark.django_db
@pytest.mark.parametrize("many", [FEW, LAID_BESIDE_FROM + 5])
def test_what_is_there_grows_and_what_is_not_is_added(many: int) -> None:
    insert_rows([Host(code="noi-do")])
    insert_rows([Campaign(code="dot", host_id="noi-do")])
    names = ("id", "campaign_id", "parent", "node", "block", "level", "span", "day", *STAGES)
    keys = [UUID(int=number) for number in range(many + 1)]

    def rows(of: list[UUID]) -> list[list[Any]]:
        stored = [key.hex if connection.vendor == "sqlite" else key for key in of]
        return [
            [key, "dot", "A", "B", "", 1, "A", "2026-01-01", *[3] * len(STAGES)] for key in stored
        ]

    add_values(StageTally, names, rows(keys[:many]), adding=STAGES)
    add_values(StageTally, names, rows(keys[1:]), adding=STAGES)
    grown = dict(StageTally.objects.values_list("id", "held"))
    assert grown == {keys[0]: 3, keys[many]: 3, **dict.fromkeys(keys[1:many], 6)}
