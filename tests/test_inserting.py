"""Rows go in as the object layer would put them in, whatever is in them, and come out as they went."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from uuid import uuid4

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from tusoi.campaigns.models import Campaign, CampaignTerms
from tusoi.ledger.commitment import canonical
from tusoi.ledger.inserting import insert_rows
from tusoi.organisation.actions import add_account
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
