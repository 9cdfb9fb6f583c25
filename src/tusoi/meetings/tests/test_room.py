"""The room of a session: opened as the session is held, moved through, closed with its counts, opened again."""

from collections.abc import Iterator
from datetime import date

import pytest
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_CAMPAIGN,
    binh,
    dung,
    kept_for_a_module,
    lan,
    mai,
    mai_loads_the_seed,
    minh,
    reach_for,
    thao,
)
from tusoi.campaigns.actions import DayAhead, campaign_act, reopen_parts, review_of, round_of
from tusoi.campaigns.events import REASON_STATED
from tusoi.campaigns.models import campaign_tree, work_tree
from tusoi.campaigns.parts import Part
from tusoi.campaigns.queries import redo_of
from tusoi.discipline.actions import record_conclusion, settle_responsibilities
from tusoi.ledger.actions import Told
from tusoi.ledger.checking import discrepancies
from tusoi.ledger.queries import head
from tusoi.meetings.actions import (
    GateClosed,
    NotReady,
    NotTheChair,
    PartNotReopened,
    PostVacant,
    ReviewClosed,
    hold_session,
    sign_minutes,
)
from tusoi.meetings.models import RoomOpened, Session, SessionTallied
from tusoi.meetings.notes import Note, read_note
from tusoi.meetings.noting import note_in_room
from tusoi.meetings.queries import noted_in_room, tallies
from tusoi.meetings.room import (
    RoomClosed,
    RoomNotOpen,
    RoomNotUsable,
    close_room,
    move_to,
    open_room,
    reopen_room,
    room_of,
)
from tusoi.organisation.access import NotThere
from tusoi.organisation.models import Account
from tusoi.values.clock import now, today

pytestmark = pytest.mark.django_db

DEC_18, DEC_19, DEC_20, DEC_21, DEC_22 = (date(2012, 12, day) for day in range(18, 23))
HEAD, DEPUTY, UV1 = "A47/BT", "A47/PBT", "A47/UV1"


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        yield


def cleared(*serious: str) -> None:
    record_conclusion(reach_for(dung()), "A47", DEC_18)
    settle_responsibilities(reach_for(dung()), "A47", DEC_19, serious)


def opened(
    on: date = DEC_20,
    *,
    by: Account | None = None,
    chair: str = HEAD,
    secretary: str = "Thảo, văn phòng",
    prepared_on: date | None = DEC_19,
    redo: bool = False,
    judged: bool = False,
) -> Told:
    return open_room(
        reach_for(by or thao()),
        "A47",
        on,
        chair=chair,
        secretary=secretary,
        prepared_on=prepared_on,
        redo=redo,
        judged=judged,
    )


def a_note(number: int, **said: object) -> Note:
    key = f"00000000-0000-4000-8000-{number:012d}"
    return read_note({"what": "speech", "key": key, **said}, now=now())


def noted(*notes: Note, on: date = DEC_20) -> None:
    outcomes = note_in_room(reach_for(thao()), "A47", on, notes)
    assert [one.refused for one in outcomes] == [None] * len(notes)


def sizes() -> tuple[int, int]:
    return head(campaign_tree(HCMC_CAMPAIGN)).size, head(work_tree(HCMC_CAMPAIGN)).size


def sat_by(row: str) -> bool:
    return Session.objects.known().filter(key__startswith=f"{row}|").exists()


def test_opening_is_one_line_with_the_session_its_chairs_and_the_room() -> None:
    cleared()
    before = sizes()
    assert opened() == Told(new=4), "a day of readiness, a session, a chair, a room"
    assert sizes() == (before[0] + 1, before[1])
    room = RoomOpened.objects.get(key="A47|room-2012-12-20")
    assert (room.secretary, room.redo, room.day) == ("Thảo, văn phòng", False, DEC_20)
    assert list(discrepancies()) == []
    assert opened() == Told(same=4)
    assert sizes() == (before[0] + 1, before[1])


def test_what_stands_before_a_session_stands_before_the_room() -> None:
    before = sizes()
    with pytest.raises(GateClosed):
        opened()
    cleared(HEAD)
    with pytest.raises(GateClosed, match="serious"):
        opened()
    with pytest.raises(NotTheChair):
        opened(chair=DEPUTY)
    with pytest.raises(PostVacant):
        opened(chair="A47/KHONG")
    with pytest.raises(DayAhead):
        opened(date(2999, 1, 1))
    assert not RoomOpened.objects.exists()
    assert sizes() == (before[0] + 2, before[1])


def test_nothing_is_opened_before_the_self_review_is_ready() -> None:
    cleared()
    for prepared_on in (None, DEC_21):
        with pytest.raises(NotReady):
            opened(prepared_on=prepared_on)
    assert not RoomOpened.objects.exists()


@pytest.mark.parametrize("secretary", ["", "  ", "x" * 82, "Thảo\x00"])
def test_a_room_has_somebody_who_takes_the_minutes(secretary: str) -> None:
    cleared()
    with pytest.raises(RoomNotUsable):
        opened(secretary=secretary)
    assert not RoomOpened.objects.exists()


def test_only_the_head_and_the_office_of_the_unit_open_its_room() -> None:
    cleared()
    for other in (mai, dung, minh, binh):
        with pytest.raises(NotThere):
            opened(by=other())
    assert opened(by=lan()).new


def test_after_signature_and_after_a_verdict_no_room_opens() -> None:
    cleared()
    with pytest.raises(ReviewClosed, match="judged"):
        opened(judged=True)
    opened()
    sign_minutes(reach_for(lan()), "A47", DEC_21)
    for on in (DEC_20, DEC_22):
        with pytest.raises(ReviewClosed, match="signed"):
            opened(on)


def test_moving_on_tells_the_session_of_that_leader_and_of_nobody_else() -> None:
    cleared()
    opened()
    assert not sat_by(HEAD)
    assert move_to(reach_for(thao()), "A47", DEC_20, HEAD).new == 2, "a session and its chair"
    assert sat_by(HEAD)
    assert not sat_by(DEPUTY)
    assert move_to(reach_for(thao()), "A47", DEC_20, HEAD).changes == 0


def test_nobody_is_reviewed_who_holds_no_post_owing_a_review_or_before_the_room_is_open() -> None:
    cleared()
    with pytest.raises(RoomNotOpen):
        move_to(reach_for(thao()), "A47", DEC_20, HEAD)
    opened()
    for post in ("A47/KHONG", "B02/BT", UV1, ""):
        with pytest.raises(PostVacant, match="A47/BT, A47/PBT"):
            move_to(reach_for(thao()), "A47", DEC_20, post)


def test_a_leader_reviewed_before_the_head_is_said_not_refused() -> None:
    cleared()
    opened()
    move_to(reach_for(thao()), "A47", DEC_20, DEPUTY)
    room = room_of(reach_for(thao()), "A47", DEC_20, known_by=now())
    assert room.out_of_order == ("A47-02",)
    move_to(reach_for(thao()), "A47", DEC_20, HEAD)
    room = room_of(reach_for(thao()), "A47", DEC_20, known_by=now())
    assert (room.out_of_order, room.sat_today) == (("A47-02",), ("A47-02", "A47-01"))


def test_closing_tells_counts_that_name_nobody_once() -> None:
    cleared()
    opened()
    noted(
        a_note(1, speaker=HEAD, topic="T1"),
        a_note(2, speaker=DEPUTY, how="called_on", topic="T1"),
    )
    before = sizes()
    assert close_room(reach_for(thao()), "A47", DEC_20) == Told(new=1)
    assert sizes() == (before[0] + 1, before[1])
    (tally,) = tallies(HCMC_CAMPAIGN, known_by=now())
    counts = tally.counts
    assert (counts.called, counts.spoke, counts.had_to_be_called_on) == (11, 2, 1)
    assert counts.topics["T1"] == 2
    assert {"T2", "T3"} <= {code for code, said in counts.topics.items() if not said}
    assert "T4" not in counts.topics, "a topic of the grassroots is not owed here"
    assert close_room(reach_for(thao()), "A47", DEC_20) == Told(same=1)
    told = str(
        {**SessionTallied.objects.values().get(), "salt": ""}
    )  # by chance it spells anything
    assert "UV" not in told
    assert "PBT" not in told


def test_an_amendment_after_the_closing_counts_anew_until_the_minutes_are_signed() -> None:
    cleared()
    opened()
    noted(a_note(1, speaker=HEAD, how="called_on"))
    close_room(reach_for(thao()), "A47", DEC_20)
    key = "00000000-0000-4000-8000-000000000001"
    noted(a_note(2, what="amend", speech=key, how="unasked"))
    (tally,) = tallies(HCMC_CAMPAIGN, known_by=now())
    assert (tally.counts.had_to_be_called_on, tally.counts.unasked) == (0, 1)
    noted(a_note(3, what="take_back", speech=key))
    (tally,) = tallies(HCMC_CAMPAIGN, known_by=now())
    assert tally.counts.spoke == 0
    sign_minutes(reach_for(lan()), "A47", DEC_21)
    for again in (close_room, reopen_room):
        with pytest.raises(ReviewClosed, match="signed"):
            again(reach_for(thao()), "A47", DEC_20)
    with pytest.raises(ReviewClosed, match="signed"):
        note_in_room(reach_for(thao()), "A47", DEC_20, [a_note(4, speaker=HEAD)])
    assert list(discrepancies()) == []


def test_what_was_made_before_the_closing_is_told_late_and_what_came_after_is_not() -> None:
    cleared()
    opened()
    early = a_note(1, speaker=HEAD)
    close_room(reach_for(thao()), "A47", DEC_20)
    noted(early)
    (tally,) = tallies(HCMC_CAMPAIGN, known_by=now())
    assert tally.counts.spoke == 1
    (outcome,) = note_in_room(reach_for(thao()), "A47", DEC_20, [a_note(2, speaker=DEPUTY)])
    assert isinstance(outcome.refused, RoomClosed)
    assert reopen_room(reach_for(thao()), "A47", DEC_20) == Told(withdrawn=1)
    assert tallies(HCMC_CAMPAIGN, known_by=now()) == ()
    noted(a_note(2, speaker=DEPUTY))


def test_what_an_earlier_day_spoke_to_is_no_longer_owed_the_next() -> None:
    cleared()
    opened()
    noted(a_note(1, speaker=HEAD, topic="T1"))
    opened(DEC_21)
    close_room(reach_for(thao()), "A47", DEC_21)
    (tally,) = tallies(HCMC_CAMPAIGN, known_by=now())
    assert "T1" not in tally.counts.topics
    assert tally.counts.topics["T2"] == 0


# The redo


def asked_again(*parts: Part, on: date = DEC_21, number: int = 1) -> None:
    reach = reach_for(mai())
    with campaign_act(reach, REASON_STATED, unit="A47") as act:
        reopen_parts(act, round_of(reach), "A47", parts, on, round_number=number)


def waiting() -> set[Part]:
    states = redo_of(HCMC_CAMPAIGN, review_of(reach_for(mai()), "A47"))
    return {part for part, state in states.items() if state.is_open}


def held_and_signed() -> None:
    cleared()
    opened()
    noted(a_note(1, speaker=HEAD))
    close_room(reach_for(thao()), "A47", DEC_20)
    sign_minutes(reach_for(lan()), "A47", DEC_20)


def test_a_redo_opens_the_room_while_its_part_waits_and_closing_does_it_again() -> None:
    held_and_signed()
    asked_again(Part.COLLECTIVE_SESSION, Part.PERSONAL_SESSIONS)
    opened(DEC_22, redo=True)
    move_to(reach_for(thao()), "A47", DEC_22, DEPUTY)
    noted(a_note(2, speaker=DEPUTY), on=DEC_22)
    close_room(reach_for(thao()), "A47", DEC_22, redone=[Part.COLLECTIVE_SESSION])
    assert waiting() == {Part.PERSONAL_SESSIONS}
    first, again = noted_in_room(HCMC_CAMPAIGN, review_of(reach_for(mai()), "A47"), known_by=now())
    assert (first.redo, again.redo) == (False, True)
    assert [one.redo for one in tallies(HCMC_CAMPAIGN, known_by=now())] == [False, True]
    opened(date(2012, 12, 23), redo=True)
    close_room(reach_for(thao()), "A47", date(2012, 12, 23), redone=[Part.PERSONAL_SESSIONS])
    assert waiting() == set()
    with pytest.raises(PartNotReopened):
        opened(date(2012, 12, 24), redo=True)


def test_a_redo_of_other_parts_opens_no_room_and_takes_no_session() -> None:
    held_and_signed()
    asked_again(Part.FINDINGS)
    with pytest.raises(PartNotReopened):
        opened(DEC_22, redo=True)
    with pytest.raises(PartNotReopened, match="findings"):
        hold_session(reach_for(lan()), "A47", DEC_22, chair=HEAD, redo=True)


def test_a_redo_of_the_collectives_session_reviews_no_person_again() -> None:
    held_and_signed()
    asked_again(Part.COLLECTIVE_SESSION)
    opened(DEC_22, redo=True)
    with pytest.raises(PartNotReopened):
        move_to(reach_for(thao()), "A47", DEC_22, DEPUTY)


def test_a_redo_is_not_sat_before_it_was_asked_nor_on_a_day_of_the_first_round() -> None:
    held_and_signed()
    asked_again(Part.COLLECTIVE_SESSION, on=DEC_22)
    with pytest.raises(PartNotReopened, match="before"):
        opened(DEC_21, redo=True)
    with pytest.raises(RoomNotUsable, match="other round"):
        opened(DEC_20, redo=True)
    with pytest.raises(PartNotReopened, match="on which the group asked"):
        hold_session(reach_for(lan()), "A47", DEC_21, chair=HEAD, redo=True)


def test_a_redo_that_names_no_part_is_not_sat_before_the_first_round() -> None:
    held_and_signed()
    with pytest.raises(PartNotReopened, match="the session of the first round"):
        hold_session(reach_for(lan()), "A47", DEC_19, chair=HEAD, redo=True)
    assert hold_session(reach_for(lan()), "A47", DEC_20, chair=HEAD, redo=True).new


def test_a_redo_that_names_no_part_asks_for_the_whole_review() -> None:
    held_and_signed()
    assert opened(DEC_22, redo=True).new
    assert today() > DEC_22
