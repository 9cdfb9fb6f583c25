"""One return after another: what is the same stays, what is corrected names what it replaces."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from tusoi.campaigns.models import Membership, ReasonStated
from tusoi.exchange.actions import ToldTooEarly, check_folder
from tusoi.exchange.columns import (
    CAMPAIGN_FILE,
    CASES,
    FINDINGS,
    GROUPS,
    OPINIONS,
    PEOPLE,
    REMEDIATION,
    REVIEWS,
    TOPICS,
    UNITS,
    Sheet,
)
from tusoi.exchange.models import Load
from tusoi.exchange.tests.folders import (
    FIRST_TOLD,
    LAST_TOLD,
    NEXT_TOLD,
    Small,
    current,
    faults_of,
    ledger_is_clean,
    load,
    recorded,
    rows_of,
    small,
    state,
)
from tusoi.figures.engine import figures_of
from tusoi.findings.models import Finding
from tusoi.ledger.actions import Told
from tusoi.meetings.models import MinutesSigned, Session
from tusoi.organisation.models import Standing, Tenure
from tusoi.values.clock import now

OpinionsAsked = recorded("opinions.OpinionsAsked")

pytestmark = pytest.mark.django_db


@pytest.fixture
def first(tmp_path: Path) -> Small:
    """A folder whose first return is loaded."""
    folder = small(tmp_path / "first")
    load(folder.write())
    return folder


def after(first: Small, name: str = "next") -> Small:
    """The same folder again, to be changed."""
    return first.copied(first.path.parent / name)


def test_the_same_folder_again_changes_nothing(first: Small) -> None:
    before = state()
    assert load(first.path, FIRST_TOLD).told == Told()
    assert load(first.path, NEXT_TOLD).told == Told()
    assert load(first.path, None).told == Told()
    assert state() == before


def test_the_same_content_in_other_bytes_changes_nothing(first: Small) -> None:
    before = state()
    again = after(first)
    again.campaign += "\n# cùng một nội dung\n"
    told = load(again.write(), NEXT_TOLD).told
    assert (told.changes, told.same) == (0, 56)
    assert state() == before


def test_rows_in_another_order_change_nothing(first: Small) -> None:
    before = state()
    again = after(first)
    for rows in again.rows.values():
        rows.reverse()
    assert load(again.write(), NEXT_TOLD).told.changes == 0
    assert state() == before


def test_text_files_in_the_place_of_workbooks_change_nothing(first: Small) -> None:
    before = state()
    assert load(after(first).write_csv(), NEXT_TOLD).told.changes == 0
    assert state() == before


def test_english_headings_and_words_change_nothing(first: Small) -> None:
    before = state()
    assert load(after(first).write(lang="en"), NEXT_TOLD).told.changes == 0
    assert state() == before


def test_a_workbook_that_is_not_required_may_be_left_out(tmp_path: Path) -> None:
    folder = small(tmp_path)
    folder.left_out.update(sheet.file for sheet in (OPINIONS, CASES, FINDINGS, REMEDIATION, TOPICS))
    load(folder.write())
    assert rows_of(OpinionsAsked) == 0


def test_a_corrected_cell_adds_a_fact_that_names_what_it_replaces(first: Small) -> None:
    (earlier,) = current(OpinionsAsked)
    corrected = after(first)
    corrected[OPINIONS][0]["answered"] = 33
    assert load(corrected.write(), NEXT_TOLD).told == Told(changed=1, same=55)
    (fact,) = current(OpinionsAsked)
    assert (fact.answered, fact.replaces, fact.told_at) == (33, earlier.pk, NEXT_TOLD)
    assert [one.answered for one in OpinionsAsked.objects.known(FIRST_TOLD)] == [31]


def test_a_value_that_returns_is_a_new_fact(first: Small) -> None:
    other = after(first)
    other[OPINIONS][0]["answered"] = 33
    load(other.write(), NEXT_TOLD)
    load(first.path, LAST_TOLD)
    (fact,) = current(OpinionsAsked)
    assert (fact.answered, fact.told_at, rows_of(OpinionsAsked)) == (31, LAST_TOLD, 3)
    middle = OpinionsAsked.objects.get(told_at=NEXT_TOLD)
    assert fact.replaces == middle.pk
    assert ledger_is_clean()


def test_a_blanked_cell_withdraws_its_fact_and_no_other(first: Small) -> None:
    blanked = after(first)
    blanked.row(REVIEWS, unit="A01")["minutes"] = None
    assert load(blanked.write(), NEXT_TOLD).told == Told(withdrawn=1, same=55)
    assert current(MinutesSigned) == []
    assert MinutesSigned.objects.known(FIRST_TOLD).count() == 1
    assert ledger_is_clean()


def test_a_withdrawn_row_is_replaced_by_nothing_and_may_stay_away(first: Small) -> None:
    taken_back = after(first)
    taken_back.row(FINDINGS, finding="KD1")["withdrawn"] = "withdrawn"
    assert load(taken_back.write(), NEXT_TOLD).told == Told(withdrawn=1, same=55)
    assert current(Finding) == []
    gone = after(taken_back, "last")
    gone[FINDINGS].clear()
    assert load(gone.write(), LAST_TOLD).told.changes == 0


def test_a_withdrawn_row_that_comes_back_is_new(first: Small) -> None:
    taken_back = after(first)
    taken_back.row(FINDINGS, finding="KD1")["withdrawn"] = "withdrawn"
    load(taken_back.write(), NEXT_TOLD)
    assert load(first.path, LAST_TOLD).told == Told(new=1, same=55)
    assert len(current(Finding)) == 1


VANISHING: list[tuple[Sheet, str]] = [
    (CASES, "KL2"),
    (FINDINGS, "KD1"),
    (OPINIONS, "YK1"),
    (TOPICS, "GY1"),
]


@pytest.mark.parametrize(("sheet", "code"), VANISHING, ids=lambda one: str(one)[:20])
def test_a_row_that_vanished_is_a_fault_with_the_row_it_had(
    sheet: Sheet, code: str, first: Small
) -> None:
    less = after(first)
    number = next(n for n, row in enumerate(less[sheet], 2) if code in row.values())
    del less[sheet][number - 2]
    if sheet is TOPICS:
        less[FINDINGS][0]["topic_code"] = None
    (fault,) = faults_of(less.write(), NEXT_TOLD)
    assert (fault.code, fault.place.file) == ("row-vanished", sheet.file)
    assert f"“{code}” (row {number} of" in fault.what.en


def test_a_whole_workbook_that_vanished_is_one_fault_with_the_rows_it_had(first: Small) -> None:
    less = after(first)
    less.left_out.add(GROUPS.file)
    (fault,) = faults_of(less.write(), NEXT_TOLD)
    assert (fault.code, fault.place.file) == ("workbook-vanished", GROUPS.file)
    assert "không còn tệp to-cong-tac.xlsx; lần báo trước tệp này có 2 hàng" in fault.what.vi
    assert "no to-cong-tac.xlsx any more; an earlier return told 2 rows" in fault.what.en


def test_rows_that_vanished_all_together_are_one_fault(first: Small) -> None:
    less = after(first)
    less[GROUPS].clear()
    (fault,) = faults_of(less.write(), NEXT_TOLD)
    assert (fault.code, fault.place.file) == ("workbook-vanished", GROUPS.file)
    assert "to-cong-tac.xlsx không còn hàng nào; lần báo trước tệp này có 2 hàng" in fault.what.vi
    assert "no row in to-cong-tac.xlsx any more; an earlier return told 2" in fault.what.en


def _silent_since_the_first(first: Small) -> Session:
    (fact,) = current(Session, review__unit__code="A02", review__seat="")
    assert (fact.day, fact.day_stated) == (date(2012, 11, 16), False)
    assert isinstance(fact, Session)
    return fact


def test_a_day_not_stated_keeps_its_bound_when_a_later_return_repeats_it(first: Small) -> None:
    earlier = _silent_since_the_first(first)
    later = after(first)
    later.change("as_of = 2012-11-16\ndue", "as_of = 2012-12-03\ndue")
    told = load(later.write(), NEXT_TOLD).told
    assert (told.new, told.changed, told.withdrawn) == (0, 1, 0)  # the terms alone
    assert current(Session, review__unit__code="A02", review__seat="") == [earlier]


def test_a_day_not_stated_keeps_its_bound_when_the_row_is_corrected(first: Small) -> None:
    _silent_since_the_first(first)
    later = after(first)
    later.change("as_of = 2012-11-16\ndue", "as_of = 2012-12-03\ndue")
    later.row(REVIEWS, unit="A02")["chair"] = "BT"
    load(later.write(), NEXT_TOLD)
    (fact,) = current(Session, review__unit__code="A02", review__seat="")
    assert (fact.chair, fact.day, fact.day_stated) == ("A02/BT", date(2012, 11, 16), False)


def test_a_day_that_comes_to_be_stated_replaces_its_bound(first: Small) -> None:
    later = after(first)
    later.row(REVIEWS, unit="A02")["sessions"] = [date(2012, 10, 30)]
    load(later.write(), NEXT_TOLD)
    (fact,) = current(Session, review__unit__code="A02", review__seat="")
    assert (fact.day, fact.day_stated) == (date(2012, 10, 30), True)


def test_of_two_rows_of_a_unit_one_may_be_withdrawn(tmp_path: Path) -> None:
    folder = small(tmp_path / "first")
    row = folder.row(UNITS, unit="B02")
    row["until"] = date(2012, 10, 31)
    folder[UNITS].append({**row, "block": "A", "since": date(2012, 11, 1), "until": None})
    load(folder.write())
    assert len(current(Membership, unit__code="B02")) == 2
    less = after(folder)
    less[UNITS][-1]["withdrawn"] = "withdrawn"
    less[UNITS][4]["until"] = None
    load(less.write(), NEXT_TOLD)
    (standing,) = current(Standing, unit__code="B02")
    (membership,) = current(Membership, unit__code="B02")
    assert (standing.until, membership.block, membership.until) == (None, "B", None)
    gone = after(less, "last")
    del gone[UNITS][-1]
    assert load(gone.write(), LAST_TOLD).told.changes == 0
    assert ledger_is_clean()


def test_the_first_of_two_rows_may_be_withdrawn_too(tmp_path: Path) -> None:
    folder = small(tmp_path / "first")
    row = folder.row(PEOPLE, unit="B02", post="BT")
    row["until"] = date(2012, 10, 31)
    folder[PEOPLE].append({**row, "holder": "X", "since": date(2012, 11, 1), "until": None})
    load(folder.write())
    less = after(folder)
    less.row(PEOPLE, unit="B02", post="BT")["withdrawn"] = "withdrawn"
    load(less.write(), NEXT_TOLD)
    (tenure,) = current(Tenure, unit__code="B02")
    assert (tenure.holder, tenure.day) == ("X", date(2012, 11, 1))


def test_a_unit_that_changes_its_block_in_mid_campaign_has_both_each_on_its_days(
    first: Small,
) -> None:
    moved = after(first)
    row = moved.row(UNITS, unit="B01")
    row["until"] = date(2012, 10, 31)
    moved[UNITS].append({**row, "block": "A", "since": date(2012, 11, 1), "until": None})
    load(moved.write(), NEXT_TOLD)
    blocks = [(one.block, one.until) for one in current(Membership, unit__code="B01")]
    assert set(blocks) == {("B", date(2012, 10, 31)), ("A", None)}


def test_a_return_told_before_the_last_is_refused_and_one_told_with_it_is_not(first: Small) -> None:
    load(after(first, "same-content").write(), NEXT_TOLD)
    earlier = after(first)
    earlier.row(REVIEWS, unit="B01")["reason"] = "Lý do khác"
    path, before = earlier.write(), state()
    with pytest.raises(ToldTooEarly) as refused:
        load(path, FIRST_TOLD - timedelta(minutes=1))
    assert "2012-11-16T17:00+07:00" in refused.value.wording.en
    assert refused.value.wording.vi != refused.value.wording.en
    assert state() == before
    load(path, FIRST_TOLD)
    (reason,) = current(ReasonStated, review__unit__code="B01")
    assert reason.reason == "Lý do khác"


def test_a_return_told_in_the_future_is_refused(tmp_path: Path) -> None:
    path = small(tmp_path).write()
    with pytest.raises(ToldTooEarly, match="lies ahead"):
        load(path, now() + timedelta(minutes=1))
    assert rows_of(Load) == 0


def test_a_unit_is_called_on_a_day_as_it_was_called_then(first: Small) -> None:
    renamed = after(first)
    row = renamed.row(UNITS, unit="B01")
    row["until"] = date(2012, 11, 10)
    renamed[UNITS].append({**row, "name": "Tên mới", "since": date(2012, 11, 11), "until": None})
    load(renamed.write(), NEXT_TOLD)
    for day, name in ((date(2012, 11, 10), row["name"]), (date(2012, 11, 11), "Tên mới")):
        figures = figures_of("thu-2012", as_of=day, known_by=NEXT_TOLD)
        (shown,) = [one for one in figures.rows("units_reviewed.due") if one.unit == "B01"]
        assert shown.label.vi == name


GUIDANCE = ('guidance_set = "nqtw4-2012"', 'guidance_set = "noi-bo-2026"')


def test_a_mark_stays_a_mark_of_its_own_sign(first: Small) -> None:
    """By another guidance set the same number is another sign, and a unit would stand accused of it."""
    folder = after(first)
    folder.change(*GUIDANCE)
    before = state()
    (fault,) = [one for one in faults_of(folder.write()) if one.code == "guidance-changed"]
    assert (fault.place.file, fault.place.heading) == (CAMPAIGN_FILE, "guidance_set")
    assert "nqtw4-2012" in fault.what.vi
    assert "nqtw4-2012" in fault.expected.en
    assert state() == before


def test_before_a_sign_is_marked_another_guidance_set_may_be_chosen(tmp_path: Path) -> None:
    folder = small(tmp_path / "first")
    for row in folder.rows[REVIEWS.file]:
        for sign in range(1, 13):
            row.pop(f"sign_{sign}", None)
    load(folder.write())
    folder = folder.copied(tmp_path / "next")
    folder.change(*GUIDANCE)
    assert "guidance-changed" not in {one.code for one in faults_of(folder.write())}


def test_a_check_alone_says_that_a_return_counts_days_that_have_not_come(tmp_path: Path) -> None:
    folder = small(tmp_path)
    folder.change("as_of = 2012-11-16", "as_of = 2062-11-16")
    (note,) = check_folder(folder.write()).findings.notes
    assert note.code == "as-of-ahead"
    assert "16/11/2062" in note.said.vi
    assert "T" not in note.said.en.partition("day of telling")[2].partition(";")[0]
    folder.change("as_of = 2062-11-16", "as_of = 2012-11-16\nrecorded_until = 2062-11-17")
    (note,) = check_folder(folder.write()).findings.notes
    assert "recorded_until (17 November 2062)" in note.said.en
