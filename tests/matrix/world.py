"""A small campaign in which each unit stands at another step of its review, with a marker in every text anybody wrote.

A marker is `zq`, three letters that name the field, and the number of the unit: whoever reads one on a page is told
by `FIELDS` in `table.py` whether it is theirs to read.
"""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import openpyxl

from tests.cast import HOSPITAL, OCT_20, at_noon, concluded, five_o_clock, reach_for
from tusoi.board.actions import decide_publication, propose_publication
from tusoi.board.queries import publications
from tusoi.board.rules.standing import Kind as PublicKind
from tusoi.board.rules.standing import PublicWords, waiting
from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import Seat
from tusoi.campaigns.parts import Part
from tusoi.discipline.handling import (
    CaseToOpen,
    add_violation,
    appeal_decision,
    conclude_case,
    correct_decision,
    decide_case,
    name_competent,
    name_reader,
    notice_subject,
    notify_decision,
    open_case,
    reply_to_case,
    restore_rights,
    review_case,
    settle_appeal,
    tell_body,
    vote_on_case,
)
from tusoi.discipline.rules.case_file import Part as CasePart
from tusoi.discipline.rules.case_file import Votes
from tusoi.discipline.rules.forms import Form, Subject
from tusoi.discipline.rules.levels import Level
from tusoi.discipline.rules.outcome import Outcome, Settlement
from tusoi.exchange.actions import load_folder
from tusoi.exchange.start import Start, UnitLine, start_campaign
from tusoi.findings.actions import Said, record_finding
from tusoi.gates.actions import ask_waiver
from tusoi.issues.receiving import receive_digests
from tusoi.meetings.actions import sign_minutes
from tusoi.meetings.conferences import hold_conference
from tusoi.meetings.minutes.correcting import ask_correction
from tusoi.meetings.minutes.stating import add_to_minutes, state_dissent
from tusoi.meetings.minutes.writing import draw_minutes, write_section
from tusoi.meetings.notes import read_note
from tusoi.meetings.noting import note_in_room
from tusoi.meetings.room import close_room, open_room
from tusoi.opinions.sealed.batches import release_batch
from tusoi.opinions.sealed.channel import ToOpen, channel_of, open_channel
from tusoi.opinions.sealed.intake import Given, receive_opinion
from tusoi.opinions.sealed.protocol.custody import TrusteeKey, hold_ceremony
from tusoi.opinions.sealed.protocol.receipt import Receipt
from tusoi.opinions.sealed.protocol.result import signature, signed_file
from tusoi.opinions.sealed.results import reply_to_digest, take_result
from tusoi.organisation.access import asker_of
from tusoi.organisation.actions import add_account, end_role, grant_role, tell_contact
from tusoi.organisation.models import Account
from tusoi.organisation.roles import Role, RoleOver
from tusoi.preparation.commenting import comment_on_draft
from tusoi.preparation.explaining import explain, suggest_topic
from tusoi.preparation.queries import form_for
from tusoi.preparation.writing import save_draft, submit_self_review
from tusoi.remediation.actions import Planned, adopt_plan, plan_item
from tusoi.reports.approval import draft_report
from tusoi.supervision.actions import give_verdict
from tusoi.supervision.drafting import add_note, dissent
from tusoi.supervision.drafting import save_draft as save_sheet
from tusoi.supervision.queries import Line
from tusoi.supervision.replies import reply_to_verdict
from tusoi.values.clock import now
from tusoi.values.day import When

HOST, CAMPAIGN = "benh-vien-song-xanh", "hospital-2026"
TODAY = date(2026, 11, 20)
PREPARED, MET, JUDGED = date(2026, 11, 2), date(2026, 11, 5), date(2026, 11, 9)
HELD = When(MET)


@dataclass(frozen=True, slots=True)
class Place:
    """One unit: its number in markers, its code, its group, the posts of its head and its deputy, and its step."""

    number: int
    unit: str
    group: str
    state: str
    head: str = "TK"
    deputy: str = "PK"

    def mark(self, field: str) -> str:
        """The marker of a field of this unit."""
        return f"zq{field}{self.number:02d}"

    def post(self, which: str) -> str:
        """The reference of one of its posts."""
        return f"{self.unit}/{which}"

    def seat(self, which: str) -> str:
        """The seat of whoever holds one of its posts."""
        return f"{self.unit}-{1 if which == self.head else 2}"


PLACES = (
    Place(1, "KHOA-NOI", "D1", "planned"),
    Place(2, "KHOA-NGOAI", "D1", "drafted"),
    Place(3, "KHOA-SAN", "D1", "submitted"),
    Place(4, "PHONG-VT", "D3", "blocked", "TP", "PP"),
    Place(5, "KHOA-NHI", "D1", "in the room"),
    Place(6, "KHOA-CC", "D1", "minutes drafted"),
    Place(7, "KHOA-XN", "D2", "minutes signed"),
    Place(8, "KHOA-CDHA", "D2", "judged"),
    Place(9, "KHOA-DUOC", "D2", "to redo"),
    Place(10, "PHONG-TC", "D3", "remedy planned", "TP", "PP"),
    Place(11, "KHOA-PHCN", "D2", "child of another"),
)
"""KHOA-PHCN stands below KHOA-NGOAI; all stand below BV."""
STATES = {place.state: place for place in PLACES}
REACHED = {
    "drafted": 1, "submitted": 2, "in the room": 3, "minutes drafted": 4, "minutes signed": 5,
    "judged": 6, "to redo": 6, "remedy planned": 7,
}  # fmt: skip
"""How many steps of the path each state has behind it."""
VOICED = tuple(STATES[state] for state in ("drafted", "judged", "child of another"))
"""Of these, opinions were asked for, and evidence recorded."""
AGAIN = (STATES["judged"], STATES["remedy planned"])
"""Drawn to be read again: the first is read, the second begun."""
SECOND_READERS = "D1"
ANOTHERS = Start(
    code="khac-2026",
    title="Kiểm điểm của cơ quan khác",
    host="co-quan-khac",
    host_name="Cơ quan khác",
    place="Nơi khác",
    opens_on=date(2026, 9, 1),
    due_on=date(2026, 12, 1),
    guidance="noi-bo-2026",
    units=(UnitLine("X1", "Phòng Một", ""),),
)
"""Another host's campaign, started by its own office."""
DIGESTED = {"KHOA-CDHA": 5, "KHOA-NOI": 2}
CHANNEL_CLOSED = True
"""How many digests stand about a unit, and whether intake is over: five and more are then read by its head."""
CASES = {"OPEN": PLACES[0], "DECIDED": PLACES[1], "RESTORED": PLACES[2]}
"""Cases against the deputy of the unit: before the notice; decided; lifted and made good."""


ASKS_EVIDENCE = """
[[topic]]
code = "NB9"
name_vi = "Quan hệ với người bệnh"
evidence = ["dialogue"]
"""


def folder(into: Path) -> Path:
    """The hospital's campaign as it begins: units, posts and groups; nothing has happened but one inspection awaited."""
    shutil.copytree(HOSPITAL, into)
    with (into / "dot-kiem-diem.toml").open("a", encoding="utf-8") as campaign:
        campaign.write(ASKS_EVIDENCE)
    for name in ("ky-luat", "goi-y", "gop-y", "khuyet-diem", "khac-phuc"):
        (into / f"{name}.xlsx").unlink()
    _change(into / "kiem-diem.xlsx", _nothing_yet)
    _change(into / "don-vi.xlsx", _below_another)
    return into


def _change(path: Path, how: Any) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    titles = {str(cell.value): cell.column for cell in sheet[1] if cell.value}
    for row in range(2, sheet.max_row + 1):
        how(sheet, row, titles)
    book.save(path)


def _nothing_yet(sheet: Any, row: int, titles: dict[str, int]) -> None:
    kept = ("Mã đơn vị", "Mã chức vụ", "Nguồn", "Chờ kết luận của", "Chờ từ ngày")
    for title, column in titles.items():
        if title not in kept:
            sheet.cell(row, column).value = None


def _below_another(sheet: Any, row: int, titles: dict[str, int]) -> None:
    if sheet.cell(row, titles["Mã đơn vị"]).value == "KHOA-PHCN":
        sheet.cell(row, titles["Mã cấp trên"]).value = "KHOA-NGOAI"


def person(
    name: str, role: Role | None = None, over: RoleOver | None = None, *, ended: bool = False
) -> Account:
    """An account, with a role in the hospital."""
    account = Account.objects.filter(name=name).first() or add_account(name)
    if role is not None:
        where = over or RoleOver(HOST)
        grant_role(role, to=account, over=where, since=date(2026, 1, 1), by=account.pk)
        if ended:
            end_role(role, of=account, over=where, until=date(2026, 11, 19), by=account.pk)
    return account


def reach(name: str) -> Reach:
    """The reach of one of the people in the campaign."""
    return reach_for(Account.objects.get(name=name), CAMPAIGN)


def people() -> None:
    """Everybody who acts in the world; those who only look are in `principals.py`."""
    person("office", Role.CAMPAIGN_OFFICE)
    person("commission", Role.INSPECTION)
    person("trustee", Role.TRUSTEE)
    for name, body in (("council", "hoi_dong_ky_luat"), ("directors", "ban_giam_doc")):
        person(name, Role.DISCIPLINE_AUTHORITY, RoleOver(HOST, body=body))
    for place in PLACES:
        own = RoleOver(HOST, unit=place.unit)
        person(f"head {place.unit}", Role.UNIT_HEAD, own)
        person(f"secretary {place.unit}", Role.UNIT_OFFICE, own)
        member = RoleOver(HOST, unit=place.unit, post=place.deputy)
        person(f"deputy {place.unit}", Role.MEMBER, member)
    for group in ("D1", "D2", "D3"):
        given = RoleOver(HOST, group=group, campaign=CAMPAIGN)
        person(f"leader {group}", Role.GROUP_LEADER, given)
        person(f"reader {group}", Role.GROUP_MEMBER, given)


def build(at: Path) -> None:
    """Load the campaign, and act until each unit stands where it is to stand."""
    start_campaign(asker_of(add_account("of another host"), on=TODAY), ANOTHERS)
    loader = add_account("loader")
    load_folder(folder(at / "hospital"), by=loader.pk, told_at=five_o_clock(OCT_20))
    people()
    with at_noon(PREPARED):
        for place in PLACES:
            _prepare(place)
    with at_noon(MET):
        for place in PLACES:
            _meet(place)
    with at_noon(JUDGED):
        for place in PLACES:
            _judge(place)
    _cases()
    _dared()
    with at_noon(TODAY - timedelta(days=1)):
        draft_report(reach("office"), as_of=OCT_20, known_by=now())
        hold_conference(
            reach("office"),
            on=date(2026, 11, 10),
            chair="BV/GD",
            conclusion="zqcon00",
            instructions=["zqcon00"],
        )
        _publish(STATES["remedy planned"])


def _publish(place: Place) -> None:
    """The item of a unit's plan stands on the public board, in words of its own."""
    number, words = (
        f"{place.unit}.KP01",
        PublicWords(place.mark("pub"), "Khoa, phòng", "Trưởng phòng, Bệnh viện"),
    )
    propose_publication(reach("office"), PublicKind.ITEM, number, words)
    steps = publications(CAMPAIGN, kind=PublicKind.ITEM, record=number)
    proposed = waiting(steps[PublicKind.ITEM, number])
    assert proposed is not None
    decide_publication(reach("commission"), PublicKind.ITEM, number, proposed.id, agreed=True)


def _step(place: Place) -> int:
    return REACHED.get(place.state, 0)


def _prepare(place: Place) -> None:
    office, head = reach("office"), reach(f"head {place.unit}")
    suggest_topic(office, place.unit, place.mark("top"))
    suggest_topic(office, place.unit, place.mark("otp"), post=place.deputy)
    tell_contact(
        Account.objects.get(name=f"head {place.unit}"),
        f"{place.mark('eml')}@vi.du",
        "vi",
        by=head.asker.id,
    )
    if place.state == "blocked":
        ask_waiver(head, place.unit, "G2", place.mark("wai"), TODAY)
    if _step(place) < 1:
        return
    handed_in = _step(place) >= 2
    whose: Iterable[tuple[str, str, str]] = (
        (f"secretary {place.unit}", "", "sub" if handed_in else "drf"),
        (f"head {place.unit}", place.head, "ohs" if handed_in else "ohd"),
        (f"deputy {place.unit}", place.deputy, "ods" if handed_in else "odd"),
    )
    for name, post, field in whose:
        _write(place, reach(name), post, field, hand_in=handed_in)
    if handed_in:
        _explain(place)
    else:
        comment_on_draft(reach(f"deputy {place.unit}"), place.unit, place.mark("dco"))


def _write(place: Place, writer: Reach, post: str, field: str, *, hand_in: bool) -> None:
    seat = Seat(place.unit, place.seat(post)) if post else Seat(place.unit)
    form = form_for(writer.campaign, seat.holder)
    texts = {section.code: place.mark(field) for section in form.written}
    saved = save_draft(writer, seat, texts, base=None)
    assert saved.version is not None
    if hand_in:
        submit_self_review(writer, seat, saved.version.id)


def _explain(place: Place) -> None:
    for name, code, field in (
        (f"secretary {place.unit}", f"{place.unit}-GY1", "exp"),
        (f"deputy {place.unit}", f"{place.unit}-GY2", "oex"),
    ):
        explain(
            reach(name),
            place.unit,
            code,
            cause="subjective",
            words=place.mark(field),
            owner=place.post(place.deputy),
        )


def _meet(place: Place) -> None:
    if _step(place) < 3:
        return
    secretary, day = reach(f"secretary {place.unit}"), MET
    open_room(secretary, place.unit, day, chair=place.post(place.head), secretary=place.mark("sec"))
    notes: tuple[dict[str, object], ...] = (
        {"what": "there", "post": place.post(place.head), "present": True},
        {
            "what": "there",
            "post": place.post(place.deputy),
            "present": place.state != "in the room",
            "reason": place.mark("abs") if place.state == "in the room" else "",
        },
        {
            "what": "speech",
            "speaker": place.post(place.head),
            "how": "unasked",
            "kind": "self_criticism",
            "gist": place.mark("spe"),
        },
        {"what": "move", "post": place.post(place.head)},
        {"what": "move", "post": place.post(place.deputy)},
    )
    read = [
        read_note({**note, "key": str(UUID(int=place.number * 100 + at))}, now=now())
        for at, note in enumerate(notes)
    ]
    for told in note_in_room(secretary, place.unit, day, read):
        assert told.refused is None, told.refused
    if _step(place) < 4:
        return
    close_room(secretary, place.unit, day)
    _minutes(place, secretary)


def _minutes(place: Place, secretary: Reach) -> None:
    member = reach(f"deputy {place.unit}")
    record_finding(secretary, place.unit, Said(place.mark("fin")), MET)
    draw_minutes(secretary, place.unit)
    write_section(secretary, place.unit, "closing", place.mark("min"), base=1)
    ask_correction(member, place.unit, "closing", place.mark("cor"), version=2)
    state_dissent(member, place.unit, place.mark("dis"))


def _judge(place: Place) -> None:
    if _step(place) < 5:
        return
    sign_minutes(reach(f"secretary {place.unit}"), place.unit, JUDGED)
    add_to_minutes(reach(f"deputy {place.unit}"), place.unit, place.mark("add"))
    leader, reader = reach(f"leader {place.group}"), reach(f"reader {place.group}")
    add_note(leader, place.unit, place.mark("not"))
    if place.state == "minutes signed":
        sheet = {"whole": Line("meets", place.mark("she"), "", "")}
        save_sheet(leader, place.unit, 1, sheet, based_on={})
    if _step(place) < 6:
        return
    word = "redo" if place.state == "to redo" else "meets"
    given = concluded(
        word,
        place.mark("ver"),
        seen={3: place.mark("quo")},
        parts=[Part.FINDINGS] if word == "redo" else (),
        signs=8,
    )
    give_verdict(leader, place.unit, given, JUDGED, held_on=HELD, based_on={}, of_round=1)
    dissent(reader, place.unit, place.mark("gdi"))
    reply_to_verdict(reach(f"head {place.unit}"), place.unit, place.mark("rep"))
    if _step(place) < 7:
        return
    secretary = reach(f"secretary {place.unit}")
    item = Planned(place.mark("itm"), place.post(place.deputy), TODAY + timedelta(days=60))
    plan_item(secretary, place.unit, item, held_on=HELD)
    adopt_plan(secretary, place.unit, JUDGED, held_on=HELD, judged_on=When(JUDGED))


def _dared() -> None:
    """Opinions are dared about two units, opened by two of two trustees, and told the issue desk after the close."""
    keys = [TrusteeKey.made(name, "") for name in ("trustee", "another trustee")]
    held = hold_ceremony(CAMPAIGN, [one.card for one in keys], 2)
    about = [place for place in PLACES for _ in range(DIGESTED.get(place.unit, 0))]
    with at_noon(MET):
        told = ToOpen(held.campaign_key, 2, held.trustees, MET, JUDGED, {})
        open_channel(reach("office"), told)
        channel = channel_of(CAMPAIGN, MET)
        for place in about:
            given = Given(channel.places[place.unit], "head", place.mark("opn"))
            receive_opinion(channel, Receipt.drawn(), given, on=MET)
    with at_noon(date(2026, 11, 12)):
        release_batch(reach("office"))
        digests = [
            {
                "code": f"L1-{number}",
                "unit": place.unit,
                "about": "head" if number % 2 else "collective",
                "topic": "T1",
                "voices": 1,
                "words": place.mark("dig" if DIGESTED[place.unit] >= 5 else "dif"),
            }
            for number, place in enumerate(about, start=1)
        ]
        reported = {"code": "L1-99", "unit": about[0].unit, "words": about[0].mark("ret")}
        result = {"campaign": CAMPAIGN, "batch": 1, "opened": len(about), "faults": []}
        result |= {"digests": digests, "retaliations": [reported], "replies": []}
        file = signed_file(result, [signature(result, one) for one in keys])
        take_result(reach("trustee"), file)
        receive_digests(reach("trustee"))
        code = next(str(one["code"]) for one in digests if one["unit"] == "KHOA-CDHA")
        reply_to_digest(reach("head KHOA-CDHA"), "KHOA-CDHA", code, STATES["judged"].mark("dre"))


def _cases() -> None:
    day = [date(2026, 10, 21) + timedelta(days=number) for number in range(30)]
    with at_noon(day[0]):
        commission = reach("commission")
        tell_body(commission, "ban_giam_doc", Level.SUPERIOR)
        tell_body(commission, "hoi_dong_ky_luat", Level.INSPECTION, above="ban_giam_doc")
    for code, place in CASES.items():
        _case(code, place, day)


def _case(code: str, place: Place, day: list[date]) -> None:
    commission, council, directors = reach("commission"), reach("council"), reach("directors")
    own = reach(f"deputy {place.unit}")
    with at_noon(day[1]):
        about = CaseToOpen(
            code,
            Subject.OFFICIAL,
            place.unit,
            place.mark("cgr"),
            post=place.deputy,
            violated_on=day[0],
        )
        open_case(commission, about, day[1])
        name_reader(commission, code, "council", place.mark("crd"), date(2030, 1, 1))
        if code == "OPEN":
            return
        add_violation(commission, code, day[1], place.mark("cvi"), on=day[1])
        name_reader(commission, code, "directors", place.mark("crd"), date(2030, 1, 1))
        name_competent(commission, code, "hoi_dong_ky_luat", place.mark("cnm"), day[1])
        conclude_case(commission, code, day[1])
        notice_subject(commission, code, day[1], place.mark("cno"), day[20])
    with at_noon(day[5]):
        reply_to_case(own, code, place.mark("cre"))
    with at_noon(day[25]):
        review_case(commission, code, day[25], place.mark("crv"))
        votes = Votes(called=15, present=15, in_favour=11, against=4)
        vote_on_case(
            council, code, day[25], body="hoi_dong_ky_luat", form=Form.WARNING, votes=votes
        )
        decide_case(
            council,
            code,
            day[25],
            body="hoi_dong_ky_luat",
            outcome=Outcome.APPLIED,
            form=Form.WARNING,
            text=place.mark("cde"),
        )
        notify_decision(commission, code, day[25])
    if code == "DECIDED":
        return
    with at_noon(day[28]):
        appeal_decision(own, code, "ban_giam_doc", place.mark("cap"))
        settle_appeal(
            directors,
            code,
            day[28],
            body="ban_giam_doc",
            settlement=Settlement.LIFTED,
            text=place.mark("cst"),
        )
        correct_decision(directors, code, day[28], body="ban_giam_doc", text=place.mark("cco"))
        restore_rights(commission, code, day[28], CasePart.APOLOGY, place.mark("cmg"))
