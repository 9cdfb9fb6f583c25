"""What the room of A47 noted, for tests of what is made of it: facts told straight through an act."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

from tests.cast import LANS_UNIT, dung, lan, mai_loads_the_seed, reach_for
from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import Seat, campaign_act, round_of, tell_by_hand
from tusoi.campaigns.models import CampaignFact
from tusoi.discipline.actions import record_conclusion, settle_responsibilities
from tusoi.ledger.source import by_hand
from tusoi.meetings.actions import hold_session
from tusoi.meetings.events import SESSION_HELD
from tusoi.meetings.models import Attendance, RoomOpened, SessionTallied, Speech
from tusoi.meetings.room import open_room

DEC_18, DEC_19, DEC_20, DEC_21 = (date(2012, 12, day) for day in (18, 19, 20, 21))
POSTS = ("BT", "PBT", *(f"UV{number}" for number in range(1, 10)))
SPEECHES = (
    ("BT", "unasked", "self_criticism", "T1", "", "Chậm chỉ đạo xử lý đơn thư kéo dài."),
    ("PBT", "unasked", "criticism", "T1", "", "Báo cáo nặng về nguyên nhân khách quan."),
    ("UV1", "called_on", "criticism", "", "BT", "Bí thư chưa nghe hết ý kiến cấp dưới."),
    ("BT", "unasked", "reply", "", "BT", "Tiếp thu, sẽ đối thoại hằng quý."),
    ("UV2", "written", "other", "T3", "", ""),
)
"""Who spoke, how, of which kind, on which topic, about whom, and the gist."""


def cleared(*serious: str) -> None:
    """The inspectorate has concluded on A47 and each person's responsibility is settled."""
    record_conclusion(reach_for(dung()), LANS_UNIT, DEC_18)
    settle_responsibilities(reach_for(dung()), LANS_UNIT, DEC_19, serious)


def met(
    on: date = DEC_20,
    *,
    chair: str = "A47/BT",
    secretary: str = "A47/UV2",
    absent: Sequence[str] = ("UV9",),
    redo: bool = False,
    closed: bool = True,
    speeches: Sequence[tuple[str, ...]] = SPEECHES,
) -> None:
    """A47 met on a day with its leaders; the room was opened, its attendance taken, speeches noted, the counts told."""
    reach = reach_for(lan())
    prepared = DEC_19 if on == DEC_20 else None
    hold_session(
        reach,
        LANS_UNIT,
        on,
        chair=chair,
        leaders=("A47-01", "A47-02"),
        prepared_on=prepared,
        redo=redo,
    )
    tell(reach, RoomOpened, "room", on, [{"secretary": secretary, "redo": redo}])
    there = [
        {"post": f"A47/{post}", "present": post not in absent, "reason": "ốm" * (post in absent)}
        for post in POSTS
    ]
    tell(reach, Attendance, "there", on, there)
    note(reach, on, speeches, redo=redo)
    if closed:
        tally(reach, on, absent=len(absent), redo=redo)


def note(
    reach: Reach, on: date, speeches: Sequence[tuple[str, ...]], *, redo: bool = False
) -> None:
    """Speeches in their order."""
    nine = datetime(on.year, on.month, on.day, 2, tzinfo=UTC)
    said = [
        {
            "speaker": f"A47/{who}",
            "how": how,
            "kind": kind,
            "topic": topic,
            "about": f"A47/{about}" if about else "",
            "gist": gist,
            "spoken_at": nine + timedelta(minutes=place),
            "redo": redo,
        }
        for place, (who, how, kind, topic, about, gist) in enumerate(speeches)
    ]
    tell(reach, Speech, "speech", on, said)


def tally(reach: Reach, on: date, *, absent: int = 1, redo: bool = False) -> None:
    """The room is closed: its counts."""
    counts = {"called": 11, "present": 11 - absent, "spoke": 4, "had_to_be_called_on": 1}
    counts |= {"unasked": 3, "called_on": 1, "written": 1}
    counts |= {"self_criticism": 1, "criticism": 2, "reply": 1}
    topics = {"T1": 2, "T2": 0, "T3": 1}
    tell(reach, SessionTallied, "tally", on, [{**counts, "topics": topics, "redo": redo}])


def tell(
    reach: Reach, kind: type[CampaignFact], aspect: str, on: date, rows: Sequence[dict[str, Any]]
) -> None:
    """Facts of one kind about A47's review, each under a key of its own."""
    about = round_of(reach).review(Seat(LANS_UNIT))
    with campaign_act(reach, SESSION_HELD, unit=LANS_UNIT, day=on.isoformat()) as opened:
        facts = [
            kind(**by_hand(LANS_UNIT, f"{aspect}-{on}-{uuid4()}", on), **about, **row)
            for row in rows
        ]
        tell_by_hand(opened, facts)


def room_open() -> None:
    """The seed, with A47 cleared to meet and its room open on 21 December."""
    mai_loads_the_seed()
    record_conclusion(reach_for(dung()), LANS_UNIT, DEC_18)
    settle_responsibilities(reach_for(dung()), LANS_UNIT, DEC_19)
    reach = reach_for(lan())
    open_room(reach, LANS_UNIT, DEC_21, chair="A47/BT", secretary="Lan", prepared_on=DEC_19)
