"""Evidence on the fourth topic: recorded on the unit's page, answered, counted; asked for nowhere else."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests.cast import (
    BELOW,
    FEB_1,
    HCMC_CAMPAIGN,
    SAUS_UNIT,
    binh,
    dung,
    heading,
    kept_for_a_module,
    khanh,
    lan,
    mai,
    mai_loads_the_grassroots,
    mai_loads_the_seed,
    reach_for,
    sau,
    tuan,
)
from tusoi.campaigns.actions import DayAhead
from tusoi.figures.engine import figures_of
from tusoi.guidance.sets import EvidenceKind
from tusoi.ledger.actions import Told
from tusoi.ledger.checking import discrepancies
from tusoi.organisation.access import NotThere
from tusoi.organisation.models import Account
from tusoi.preparation.evidence import (
    EvidenceNotUsable,
    answer_evidence,
    evidence,
    record_evidence,
)
from tusoi.values.clock import now

pytestmark = pytest.mark.django_db

JAN_28 = date(2013, 1, 28)
HALL = "nhà văn hóa ấp 6"


@pytest.fixture(scope="module", autouse=True)
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        mai_loads_the_grassroots()
        yield


def record(account: Account, unit: str = SAUS_UNIT, **changed: Any) -> Told:
    said: dict[str, Any] = {
        "topic": "T4",
        "kind": EvidenceKind.DIALOGUE,
        "place": HALL,
        "said": "Đường vào ấp 6",
    }
    on = changed.pop("on", JAN_28)
    return record_evidence(reach_for(account, BELOW), unit, on, **{**said, **changed})


def count(path: str) -> int:
    found = figures_of(BELOW, as_of=FEB_1, known_by=now())
    return found.counted(f"relation_with_people.{path}")


def test_the_example_brings_nine_pieces_of_evidence() -> None:
    assert [count(path) for path in ("reception_days", "dialogues")] == [2, 2]
    assert [count(path) for path in ("remarks", "remarks_answered")] == [5, 3]
    assert count("people") == 95


def test_what_is_recorded_counts_at_once_and_is_witnessed() -> None:
    assert record(sau(), people=20).new == 1
    assert (count("dialogues"), count("people")) == (3, 115)
    (one,) = [one for one in evidence(BELOW, known_by=now()) if one.place == HALL]
    assert one.code == "A22X-MC1"
    assert list(discrepancies()) == []


def test_the_same_evidence_sent_twice_stands_once_and_other_words_correct_it() -> None:
    record(sau())
    assert record(sau()) == Told(same=1)
    assert record(sau(), said="Đường vào ấp 6 và điện").changed == 1
    assert record(sau(), place="nhà văn hóa ấp 7").new == 1
    assert count("dialogues") == 4


def test_the_form_sent_again_keeps_the_answer_that_was_recorded_meanwhile() -> None:
    form: dict[str, Any] = {"due_on": date(2013, 1, 31)}
    record(sau(), **form)
    (code,) = [one.code for one in evidence(BELOW, known_by=now()) if one.place == HALL]
    answer_evidence(reach_for(sau(), BELOW), SAUS_UNIT, code, date(2013, 1, 30))
    answered = count("remarks_answered")
    assert record(sau(), **form) == Told(same=1)
    assert record(sau()) == Told(same=1), "a day left empty takes none away"
    assert record(sau(), said="Đường vào ấp 6 và điện").changed == 1
    (one,) = [one for one in evidence(BELOW, known_by=now()) if one.place == HALL]
    assert (one.due_on, one.answered_on) == (date(2013, 1, 31), date(2013, 1, 30))
    assert count("remarks_answered") == answered
    assert record(sau(), said=one.said, answered_on=date(2013, 1, 29)).changed == 1


def test_an_answer_is_told_once_and_not_before_what_it_answers() -> None:
    reach = reach_for(sau(), BELOW)
    with pytest.raises(EvidenceNotUsable, match="before the day it was raised"):
        answer_evidence(reach, SAUS_UNIT, "MC07", date(2013, 1, 13))
    assert answer_evidence(reach, SAUS_UNIT, "MC07", date(2013, 1, 30)).changed == 1
    assert answer_evidence(reach, SAUS_UNIT, "MC07", date(2013, 1, 30)) == Told(same=1)
    assert count("remarks_answered") == 4
    with pytest.raises(NotThere):
        answer_evidence(reach, SAUS_UNIT, "MC08", date(2013, 1, 30))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"topic": "T1"}, "takes no such evidence"),
        ({"topic": "T9"}, "takes no such evidence"),
        ({"said": "  "}, "Nothing is said"),
        ({"people": -1}, "people cannot be"),
        ({"people": 2_000_000}, "people cannot be"),
        ({"answered_on": date(2013, 1, 27)}, "before the day it was raised"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(changed: dict[str, Any], said: str) -> None:
    with pytest.raises(EvidenceNotUsable, match=said):
        record(sau(), **changed)
    assert count("dialogues") == 2


def test_a_day_to_come_is_refused() -> None:
    with pytest.raises(DayAhead):
        record(sau(), on=date(2199, 1, 1))


def test_only_the_units_own_record_evidence_and_no_campaign_without_the_topic_takes_it() -> None:
    for account in (mai(), dung(), lan(), binh(), heading("A22")):
        with pytest.raises(NotThere):
            record(account)
    with pytest.raises(EvidenceNotUsable):
        record_evidence(
            reach_for(lan()),
            "A47",
            date(2012, 12, 1),
            topic="T4",
            kind=EvidenceKind.DIALOGUE,
            place=HALL,
            said="x",
        )


# The page


def browser(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


ADDRESS = f"/dot/{BELOW}/don-vi/{SAUS_UNIT}/minh-chung/"
FORM = {
    "topic": "T4",
    "kind": "residence_remark",
    "on": "28/01/2013",
    "place": "Ban công tác Mặt trận ấp 6",
    "said": "Đề nghị sửa đường",
    "people": "",
    "due_on": "2013-02-20",
    "answered_on": "",
}


def test_the_page_shows_what_is_there_and_takes_more() -> None:
    client = browser(sau())
    page = client.get(ADDRESS).content.decode()
    assert "Đề nghị công khai lịch tiếp dân" in page
    path = page.partition('class="crumbs"')[2].partition("</nav>")[0]
    assert f"/don-vi/{SAUS_UNIT}/" in path
    assert f">{SAUS_UNIT}</a>" not in path, "the unit goes by its name"
    assert client.post(ADDRESS, FORM)["Location"] == ADDRESS
    assert count("remarks") == 6
    again = client.post(ADDRESS, FORM, follow=True).content.decode()
    assert "không có gì thay đổi" in again
    answered = client.post(ADDRESS, {"answers": "MC07", "replied_on": "2013-01-30"})
    assert answered.status_code == 302
    assert count("remarks_answered") == 4


def test_a_form_that_is_not_right_comes_back_filled() -> None:
    client = browser(sau())
    for field, typed in (
        ("kind", "rumour"),
        ("on", "hôm nào"),
        ("people", "nhiều"),
        ("said", ""),
        ("place", "x" * 201),
        ("on", "2199-01-01"),
        ("answered_on", "2013-01-01"),
    ):
        answer = client.post(ADDRESS, FORM | {field: typed})
        assert answer.status_code == 422, field
        assert "Ban công tác Mặt trận ấp 6" in answer.content.decode() or field == "place"
    late = client.post(ADDRESS, {"answers": "MC07", "replied_on": "2013-01-01"})
    assert late.status_code == 422
    assert count("remarks") == 5


def test_who_opens_the_page_and_who_only_reads_it() -> None:
    for account, status, writes in (
        (sau(), 200, True),
        (heading("A22"), 404, False),
        (mai(), 200, False),
        (dung(), 200, False),
        (khanh(), 200, False),
        (lan(), 404, False),
        (binh(), 404, False),
        (tuan(), 404, False),
    ):
        client = browser(account)
        assert client.get(ADDRESS).status_code == status, account
        assert ("Ghi minh chứng" in client.get(ADDRESS).content.decode()) == writes
        assert client.post(ADDRESS, FORM).status_code == (302 if writes else 404)
    assert Client().get(ADDRESS).status_code == 302


def test_of_a_past_day_nothing_is_recorded_and_what_came_later_is_not_shown() -> None:
    client = browser(sau())
    page = client.get(ADDRESS, {"as_of": "2013-01-09"}).content.decode()
    assert "Đề nghị công khai lịch tiếp dân" not in page
    sent = client.post(f"{ADDRESS}?as_of=2013-01-09", FORM)
    assert (sent.status_code, sent["Location"]) == (302, ADDRESS)
    assert count("remarks") == 5


def test_a_unit_of_a_campaign_without_the_topic_has_no_such_page() -> None:
    assert browser(lan()).get(reverse("evidence", args=[HCMC_CAMPAIGN, "A47"])).status_code == 404
