"""What can be found follows each act in its transaction: told, replaced, withdrawn, signed, taken out by decision."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests.cast import (
    DEC_17,
    FIRST,
    HCMC,
    LAST,
    dung,
    kept_for_a_module,
    mai,
    mai_loads,
    mai_loads_the_seed,
    reach_for,
)
from tests.cast import heading as heading_of
from tusoi.campaigns.actions import campaign_act, round_of
from tusoi.campaigns.removing import decide_removal, propose_removal
from tusoi.findings.actions import Said, record_finding
from tusoi.findings.models import Finding
from tusoi.issues.events import DIGESTS_RECEIVED
from tusoi.issues.models import Issue
from tusoi.issues.standing import OriginKind, OriginTold
from tusoi.issues.working import ToRaise, raise_issue, tell_digests
from tusoi.ledger.actions import Act
from tusoi.ledger.models import Fact
from tusoi.organisation.events import EVENTS
from tusoi.remediation.models import Item
from tusoi.search import engines, upkeep
from tusoi.search.engines import Hit
from tusoi.search.kinds import Kind
from tusoi.search.models import Passage
from tusoi.search.queries import Moment, search
from tusoi.search.sources import SOURCES
from tusoi.search.upkeep import disagreements, renew, renew_missing
from tusoi.text.words import Sought
from tusoi.values.clock import now, today

pytestmark = pytest.mark.django_db
HERE = "A36"
"""A unit of the seed that has met, and whose minutes are not signed."""
TODAY = Moment(today(), None)


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        raised("Chậm trả lời đơn của khu phố 7")
        yield


def raised(words: str) -> None:
    """An issue that one digest came to."""
    office = reach_for(mai())
    digest = OriginTold(OriginKind.DIGEST, "TL1", HERE, weight=5, words="Lời kể zqloike")
    with campaign_act(office, DIGESTS_RECEIVED) as opened:
        tell_digests(opened, round_of(office), [digest])
    raise_issue(office, HERE, ToRaise(words, (digest.key,)))


def found(typed: str, kind: Kind = Kind.FINDING, **at: object) -> tuple[Hit, ...]:
    moment = Moment(**{"as_of": today(), "known_by": None, **at})  # type: ignore[arg-type]
    return search(reach_for(mai()), kind, Sought.of(typed), moment).found


def texts(typed: str, kind: Kind) -> list[tuple[str, str]]:
    return [(one.unit, one.text) for one in found(typed, kind)]


def recorded(words: str, *, amends: str = "", on: date = DEC_17) -> None:
    said = Said(shortcoming=words, address="phòng địa chính")
    record_finding(reach_for(heading_of(HERE)), HERE, said, on, judged=False, amends=amends)


def last_finding() -> Finding:
    return Finding.objects.order_by("-told_at")[0]


def test_all_that_the_seed_tells_is_found_and_agrees_with_the_facts() -> None:
    for source in SOURCES:
        standing = source.model._default_manager.known().count()
        kept = Passage.objects.filter(kind=source.kind.value, replaced_at=None).count()
        assert standing == kept > 0, source.table
    assert disagreements() == 0


def test_an_issue_is_found_by_who_works_on_it_and_by_no_one_of_its_unit() -> None:
    """Its head is shown it once it is given, if it names nobody else: which no search can tell."""
    assert texts("đơn của khu phố 7", Kind.ISSUE) == [(HERE, "Chậm trả lời đơn của khu phố 7")]
    for typed in ("đơn của khu phố 7", "VD01"):
        assert not search(reach_for(heading_of(HERE)), Kind.ISSUE, Sought.of(typed), TODAY).count


def test_of_the_digest_behind_an_issue_nobody_finds_a_word() -> None:
    assert not Passage.objects.filter(words__contains="zqloike").exists()


def test_an_issue_is_not_found_as_known_by_an_earlier_moment_of_which_it_has_no_page() -> None:
    assert found("đơn của khu phố 7", Kind.ISSUE, known_by=now()) == ()


def test_what_was_recorded_is_found_and_so_is_where_it_is() -> None:
    recorded("Buông lỏng quản lý hầm đất sét")
    assert [one.unit for one in found("ham dat set")] == [HERE]
    assert [one.unit for one in found("PHÒNG địa chính hầm")] == [HERE]
    assert disagreements() == 0


def test_what_was_replaced_is_found_no_more_but_as_it_was_known_then() -> None:
    recorded("Cho lấn chiếm mương thoát nước")
    before = now()
    recorded("Cho san lấp hồ điều tiết", amends=str(last_finding().pk))
    assert found("mương thoát") == ()
    assert found("hồ điều tiết")
    assert found("mương thoát", known_by=before)
    assert found("hồ điều tiết", known_by=before) == ()
    assert disagreements() == 0


def test_on_an_older_day_what_came_later_is_not_found() -> None:
    recorded("Cho lấn chiếm mương thoát nước", on=DEC_17)
    assert found("mương thoát", as_of=DEC_17)
    assert found("mương thoát", as_of=DEC_17 - timedelta(days=1)) == ()


def test_what_a_later_return_leaves_out_is_found_no_more() -> None:
    """The items came with the last return; as known before it none is found, and a day of theirs later all are."""
    [one] = [item for item in Item.objects.known() if item.number == "12"]
    assert [item.code for item in found(one.title, Kind.ITEM)][:1] == ["12"]
    assert found(one.title, Kind.ITEM, known_by=FIRST) == ()


def test_the_same_load_again_changes_nothing() -> None:
    before = list(Passage.objects.order_by("pk").values_list())
    mai_loads([(HCMC, LAST)])
    assert list(Passage.objects.order_by("pk").values_list()) == before


def removed(row: UUID) -> None:
    told = {
        "decision": "12-QĐ/VPTU",
        "decided_on": date(2012, 12, 10),
        "basis": "data_subject",
        "reason": "Người được nêu yêu cầu xóa.",
    }
    propose_removal(reach_for(mai()), "findings.finding", row, **told)  # type: ignore[arg-type]
    decide_removal(reach_for(dung()), 1, agreed=True)


def test_words_taken_out_by_decision_are_found_no_more_on_no_day() -> None:
    recorded("Ông zqtennguoi nhận quà")
    before = now()
    recorded("Cán bộ địa chính nhận quà", amends=str(last_finding().pk))
    old = Finding.objects.get(shortcoming__contains="zqtennguoi")
    assert found("zqtennguoi", known_by=before)
    removed(old.pk)
    assert found("zqtennguoi", known_by=before) == ()
    assert found("cán bộ địa chính")
    assert found("đã xóa theo quyết định", known_by=before)
    assert disagreements() == 0


@pytest.mark.skipif(
    "connection.vendor != 'sqlite'",
    reason="on PostgreSQL its vacuum sees to it; run without DATABASE_URL",
)
def test_the_database_keeps_nothing_of_words_that_were_taken_out() -> None:
    """FTS5 writes a word without the signs that it shares with the one before it: of this name all but the first."""
    for number in range(9):
        recorded(f"Khuyết điểm thứ {number} tại phường")
    recorded("Ông xqbimatnhat nhận quà tại phường")
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        pages = cursor.connection.serialize

        def blocks() -> bytes:
            cursor.execute("SELECT block FROM search_words_finding_data")
            return b"".join(block for (block,) in cursor.fetchall())

        assert b"qbimatnhat" in blocks()
        removed(Finding.objects.get(shortcoming__contains="xqbimatnhat").pk)
        assert b"qbimatnhat" not in blocks()
        assert b"qbimatnhat" not in pages()


def test_what_was_lost_changed_or_added_by_another_hand_is_counted_and_made_anew() -> None:
    first, second, third = Passage.objects.filter(kind=Kind.ITEM.value)[:3]
    Passage.objects.filter(pk=first.pk).update(unit="B99")
    Passage.objects.filter(pk=second.pk).update(text="khác")
    assert disagreements() == 2
    Passage.objects.filter(pk=third.pk).update(row=UUID(int=9))
    assert disagreements() >= 3
    renew()
    assert disagreements() == 0


def test_the_index_is_made_where_there_is_none_and_only_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(upkeep, "renew", lambda: pytest.fail("there was one"))
    renew_missing()
    monkeypatch.undo()
    before = Passage.objects.count()
    engines.empty()
    renew_missing()
    assert Passage.objects.count() == before
    assert found("đất công")


def test_a_kind_of_which_there_is_none_yet_is_made_as_after_the_update_that_began_to_search_it() -> (
    None
):
    engines.take(list(Issue.objects.values_list("pk", flat=True)))
    assert not found("đơn của khu phố 7", Kind.ISSUE)
    renew_missing()
    assert found("đơn của khu phố 7", Kind.ISSUE)
    assert disagreements() == 0


def test_anew_finds_the_same_in_the_same_order() -> None:
    recorded("Chậm thu hồi đất công ở khu phố 3")
    asked = ("đất công", "viec so", "a0", "quan")
    before = [[texts(typed, kind) for kind in Kind] for typed in asked]
    renew()
    assert [[texts(typed, kind) for kind in Kind] for typed in asked] == before


def test_an_act_on_something_else_costs_nothing(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        upkeep.follow(Act(EVENTS[0], UUID(int=1), now()))


def test_every_source_is_a_table_of_facts_whose_columns_are_there() -> None:
    for source in SOURCES:
        assert issubclass(source.model, Fact)
        rows = list(source.model._default_manager.values_list("pk", flat=True)[:3])
        assert list(source.passages(rows))
