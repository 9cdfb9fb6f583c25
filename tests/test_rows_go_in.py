"""Rows go in as the object layer would put them in, whatever is in them, and come out as they went."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from uuid import uuid4

import pytest

from tusoi.campaigns.models import Campaign, CampaignTerms
from tusoi.ledger.inserting import insert_rows
from tusoi.organisation.actions import add_account
from tusoi.organisation.models import Host
from tusoi.values.origin import Origin


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
    assert json.dumps(stored.content) == json.dumps(content)
    assert stored.digest() == one.digest()
    apart = {"id", "salt", "load"}
    names = {field.attname for field in CampaignTerms._meta.concrete_fields} - apart
    assert {name: getattr(stored, name) for name in names} == {
        name: getattr(expected, name) for name in names
    }
    assert not one._state.adding
