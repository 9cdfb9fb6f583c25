"""A campaign below another: what its file may say of that one, and which topics it reviews."""

from datetime import date
from pathlib import Path

import pytest

from tusoi.campaigns.queries import campaign_view, family_of, topics_of
from tusoi.exchange.columns import EVIDENCE, UNITS
from tusoi.exchange.tests.exports import ASKING_EVIDENCE, exported, full
from tusoi.exchange.tests.folders import (
    FIRST_TOLD,
    LAST_TOLD,
    NEXT_TOLD,
    below,
    faults_of,
    ledger_is_clean,
    letter,
    load,
    met,
    small,
)
from tusoi.figures.engine import figures_of
from tusoi.gates.gate import Refusal
from tusoi.values.clock import now

pytestmark = pytest.mark.django_db


def codes(campaign: str) -> list[str]:
    view = campaign_view(campaign, known_by=now())
    return [one.code for one in topics_of(view, known_by=now())]


def breaches(campaign: str) -> list[str]:
    found = figures_of(campaign, as_of=date(2012, 12, 31), known_by=now())
    return [row.label.en for row in found.rows("breaches.count")]


def test_a_campaign_below_reviews_what_the_one_above_does_and_the_topic_of_its_level(
    tmp_path: Path,
) -> None:
    load(small(tmp_path / "above").write())
    load(below(tmp_path / "below").write(), NEXT_TOLD)
    assert codes("thu-2012") == ["T1", "T2", "T3"]
    assert codes("xa-2013") == ["T1", "T2", "T3", "T4"]
    view = campaign_view("xa-2013", known_by=now())
    (added,) = [one for one in topics_of(view, known_by=now()) if one.is_added_here]
    assert (added.code, added.added_by) == ("T4", "")
    assert family_of("thu-2012").below == family_of("thu-2012").codes == ("xa-2013",)
    assert family_of("xa-2013").above == "thu-2012"
    assert ledger_is_clean()


def test_a_topic_added_above_is_reviewed_below_though_it_was_added_later(tmp_path: Path) -> None:
    load(small(tmp_path / "above").write())
    load(below(tmp_path / "below").write(), NEXT_TOLD)
    again = small(tmp_path / "again")
    again.campaign += ASKING_EVIDENCE
    load(again.write(), LAST_TOLD)
    view = campaign_view("xa-2013", known_by=now())
    assert [(one.code, one.added_by) for one in topics_of(view, known_by=now())] == [
        ("T1", ""),
        ("T2", ""),
        ("T3", ""),
        ("T5", "thu-2012"),
        ("T4", ""),
    ]


BROKEN = {
    "a campaign above that nobody knows": ('of = "thu-2012"', 'of = "thu-2011"', "no-campaign-abo"),
    "itself above": ('of = "thu-2012"', 'of = "xa-2013"', "key-wrong"),
    "a unit that is not of it": ('under = "A01"', 'under = "X9"', "cascade-under"),
    "no such direction": ('direction = "top_down"', 'direction = "down"', "key-wrong"),
    "no direction": ('direction = "top_down"\n', "", "key-missing"),
    "no such order": ('under = "A01"', 'under = "A01"\norder = "loose"', "key-wrong"),
    "a cascade that is no table": ("[cascade]\n", "[[cascade]]\n", "key-wrong"),
    "a key that is none": ('under = "A01"', 'under = "A01"\nwithout = ["T1"]', "key-unknown"),
    "a level the guidance has not": ('level = "grassroots"', 'level = "xa"', "key-wrong"),
    "a level that is no text": ('level = "grassroots"', "level = 3", "key-wrong"),
    "opened before the one above": ("from = 2012-10-16", "from = 2012-10-15", "opens-before-above"),
    "a topic left out": ('under = "A01"', 'under = "A01"\ntopics = ["T1", "T4"]', "topic-left-out"),
    "a topic that nobody declares": (
        'under = "A01"',
        'under = "A01"\ntopics = ["T1", "T2", "T3", "T4", "T9"]',
        "topic-unknown",
    ),
    "topics that are no list": ('under = "A01"', 'under = "A01"\ntopics = "T1"', "key-wrong"),
    "a topic the guidance has": (
        "[[period]]",
        '[[topic]]\ncode = "T3"\nname_vi = "x"\n[[period]]',
        "topic-there",
    ),
    "a topic without a name": ("[[period]]", '[[topic]]\ncode = "T5"\n[[period]]', "key-missing"),
    "a topic twice": (
        "[[period]]",
        '[[topic]]\ncode = "T5"\nname_vi = "x"\n[[topic]]\ncode = "T5"\nname_vi = "y"\n[[period]]',
        "key-wrong",
    ),
    "evidence of no such kind": (
        "[[period]]",
        '[[topic]]\ncode = "T5"\nname_vi = "x"\nevidence = ["rumour"]\n[[period]]',
        "key-wrong",
    ),
}


@pytest.mark.parametrize("what", BROKEN)
def test_what_a_campaign_below_may_not_say_is_named_and_nothing_is_written(
    what: str, tmp_path: Path
) -> None:
    old, new, code = BROKEN[what]
    load(small(tmp_path / "above").write())
    folder = below(tmp_path / "below")
    folder.change(old, new)
    found = [fault.code for fault in faults_of(folder.write(), NEXT_TOLD)]
    assert code in [one[: len(code)] for one in found]


def test_the_lower_campaign_is_not_loaded_before_the_upper(tmp_path: Path) -> None:
    (fault,) = faults_of(below(tmp_path / "below").write())
    assert fault.code == "no-campaign-above"
    assert "load the upper campaign first" in fault.mend.en
    load(small(tmp_path / "above").write(), NEXT_TOLD)
    (fault,) = faults_of(below(tmp_path / "again").write(), FIRST_TOLD)
    assert fault.code == "no-campaign-above"


def test_a_campaign_of_another_host_might_as_well_not_be_there(tmp_path: Path) -> None:
    load(small(tmp_path / "above", host="quan-uy").write())
    (theirs,) = faults_of(below(tmp_path / "one").write(), NEXT_TOLD)
    (nobodys,) = faults_of(below(tmp_path / "two", of="nobody").write(), NEXT_TOLD)
    assert theirs.what.en.replace("thu-2012", "…") == nobodys.what.en.replace("nobody", "…")


def test_campaigns_do_not_stand_below_each_other_in_a_circle(tmp_path: Path) -> None:
    load(small(tmp_path / "above").write())
    load(below(tmp_path / "below").write(), NEXT_TOLD)
    circle = small(tmp_path / "again")
    place = '[cascade]\nof = "xa-2013"\nunder = "X1"\ndirection = "bottom_up"\n\n[[period]]'
    circle.change("[[period]]", place)
    (fault,) = faults_of(circle.write(), LAST_TOLD)
    assert fault.code == "cascade-circle"
    assert "thu-2012 → xa-2013 → thu-2012" in fault.what.en


def test_a_unit_elsewhere_in_the_tree_is_none_of_the_campaign_below(tmp_path: Path) -> None:
    load(small(tmp_path / "above").write())
    folder = below(tmp_path / "below")
    folder.row(UNITS, unit="X2")["parent"] = "A02"
    (fault,) = faults_of(folder.write(), NEXT_TOLD)
    assert (fault.code, fault.place.column) == ("unit-not-below", letter(UNITS, "parent"))
    assert "X2" in fault.what.vi


def test_a_topic_told_once_is_left_out_of_no_later_return(tmp_path: Path) -> None:
    load(small(tmp_path / "above").write())
    folder = below(tmp_path / "below")
    folder.campaign += ASKING_EVIDENCE
    load(folder.write(), NEXT_TOLD)
    (fault,) = faults_of(below(tmp_path / "again").write(), LAST_TOLD)
    assert (fault.code, "T5" in fault.what.en) == ("topic-gone", True)


def test_a_unit_below_that_met_before_the_unit_above_is_a_breach_and_loads(tmp_path: Path) -> None:
    load(small(tmp_path / "above").write())
    folder = below(tmp_path / "below")
    met(folder, "X1", date(2012, 11, 5))
    met(folder, "X2", date(2012, 11, 6))
    load(folder.write(), NEXT_TOLD)
    (said,) = breaches("xa-2013")
    assert "Xã X1" in said
    assert "The order of levels" in said
    assert not any("order" in one for one in breaches("thu-2012"))


def test_an_order_left_open_is_looked_at_by_nobody(tmp_path: Path) -> None:
    load(small(tmp_path / "above").write())
    folder = below(tmp_path / "below", order="open")
    met(folder, "X1", date(2012, 11, 5))
    load(folder.write(), NEXT_TOLD)
    assert breaches("xa-2013") == []


def before(campaign: str, unit: str, day: date) -> tuple[Refusal, ...]:
    from tusoi.figures.engine import gates_of

    found = gates_of(campaign, known_by=now()).before_review(unit, day)
    return tuple(one for one in found if one.gate == "G4")


def test_from_the_bottom_up_the_unit_above_waits_for_all_below_and_is_told_how_many(
    tmp_path: Path,
) -> None:
    load(small(tmp_path / "above").write())
    folder = below(tmp_path / "below", under="B01", direction="bottom_up")
    met(folder, "X1", date(2012, 11, 5))
    load(folder.write(), NEXT_TOLD)
    (refusal,) = before("thu-2012", "B01", date(2012, 11, 30))
    assert refusal.who_can_clear.en.startswith("the units whose review comes first")
    assert "1 of 2 have" in refusal.sentence.en
    assert "đã xong 1 trong 2" in refusal.sentence.vi
    assert before("thu-2012", "A02", date(2012, 11, 30)) == ()
    assert before("xa-2013", "X2", date(2012, 11, 30)) == ()
    met(folder, "X2", date(2012, 11, 15))
    load(folder.write(), LAST_TOLD)
    assert before("thu-2012", "B01", date(2012, 11, 30)) == ()
    assert before("thu-2012", "B01", date(2012, 11, 14)) != ()


def test_a_unit_that_moved_waits_for_the_unit_it_stands_below_that_day(tmp_path: Path) -> None:
    load(small(tmp_path / "above").write())
    folder = below(tmp_path / "below")
    row = folder.row(UNITS, unit="X1")
    row["until"] = date(2012, 11, 10)
    folder[UNITS].append({**row, "parent": "B01", "since": date(2012, 11, 11), "until": None})
    load(folder.write(), NEXT_TOLD)
    assert before("xa-2013", "X1", date(2012, 11, 10)) == ()
    (refusal,) = before("xa-2013", "X1", date(2012, 11, 11))
    assert "Đơn vị B01" in refusal.sentence.vi


def test_evidence_is_brought_on_a_topic_that_asks_for_it_alone(tmp_path: Path) -> None:
    folder = full(tmp_path / "in")
    folder[EVIDENCE][0]["campaign_topic"] = "T1"
    folder[EVIDENCE].append({**folder[EVIDENCE][0], "evidence_code": "MC2", "campaign_topic": "T5"})
    folder[EVIDENCE][1]["kind"] = "reception_day"
    assert [fault.code for fault in faults_of(folder.write())] == ["no-evidence-asked"] * 2


def test_evidence_is_not_answered_before_it_was_raised(tmp_path: Path) -> None:
    folder = full(tmp_path / "in")
    folder[EVIDENCE][0]["answered_on"] = date(2012, 10, 11)
    assert [fault.code for fault in faults_of(folder.write())] == ["days-out-of-order"]


def test_an_export_of_a_campaign_below_loads_again_and_changes_nothing(tmp_path: Path) -> None:
    load(small(tmp_path / "above").write())
    folder = below(tmp_path / "below", order="open")
    folder.change('under = "A01"', 'under = "A01"\ntopics = ["T1", "T2", "T3", "T4", "T5"]')
    folder.campaign += ASKING_EVIDENCE
    load(folder.write(), NEXT_TOLD)
    assert load(exported(tmp_path / "out", "xa-2013"), LAST_TOLD).told.changes == 0


def test_a_campaign_without_a_topic_of_the_people_has_no_figure_on_it(tmp_path: Path) -> None:
    load(small(tmp_path / "above").write())
    assert (
        "relation_with_people"
        not in figures_of("thu-2012", as_of=date(2012, 12, 31), known_by=now()).parts
    )
    load(full(tmp_path / "full").write(), NEXT_TOLD)
    found = figures_of("thu-2012", as_of=date(2012, 12, 31), known_by=now())
    assert found.value("relation_with_people.dialogues") == 1
    assert found.counted("relation_with_people.people") == 42
    assert found.value("relation_with_people.remarks") == 0
