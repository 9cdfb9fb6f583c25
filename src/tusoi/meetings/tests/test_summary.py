"""What a session came to in counts and in a sentence, and in which order persons are reviewed."""

import doctest
from datetime import date

import pytest

from tusoi.meetings.rules import summary as summary_rule
from tusoi.meetings.rules.order import InPost, Sat, agenda, before_the_head
from tusoi.meetings.rules.summary import summary
from tusoi.meetings.rules.tally import Spoken, kind_of, tally

LAN, MINH, UV1, UV2 = COLLECTIVE = ("A47/BT", "A47/PBT", "A47/UV1", "A47/UV2")


def spoke(speaker: str, how: str = "unasked", kind: str = "other", topic: str = "") -> Spoken:
    return Spoken(speaker, how, kind, topic)


def test_the_worked_examples_of_the_sentence_hold() -> None:
    found = doctest.testmod(summary_rule)
    assert (found.failed, found.attempted) == (0, 5)


@pytest.mark.parametrize(
    ("counts", "vi", "en"),
    [
        ((1, 1, 0), "1/1 người phát biểu; không phải chỉ định ai.", "1 of 1 spoke;"),
        ((11, 11, 2), "Cả 11 người đều phát biểu;", "All 11 spoke; 2 had to be called on."),
        ((0, 11, 0), "Không ai trong 11 người phát biểu.", "Nobody of 11 spoke."),
        ((0, 0, 0), "Không ai trong 0 người phát biểu.", "Nobody of 0 spoke."),
    ],
)
def test_the_numbers_are_said_as_they_are(counts: tuple[int, int, int], vi: str, en: str) -> None:
    spoken, called, called_on = counts
    said = summary(spoken, called, called_on, {})
    assert said.vi.startswith(vi)
    assert said.en.startswith(en)


def test_topics_are_named_in_their_order_by_number_or_by_code() -> None:
    left = {"T10": 0, "T2": 0, "T3": 4, "GY01": 0}
    names = {"T2": "2", "T3": "3", "T10": "10", "GY01": "11"}
    assert "topics 2, 10 and 11 were not discussed" in summary(1, 1, 0, left, names).en
    assert "các nội dung GY01, T10 và T2 không" in summary(1, 1, 0, left).vi


def test_whoever_spoke_once_of_their_own_accord_did_not_have_to_be_called_on() -> None:
    said = [spoke(LAN), spoke(MINH, "called_on"), spoke(MINH), spoke(UV1, "called_on")]
    counts = tally(COLLECTIVE, {LAN, MINH, UV1, UV2}, said, ())
    assert (counts.called, counts.present, counts.spoke) == (4, 4, 3)
    assert counts.had_to_be_called_on == 1
    assert (counts.unasked, counts.called_on, counts.written) == (2, 2, 0)


def test_guests_stand_apart_and_whoever_spoke_was_there() -> None:
    said = [spoke("Đại diện Thành ủy", topic="T1"), spoke(LAN), spoke(UV2, "written")]
    counts = tally(COLLECTIVE, {"Đại diện Thành ủy", MINH}, said, ("T1",))
    assert (counts.present, counts.spoke, counts.unasked, counts.written) == (2, 2, 1, 1)
    assert counts.topics == {"T1": 0}


def test_every_topic_of_the_agenda_is_counted_and_one_off_it_once_it_is_spoken_to() -> None:
    said = [spoke(LAN, topic="T1"), spoke(MINH, topic="T1"), spoke(UV1, topic="T4")]
    assert tally(COLLECTIVE, (), said, ("T1", "T2")).topics == {"T1": 2, "T2": 0, "T4": 1}


def test_nothing_said_in_an_empty_collective_is_nought() -> None:
    counts = tally((), (), (), ())
    assert (counts.called, counts.present, counts.spoke, counts.topics) == (0, 0, 0, {})


@pytest.mark.parametrize(
    ("kind", "speaker", "about", "meant"),
    [
        ("criticism", LAN, LAN, "self_criticism"),
        ("criticism", MINH, LAN, "criticism"),
        ("self_criticism", MINH, LAN, "criticism"),
        ("self_criticism", MINH, "", "self_criticism"),
        ("criticism", MINH, "", "criticism"),
        ("reply", LAN, LAN, "reply"),
        ("other", LAN, LAN, "other"),
    ],
)
def test_of_oneself_one_criticises_oneself_and_of_another_never(
    kind: str, speaker: str, about: str, meant: str
) -> None:
    assert kind_of(kind, speaker=speaker, about=about) == meant


def post(code: str, person: str, *, head: bool = False, seat: str = "") -> InPost:
    return InPost(f"A47/{code}", code, person, seat, is_head=head)


def test_the_head_comes_first_and_whoever_holds_two_posts_once() -> None:
    given = [post("UV1", "x"), post("PBT", "minh"), post("BT", "lan", head=True), post("AA", "lan")]
    assert [one.reference for one in agenda(given)] == ["A47/BT", "A47/PBT", "A47/UV1"]


def sat(day: int, place: int, seat: str) -> Sat:
    return Sat(date(2012, 12, day), place, seat)


def test_a_review_before_the_heads_is_said() -> None:
    minh_first = [sat(20, 0, "minh"), sat(20, 1, "lan"), sat(21, 0, "x")]
    assert before_the_head(minh_first, "lan") == ("minh",)
    assert before_the_head(minh_first[1:], "lan") == ()
    assert before_the_head([sat(20, 0, "minh")], "lan") == ("minh",)
    assert before_the_head([sat(20, 0, "minh")], "lan", head_is_due=False) == ()
    assert before_the_head([sat(20, 0, "minh")], "") == ()
