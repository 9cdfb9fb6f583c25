"""What is noted in the room: told once whatever is sent twice, refused one by one, never half."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_CAMPAIGN,
    binh,
    dung,
    kept_for_a_module,
    lan,
    mai_loads_the_seed,
    minh,
    reach_for,
    thao,
)
from tusoi.campaigns.actions import review_of
from tusoi.campaigns.models import campaign_tree, work_tree
from tusoi.discipline.actions import record_conclusion, settle_responsibilities
from tusoi.ledger.checking import discrepancies
from tusoi.ledger.models import Entry
from tusoi.ledger.queries import head
from tusoi.meetings.models import Attendance, Session, Speech
from tusoi.meetings.notes import NoteNotUsable, read_note
from tusoi.meetings.noting import (
    NotInTheRoom,
    Outcome,
    SpeakerAbsent,
    SpeechGone,
    TooManyNotes,
    TopicUnknown,
    note_in_room,
)
from tusoi.meetings.queries import RoomNoted, noted_in_room
from tusoi.meetings.room import RoomNotOpen, open_room
from tusoi.organisation.access import NotThere
from tusoi.values.clock import now

pytestmark = pytest.mark.django_db

DEC_18, DEC_19, DEC_20 = (date(2012, 12, day) for day in range(18, 21))
HEAD, DEPUTY, UV1, UV2 = "A47/BT", "A47/PBT", "A47/UV1", "A47/UV2"


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The seed, with A47's room open on 20 December."""
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        record_conclusion(reach_for(dung()), "A47", DEC_18)
        settle_responsibilities(reach_for(dung()), "A47", DEC_19)
        open_room(
            reach_for(thao()), "A47", DEC_20, chair=HEAD, secretary="Thảo", prepared_on=DEC_19
        )
        lan()
        yield


def key(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012d}"


def sent(number: int, **said: Any) -> dict[str, Any]:
    return {"what": "speech", "key": key(number), **said}


def send(*notes: dict[str, Any]) -> tuple[Outcome, ...]:
    read = [read_note(one, now=now()) for one in notes]
    return note_in_room(reach_for(thao()), "A47", DEC_20, read)


def room() -> RoomNoted:
    review = review_of(reach_for(thao()), "A47")
    (found,) = noted_in_room(HCMC_CAMPAIGN, review, known_by=now())
    return found


def refusals(*notes: dict[str, Any]) -> list[Any]:
    return [one.refused for one in send(*notes)]


def works() -> int:
    return head(work_tree(HCMC_CAMPAIGN)).size


def test_many_notes_are_one_line_of_the_works_tree_and_move_no_figure() -> None:
    campaign, before = head(campaign_tree(HCMC_CAMPAIGN)).size, works()
    assert all(one.is_new for one in send(sent(1, speaker=HEAD), sent(2, speaker=DEPUTY)))
    assert works() == before + 1
    assert head(campaign_tree(HCMC_CAMPAIGN)).size == campaign
    assert [one.speaker for one in room().speeches] == [HEAD, DEPUTY]
    assert list(discrepancies()) == []
    last = Entry.objects.filter(tree=work_tree(HCMC_CAMPAIGN)).order_by("-position")[0]
    assert "PBT" not in last.body


def test_a_note_sent_twice_is_one_in_one_sending_and_in_two() -> None:
    first = send(sent(1, speaker=HEAD), sent(1, speaker=HEAD))
    assert [one.is_new for one in first] == [True, False]
    before = works()
    assert [one.is_new for one in send(sent(1, speaker=HEAD))] == [False]
    assert works() == before
    assert len(room().speeches) == 1


def test_an_attendance_sent_again_does_not_turn_back_what_came_after() -> None:
    absent = sent(1, what="there", post=UV1, present=False, reason="đi công tác")
    send(absent)
    assert room().attendance[0].reason == "đi công tác"
    send(sent(2, what="there", post=UV1, present=True))
    assert [one.is_new for one in send(absent)] == [False]
    assert room().present == {UV1}
    assert room().absent == frozenset()


def test_whoever_is_absent_does_not_speak_until_marked_present_but_may_write() -> None:
    send(sent(1, what="there", post=UV1, present=False))
    (refused,) = refusals(sent(2, speaker=UV1))
    assert isinstance(refused, SpeakerAbsent)
    assert refused.post == UV1
    assert "Mark them present first" in refused.wording.en
    assert refusals(sent(3, speaker=UV1, how="written")) == [None]
    there = sent(4, what="there", post=UV1, present=True)
    assert refusals(there, sent(2, speaker=UV1)) == [None, None]


def test_one_refused_lets_the_others_through() -> None:
    said = refusals(
        sent(1, speaker=HEAD),
        sent(2, speaker="B02/BT"),
        sent(3, speaker=DEPUTY, topic="KHONG"),
        sent(4, speaker=UV1, about="A47/KHONG"),
        sent(5, speaker=UV2),
    )
    assert [type(one) for one in said] == [
        type(None),
        NotInTheRoom,
        TopicUnknown,
        NotInTheRoom,
        type(None),
    ]
    assert [one.speaker for one in room().speeches] == [HEAD, UV2]
    assert HEAD in said[1].wording.vi
    assert "T1" in said[2].wording.vi


def test_a_guest_speaks_once_noted_and_is_noted_once() -> None:
    (refused,) = refusals(sent(1, speaker="Đại diện Thành ủy"))
    assert isinstance(refused, NotInTheRoom)
    send(sent(2, what="guest", words="Đại diện Thành ủy"))
    send(sent(3, what="guest", words="đại diện  thành ủy"), sent(4, what="guest", words="Tổ T07"))
    assert room().guests == ("Đại diện Thành ủy", "Tổ T07")
    assert refusals(sent(5, speaker="Đại diện Thành ủy")) == [None]
    send(sent(6, what="there", post="Tổ T07", present=False))
    assert room().guests == ("Đại diện Thành ủy",)
    (refused,) = refusals(sent(7, what="guest", words=UV1))
    assert isinstance(refused, NoteNotUsable)
    assert not [one for one in Attendance.objects.all() if "Thành" in one.key]


def test_a_speech_is_amended_in_part_and_taken_back_for_good() -> None:
    send(sent(1, speaker=HEAD, how="called_on", topic="T1"))
    send(sent(2, what="amend", speech=key(1), gist="nêu rõ trách nhiệm"))
    (speech,) = room().speeches
    assert (speech.key, speech.how, speech.topic) == (key(1), "called_on", "T1")
    assert speech.gist == "nêu rõ trách nhiệm"
    send(sent(3, what="take_back", speech=key(1)))
    assert room().speeches == ()
    assert [one.is_new for one in send(sent(4, what="take_back", speech=key(1)))] == [False]
    assert refusals(sent(1, speaker=HEAD)) == [None]
    assert room().speeches == (), "sent once more it does not come back"
    (refused,) = refusals(sent(5, what="amend", speech=key(1), gist="x"))
    assert isinstance(refused, SpeechGone)
    (refused,) = refusals(sent(6, what="take_back", speech=key(99)))
    assert isinstance(refused, SpeechGone)


def test_what_is_noted_and_put_right_in_one_sending_is_right() -> None:
    said = refusals(
        sent(1, speaker=HEAD),
        sent(2, what="amend", speech=key(1), how="written"),
        sent(3, speaker=DEPUTY),
        sent(4, what="take_back", speech=key(3)),
    )
    assert said == [None] * 4
    assert [(one.speaker, one.how) for one in room().speeches] == [(HEAD, "written")]


def test_a_move_waits_its_turn_among_the_notes_and_may_be_refused_alone() -> None:
    said = refusals(
        sent(1, speaker=HEAD),
        sent(2, what="move", post=DEPUTY),
        sent(3, speaker=UV1, kind="criticism", about=DEPUTY),
        sent(4, what="move", post=UV1),
        sent(5, speaker=DEPUTY, kind="criticism", about=DEPUTY),
    )
    assert [type(one).__name__ for one in said] == ["NoneType"] * 3 + ["PostVacant", "NoneType"]
    assert Session.objects.known().filter(key__startswith=DEPUTY).exists()
    assert [one.kind for one in room().speeches] == ["other", "criticism", "self_criticism"]


def test_speeches_stand_in_the_order_in_which_they_were_made() -> None:
    send(sent(1, speaker=UV1, at="2012-12-20T09:30:00+07:00"))
    send(sent(2, speaker=UV2, at="2012-12-20T09:15:00+07:00"))
    send(sent(3, speaker=HEAD, at="2999-01-01T00:00:00+07:00"))
    assert [one.speaker for one in room().speeches] == [UV2, UV1, HEAD]
    assert Speech.objects.latest("spoken_at").spoken_at <= now()


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        [],
        "speech",
        {},
        {"what": "speech"},
        {"what": ["speech"], "key": key(1)},
        {"what": "khong", "key": key(1)},
        {"what": "speech", "key": "1", "speaker": HEAD},
        {"what": "speech", "key": key(1).replace("-", ""), "speaker": HEAD},
        {"what": "speech", "key": -1, "speaker": HEAD},
        sent(1),
        sent(1, speaker=" "),
        sent(1, speaker=7),
        sent(1, speaker=HEAD, how="loudly"),
        sent(1, speaker=HEAD, how=["unasked"]),
        sent(1, speaker=HEAD, kind=None),
        sent(1, speaker=HEAD, at="hôm qua"),
        sent(1, speaker=HEAD, at={"x": 1}),
        sent(1, speaker=HEAD, at=-5),
        sent(1, speaker=HEAD, gist="x" * 4_001),
        sent(1, speaker=HEAD, gist="x" * 2_000_000),
        sent(1, speaker=HEAD, gist="một\x00hai"),
        sent(1, speaker=HEAD, gist="\ud800"),
        sent(1, what="there", post=HEAD),
        sent(1, what="there", post=HEAD, present="no"),
        sent(1, what="there", post=HEAD, present=False, reason="x" * 401),
        sent(1, what="guest", words=""),
        sent(1, what="guest", words="x" * 121),
        sent(1, what="amend"),
        sent(1, what="take_back", speech=None),
        sent(1, what="move"),
    ],
)
def test_what_is_no_note_is_refused_in_a_sentence(wrong: object) -> None:
    with pytest.raises(NoteNotUsable) as refused:
        read_note(wrong, now=now())
    assert refused.value.wording.vi != refused.value.wording.en


def test_a_day_without_a_room_takes_nothing_and_a_sending_has_its_bounds() -> None:
    one = read_note(sent(1, speaker=HEAD), now=now())
    with pytest.raises(RoomNotOpen, match="Open the room"):
        note_in_room(reach_for(thao()), "A47", DEC_19, [one])
    with pytest.raises(TooManyNotes, match="201"):
        note_in_room(reach_for(thao()), "A47", DEC_20, [one] * 201)
    assert not Speech.objects.exists()


def test_only_the_head_and_the_office_of_the_unit_note_in_its_room() -> None:
    one = read_note(sent(1, speaker=HEAD), now=now())
    for other in (minh, binh, dung):
        with pytest.raises(NotThere):
            note_in_room(reach_for(other()), "A47", DEC_20, [one])
    (outcome,) = note_in_room(reach_for(lan()), "A47", DEC_20, [one])
    assert outcome.is_new
