# ruff: noqa: S608  table and column names come from the registry of models
"""Whatever is changed, added or taken away in the database behind the program's back, the check names it.

The seed's campaign is loaded once; every test changes it by plain SQL and is rolled back. Foreign keys
are deferred, and the guards of the ledger's own rows are lifted first, as an owner of the machine could.
"""

import json
import os
import sqlite3
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.apps import apps
from django.db import connection, models, transaction

from tests.cast import (
    another_of_the_commission,
    binh,
    concluded,
    dung,
    heading,
    hien,
    lan,
    mai,
    marked,
    member,
    minh,
    phuc,
    quan,
    reach_for,
    reading_for,
    trustee,
    tuan,
    yen,
)
from tests.tampering import (
    TREE,
    add_copy,
    entry,
    found,
    keys,
    one_change_per_row,
    other,
    place,
    places,
    recorded_columns,
    rows_of,
    said,
    set_column,
    sql,
    with_rows,
)
from tusoi.board.actions import decide_publication, propose_publication, propose_redaction
from tusoi.board.queries import publications
from tusoi.board.rules.standing import Ground, Piece, PublicWords
from tusoi.board.rules.standing import Kind as PublicKind
from tusoi.board.tokens import give_token
from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import (
    Round,
    Seat,
    campaign_act,
    reopen_parts,
    round_of,
    tell_by_hand,
    tell_redone,
)
from tusoi.campaigns.events import REASON_STATED
from tusoi.campaigns.granting import RoleWanted, decide_role, propose_role
from tusoi.campaigns.handing_over import acknowledge_handover, end_unit
from tusoi.campaigns.handover import Counts, Handover
from tusoi.campaigns.models import Review
from tusoi.campaigns.parts import Part
from tusoi.campaigns.reading import record_reading
from tusoi.campaigns.registering import amend_unit
from tusoi.campaigns.relations import Kin, declare_relation, take_back_relation
from tusoi.campaigns.removing import decide_removal, propose_removal
from tusoi.campaigns.workdays import set_workday, set_working_week
from tusoi.desk.actions import record_digest_sent
from tusoi.discipline.actions import record_conclusion, settle_responsibilities
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
    record_case_reading,
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
from tusoi.exchange.events import RETURN_LOADED
from tusoi.figures.actions import set_disclosure
from tusoi.figures.disclosure.rules import Rules
from tusoi.gates.actions import ask_waiver, decide_waiver, withdraw_waiver
from tusoi.guidance.forms import FormKind, form_of
from tusoi.issues.events import DIGESTS_RECEIVED
from tusoi.issues.standing import Destination, OriginKind, OriginTold
from tusoi.issues.standing import Outcome as IssueOutcome
from tusoi.issues.working import (
    ToRaise,
    answer_issue,
    give_issue,
    merge_issues,
    raise_issue,
    reply_to_issue,
    send_on,
    tell_digests,
)
from tusoi.ledger import triggers
from tusoi.ledger.actions import Written, act, rows_root
from tusoi.ledger.commitment import canonical
from tusoi.ledger.models import Entry, RowDigest
from tusoi.ledger.queries import committed_models, head
from tusoi.ledger.source import by_hand
from tusoi.ledger.tree import leaf_hash
from tusoi.meetings.actions import hold_session, name_chair, sign_minutes
from tusoi.meetings.conferences import hold_conference
from tusoi.meetings.events import RECORDS_ERASED
from tusoi.meetings.holds import lift_hold, set_hold
from tusoi.meetings.minutes.correcting import answer_correction, ask_correction
from tusoi.meetings.minutes.signing import sign_text
from tusoi.meetings.minutes.stating import add_to_minutes, state_dissent
from tusoi.meetings.minutes.writing import draw_minutes, write_section
from tusoi.meetings.models import (
    MinutesCorrection,
    MinutesDrafted,
    Session,
)
from tusoi.meetings.notes import read_note
from tusoi.meetings.noting import note_in_room
from tusoi.meetings.room import close_room, open_room
from tusoi.opinions.asking.answering import enter_answer
from tusoi.opinions.asking.inviting import ToInvite, give_link, invite
from tusoi.opinions.asking.queries import links_of
from tusoi.opinions.asking.said import Point, Via
from tusoi.opinions.sealed.batches import release_batch
from tusoi.opinions.sealed.channel import ToOpen, channel_of, open_channel
from tusoi.opinions.sealed.intake import Given, receive_opinion
from tusoi.opinions.sealed.models import OpinionDigest, SealedDestroyed
from tusoi.opinions.sealed.protocol.custody import TrusteeKey, hold_ceremony
from tusoi.opinions.sealed.protocol.envelope import Header, Said
from tusoi.opinions.sealed.protocol.receipt import Receipt
from tusoi.opinions.sealed.protocol.replies import seal_reply
from tusoi.opinions.sealed.protocol.result import signature, signed_file
from tusoi.opinions.sealed.results import reply_to_digest, take_result
from tusoi.opinions.sealed.retention import hold_destruction
from tusoi.organisation.access import asker_of
from tusoi.organisation.actions import add_account, tell_contact
from tusoi.organisation.entry.resets import allow_reset, ask_reset, resets_waiting
from tusoi.organisation.events import ACCOUNT_ADDED
from tusoi.organisation.kinship import Kinship
from tusoi.organisation.models import Account, Standing
from tusoi.organisation.queries import relations, roles_asked
from tusoi.organisation.registering import UnitWords
from tusoi.organisation.roles import Role, RoleOver
from tusoi.preparation.commenting import comment_on_draft
from tusoi.preparation.events import EVIDENCE_RECORDED
from tusoi.preparation.explaining import explain, suggest_topic
from tusoi.preparation.models import TopicEvidence
from tusoi.preparation.writing import save_draft, submit_self_review
from tusoi.remediation.actions import Planned, adopt_plan, plan_item
from tusoi.remediation.evidence.cleaning import Upload
from tusoi.remediation.evidence.store import add_evidence
from tusoi.remediation.life import Kind, Nature, Strength
from tusoi.remediation.living import (
    FeltCount,
    NatureStated,
    answer_felt_by_link,
    ask_affected,
    ask_due_move,
    claim_item,
    count_backlog,
    count_felt,
    decide_due_move,
    measure_item,
    reopen_item,
    state_nature,
    verify_claim,
)
from tusoi.remediation.models import Item
from tusoi.remediation.practices.acting import (
    adopt_practice,
    check_practice,
    claim_practice,
    drop_adoption,
    tell_result,
)
from tusoi.remediation.practices.record import Outcome as Came
from tusoi.remediation.practices.record import Said as SaidOfPractice
from tusoi.remediation.rules.backlog import Period
from tusoi.reports.approval import approve_report, draft_report
from tusoi.supervision.actions import give_verdict
from tusoi.supervision.drafting import add_note, dissent
from tusoi.supervision.queries import drawn_to_read
from tusoi.supervision.replies import publish_criticism, reply_to_verdict
from tusoi.supervision.second import draw_sample, read_again
from tusoi.values.clock import now, today
from tusoi.values.day import When
from tusoi.values.moment import ZONE, parse_moment

SEED = Path(__file__).resolve().parents[1] / "examples" / "hcmc-2012"
RETURNS = (
    (SEED / "returns" / "2012-11-16", "2012-11-16T17:00+07:00"),
    (SEED / "returns" / "2012-12-03", "2012-12-03T17:00+07:00"),
    (SEED, "2012-12-17T17:00+07:00"),
)
pytestmark = pytest.mark.django_db
CHANGED_ON_PAGES: dict[str, dict[str, Any]] = {
    "board.PublicationDecided": {"agreed": False},
    "board.PublicationProposed": {"title": "khác"},
    "board.RedactionProposed": {"ground": "other"},
    "board.TokenGiven": {"until": date(2199, 1, 1)},
    "opinions.Invitation": {"giver": "nơi khác"},
    "opinions.InvitationLink": {"word_digest": "khác"},
    "opinions.OpinionPoint": {"faults": "không có khuyết điểm"},
    "issues.DigestReceived": {"weight": 50},
    "issues.Issue": {"words": "vấn đề khác"},
    "issues.IssueOrigin": {"origin_code": "khác"},
    "issues.IssueMerged": {"into": "khác"},
    "issues.IssueGiven": {"due_on": date(2199, 1, 1)},
    "issues.IssueReply": {"words": "không trả lời"},
    "issues.IssueAnswer": {"outcome": "explained"},
    "issues.IssueSentOn": {"became": "khác"},
    "campaigns.HandoverAcknowledged": {"items": 9},
    "campaigns.PartRedone": {"part": "personal_sessions"},
    "campaigns.PartReopened": {"part": "personal_sessions"},
    "campaigns.Reading": {"what": "minutes"},
    "campaigns.RemovalDecided": {"agreed": False},
    "campaigns.RemovalProposed": {"decision": "khác"},
    "desk.DigestSent": {"week": "2013-W06"},
    "discipline.ResponsibilitySettled": {"serious": False},
    "ledger.Erasure": {"ground": "other"},
    "ledger.Redaction": {"ground": "other"},
    "gates.WaiverAsked": {"reason": "khác"},
    "gates.WaiverDecided": {"allowed": False},
    "gates.WaiverWithdrawn": {"words": "khác"},
    "discipline.AppealSettled": {"settlement": "upheld"},
    "discipline.BodyStands": {"level": "cell"},
    "discipline.CaseAppealed": {"to_body": "inspection_commission"},
    "discipline.CaseConcluded": {"serious": True},
    "discipline.CaseDecided": {"form": "reprimand"},
    "discipline.CaseNoticed": {"reply_until": date(2030, 1, 1)},
    "discipline.CaseOpened": {"ground": "khác"},
    "discipline.CaseReader": {"until": date(2030, 1, 1)},
    "discipline.CaseReading": {"case": "KHAC"},
    "discipline.CaseReplied": {"text": "khác"},
    "discipline.CaseReviewed": {"text": "khác"},
    "discipline.CaseVoted": {"in_favour": 12},
    "discipline.CompetentNamed": {"body": "standing_committee"},
    "discipline.DecisionCorrected": {"form": "reprimand"},
    "discipline.DecisionNotified": {"day": date(2030, 1, 1)},
    "discipline.NewViolation": {"violated_on": date(2012, 1, 1)},
    "discipline.RightsRestored": {"part": "printed"},
    "figures.DisclosureSet": {"hidden_below": 5},
    "meetings.Attendance": {"present": False},
    "meetings.Conference": {"conclusion": "khác"},
    "meetings.CorrectionAnswered": {"reason": "khác"},
    "meetings.Dissent": {"words": "đồng ý"},
    "meetings.HoldLifted": {"reason": "khác"},
    "meetings.MinutesAddendum": {"words": "khác"},
    "meetings.MinutesCorrection": {"words": "khác"},
    "meetings.MinutesDrafted": {"sections": []},
    "meetings.MinutesSignature": {"capacity": "member"},
    "meetings.RedoMinutesSigned": {"day": date(2030, 1, 1)},
    "meetings.RetentionHeld": {"reason": "khác"},
    "meetings.RoomOpened": {"secretary": "A47/UV2"},
    "meetings.SessionTallied": {"spoke": 11},
    "meetings.Speech": {"how": "unasked"},
    "preparation.TopicEvidence": {"people": 3},
    "opinions.BatchOpened": {"opened": 2},
    "opinions.BatchReleased": {"fingerprints": []},
    "opinions.ChannelOpened": {"campaign_key": "0" * 64},
    "opinions.DestructionHeld": {"reason": "khác"},
    "opinions.DigestReplied": {"words": "khác"},
    "opinions.OpinionDigest": {"voices": 9},
    "opinions.ReplyLeft": {"week": "2030-W01"},
    "opinions.RetaliationTold": {"words": "khác"},
    "opinions.SealedDestroyed": {"opinions": 9},
    "opinions.SealedOpinion": {"unit_code": "B02"},
    "organisation.Contact": {"email": "khac@co-quan.vn"},
    "organisation.FactorsResetAllowed": {"day": date(2030, 1, 1)},
    "organisation.FactorsResetAsked": {"day": date(2030, 1, 1)},
    "organisation.UnitParticulars": {"address": "nơi khác"},
    "organisation.UnitSucceeded": {"main": False},
    "organisation.RoleGranted": {"until": date(2030, 1, 1)},
    "organisation.RoleProposed": {"role": "inspection"},
    "organisation.RoleDecided": {"approved": False},
    "organisation.RelationDeclared": {"kinship": "sibling"},
    "organisation.RelationTakenBack": {"reason": "khác"},
    "organisation.WorkdaySet": {"works": True},
    "organisation.WorkingWeekSet": {"weekdays": "1"},
    "remediation.PlanItem": {"finding_code": "KD9"},
    "remediation.RemedyPlan": {"due_on": date(2030, 1, 1)},
    "preparation.DraftComment": {"words": "khác"},
    "preparation.ExplanationText": {"words": "khác"},
    "preparation.SelfReviewDraft": {"sections": {"earlier": "khác"}},
    "preparation.SelfReviewSubmitted": {"version": 2},
    "reports.ReportApproved": {"day": date(2030, 1, 1)},
    "reports.ReportDrafted": {"as_of": date(2030, 1, 1)},
    "supervision.CriticismPublished": {"text": "khác"},
    "supervision.GroupDissent": {"text": "khác"},
    "supervision.GroupNote": {"text": "khác"},
    "supervision.Judgement": {"word": "meets"},
    "supervision.MarkGrounds": {"quote": "khác"},
    "supervision.SampleDrawn": {"reader_group": "T40"},
    "supervision.SecondReading": {"verdict": "redo"},
    "supervision.SheetDraft": {"words": "khác"},
    "supervision.VerdictReply": {"text": "khác"},
    "remediation.ItemNature": {"target": "1"},
    "remediation.ItemClaimed": {"words": "khác"},
    "remediation.EvidenceContent": {"written": "Yg=="},
    "remediation.EvidenceFile": {"claim": 9},
    "remediation.ClaimAnswered": {"verified": False},
    "remediation.DueMoveAsked": {"due_on": date(2199, 1, 1)},
    "remediation.DueMoved": {"approved": False},
    "remediation.BacklogCounted": {"settled": 9},
    "remediation.FeltOnRecord": {"put_right": True},
    "remediation.Measured": {"value": "1"},
    "remediation.Recurrence": {"recurs": "2"},
    "remediation.FeltAsked": {"day": date(2030, 1, 1)},
    "remediation.FeltCounted": {"still_not": 0},
    "remediation.PracticeClaimed": {"title": "khác"},
    "remediation.PracticeAnswered": {"checked": False},
    "remediation.PracticeAdopted": {"due_on": date(2198, 1, 1)},
    "remediation.AdoptionResult": {"outcome": "worked"},
    "remediation.AdoptionDropped": {"words": "khác"},
}
"""What no return tells, by label, with one column changed."""
WITHOUT_ROWS = frozenset(CHANGED_ON_PAGES)
"""Committed tables of which the seed has no row, by label: name a new one here or give the seed a row."""


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        teller = add_account("Mai")
        for folder, moment in RETURNS:
            load_folder(folder, by=teller.pk, told_at=parse_moment(moment))
        triggers.lift(connection)
        yield
        transaction.set_rollback(True)


def _reset_the_factors_of(account: Account, *, asked_by: Account, allowed_by: Account) -> None:
    second = asker_of(allowed_by, on=today())
    assert ask_reset(account, by=asked_by)
    allow_reset(resets_waiting(second)[0].request, by=second)


def act_on_pages() -> None:
    """What no return tells: roles, a responsibility, a report drafted and approved, a conference."""
    office, commission = reach_for(mai()), reach_for(dung())
    _waive(office, commission)
    record_conclusion(commission, "A47", date(2013, 1, 10))
    settle_responsibilities(commission, "A47", date(2013, 1, 15), ["A47/BT"])
    draft = draft_report(office, as_of=date(2012, 12, 17), known_by=now())
    approve_report(commission, draft=draft)
    set_disclosure(commission, Rules(hidden_below=10), "Đợt có nhiều tập thể nhỏ.")
    hold_conference(
        office, on=date(2013, 1, 20), chair="TU/BT", conclusion="tiếp tục", instructions=["A47"]
    )
    amend_unit(office, "B07", UnitWords("Đơn vị B07", short_name="B7", address="Số 1"), "B")
    set_hold(commission, "A47", "Còn cần cho việc đang xem xét.")
    lift_hold(reach_for(another_of_the_commission()), "A47", 1, "Đã xong.")
    tell_contact(lan(), "lan@co-quan.vn", "vi", by=lan().pk)
    _reset_the_factors_of(lan(), asked_by=mai(), allowed_by=dung())
    record_digest_sent(lan(), "2013-W05", date(2013, 1, 28), lines=2)
    record_reading(commission, "A47", "self_review", of_seat="A47-01")
    _grant_by_two(office, commission)
    _publish_and_take_back(office, commission)
    _deal_with_a_case(commission)
    _speak_up_and_answer(office)
    _note_in_the_room(reach_for(lan()))
    _write_minutes()
    _plan_a_remedy(reach_for(lan()))
    _put_right(office)
    end_unit(office, "A30", date(2013, 1, 31), ["A31"])
    taken = Handover("A30", "", date(2013, 2, 1), "A30", "A31")
    acknowledge_handover(reach_for(heading("A31")), taken, Counts(items=1))
    _write_and_hand_in(reach_for(lan()))
    _ask_and_answer(office)
    _felt_on_record(reach_for(lan()), "8")
    _bring_evidence(office)
    _take_words_out(office, commission)
    told, day, part = round_of(office), date(2013, 2, 1), Part.EXPLANATIONS
    with campaign_act(office, REASON_STATED, unit="A47") as opened:
        reopen_parts(opened, told, "A47", [part], day)
        tell_redone(opened, told, "A47", part, day)
    _judge(told)


def _grant_by_two(office: Reach, commission: Reach) -> None:
    """A role proposed and approved; kin declared and taken back."""
    add_account("Ngọc")
    over = RoleOver("thanh-uy-tphcm", unit="B02")
    propose_role(office, RoleWanted("Ngọc", Role.UNIT_OFFICE, over, today()))
    [asked] = roles_asked("thanh-uy-tphcm", known_by=now())
    decide_role(commission, asked.key, approved=True)
    declare_relation(office, Kin("Ngọc", Kinship.SPOUSE, "B02/BT"))
    [kin] = relations("thanh-uy-tphcm", known_by=now())
    take_back_relation(office, kin.one, kin.other, "ghi nhầm")
    set_working_week(office, date(2012, 10, 1), [1, 2, 3, 4, 5], fixed=True)
    set_workday(office, date(2013, 2, 11), "Tết Nguyên đán", works=False)


def _publish_and_take_back(office: Reach, commission: Reach) -> None:
    """An item published and in part taken back, and a token given."""
    about = PublicKind.ITEM, "1"
    propose_publication(office, *about, PublicWords("Rà soát", "Đất đai", "Giám đốc Sở"))
    [step] = publications("hcmc-2012")[about]
    decide_publication(commission, *about, step.id, agreed=True)
    propose_redaction(office, *about, [Piece.AREA], Ground.WRONG, "ghi nhầm")
    give_token("hcmc-2012", "Cổng dữ liệu", until=today(), by=office.asker.id)


def _judge(told: Round) -> None:
    """A47 is judged, replies, and is published about long after; what was judged is read again."""
    group, held = reach_for(tuan()), When(date(2013, 1, 25))
    add_note(group, "A47", "đọc lại biên bản")
    again = [Part.FINDINGS, Part.COLLECTIVE_SESSION]
    redo = concluded("redo", seen={3: "do cơ chế"}, parts=again)
    give_verdict(group, "A47", redo, date(2013, 2, 5), held_on=held)
    secretary, day = reach_for(lan()), date(2013, 2, 6)
    hold_session(secretary, "A47", day, chair="A47/PBT", redo=True, redone=again[1:])
    sign_minutes(secretary, "A47", day, redo_number=2)
    dissent(reach_for(hien()), "A47", "tôi thấy đạt")
    reply_to_verdict(reach_for(lan()), "A47", "đơn vị tiếp thu")
    with time_machine.travel(now() + timedelta(days=40)):
        publish_criticism(reach_for(mai()), "A47", "chưa nêu rõ địa chỉ")
    draw_sample(reach_for(mai()))
    drawn = next(one for one in drawn_to_read("hcmc-2012") if one.reader_group)
    unit = Review.objects.get(pk=drawn.review).unit.code
    reader = reach_for(reading_for(drawn.reader_group))
    read_again(reader, unit, "meets", reason="rõ địa chỉ", marks=marked())


def _waive(office: Reach, commission: Reach) -> None:
    """A waiver asked, allowed and withdrawn."""
    ask_waiver(office, "A47", "G2", "kéo dài", today())
    decide_waiver(commission, "A47", "G2", 1, allowed=True, words="được")
    withdraw_waiver(commission, "A47", "G2", 1, words="rút")


def _plan_a_remedy(reach: Reach) -> None:
    """An item of A47's own plan, and its adoption."""
    held = When(date(2013, 1, 25))
    plan_item(reach, "A47", Planned("Rà soát", "A47/BT", today()), held_on=held)
    adopt_plan(reach, "A47", date(2013, 1, 31), held_on=held, judged_on=None)


def _put_right(office: Reach) -> None:
    """Item 8 of A01, measured, its deadline moved, claimed, verified, felt, and come back."""
    owner, number, later = reach_for(heading("A01")), "8", today() + timedelta(days=90)
    outcome = Nature(Kind.OUTCOME, Strength.ELIMINATES, "vụ")
    state_nature(owner, number, NatureStated(outcome, target="0"))
    measure_item(owner, number, "0", date(2013, 6, 1), "báo cáo")
    counted = Period(date(2013, 1, 1), date(2013, 5, 31), 40, 2, 30, 1, 13, 90, "sổ theo dõi")
    count_backlog(owner, number, counted)
    ask_due_move(owner, number, later, "chờ kinh phí")
    decide_due_move(office, number, 1, approved=True)
    claim_item(owner, number, "biên bản")
    add_evidence(owner, number, Upload("bien-ban.txt", b"a"))
    verify_claim(reach_for(phuc()), number, 1, "đã xem")
    with time_machine.travel(now() + timedelta(days=40)):
        ask_affected(office, number)
        count_felt("hcmc-2012", {number: FeltCount(1, 1)}, by=mai().pk)
        reopen_item(office, number, later, "vẫn còn")
    _a_practice_travels()


def _a_practice_travels() -> None:
    """A practice of A47 is checked, adopted by B02, fails there and is dropped."""
    claim_practice(reach_for(lan()), "A47", SaidOfPractice("Cách làm", "Đã làm", "Kết quả", "Sổ"))
    check_practice(reach_for(phuc()), "A47.CL01", 1, "Đã xem")
    adopter = reach_for(binh())
    adopt_practice(adopter, "A47.CL01", "B02", "Làm thử", date(2199, 1, 1))
    tell_result(adopter, "A47.CL01", "B02", Came.FAILED, "Không hợp", seen=0)
    drop_adoption(adopter, "A47.CL01", "B02", "Thôi")


def _write_and_hand_in(reach: Reach) -> None:
    """A topic answered, and a self-review written and handed in."""
    suggest_topic(reach_for(mai()), "A47", "Quản lý đất công")
    explain(reach, "A47", "A47-GY1", cause="subjective", words="Kiểm tra ít.")
    form = form_of("nqtw4-2012", FormKind.COLLECTIVE)
    texts = {section.code: "Đã rõ." for section in form.written}
    saved = save_draft(reach, Seat("A47"), texts, base=None)
    assert saved.version is not None
    comment_on_draft(reach_for(minh()), "A47", "Chưa nêu ai chịu trách nhiệm.")
    submit_self_review(reach, Seat("A47"), saved.version.id)


def _ask_and_answer(office: Reach) -> None:
    """A body invited, its answer and a digest, and the issues they come to, one merged, one answered and sent on."""
    head, day = reach_for(lan()), today()
    invite(office, "A47", ToInvite("cell", "Chi bộ 3", day, post="PBT"))
    give_link(office, "A47", "A47.GM01")
    points = [Point("T1", faults="Chậm"), Point("T2", faults="Ít họp")]
    enter_answer(office, "A47", "A47.GM01", points, via=Via.LETTER, received_on=day)
    with campaign_act(office, DIGESTS_RECEIVED) as opened:
        digest = OriginTold(OriginKind.DIGEST, "TL1", "A47", "T1", 3, words="Chậm")
        tell_digests(opened, round_of(office), [digest])
    for topic in ("T1", "T2"):
        voices = (f"answer:A47.GM01/{topic}",)
        raise_issue(office, "A47", ToRaise(f"Vấn đề {topic}", voices, post="PBT"))
    merge_issues(office, "A47", "A47.VD02", "A47.VD01")
    give_issue(office, "A47", "A47.VD01", "BT", day)
    reply_to_issue(reach_for(minh()), "A47", "A47.VD01", "Xin nói rõ.")
    answer_issue(head, "A47", "A47.VD01", IssueOutcome.ACCEPTED, "Tiếp thu.")
    send_on(office, "A47", "A47.VD01", Destination.TOPIC, lambda _: "A47-GY1")


def _felt_on_record(head: Reach, number: str) -> None:
    """What the body said became an item that is asked about, and the body answers."""
    send_on(head, "A47", "A47.VD01", Destination.ITEM, lambda _: number)
    link = links_of("hcmc-2012", ["A47.GM01"])["A47.GM01"]
    with time_machine.travel(now() + timedelta(days=41)):
        answer_felt_by_link(link.word, number, put_right=False)


def _bring_evidence(reach: Reach) -> None:
    """The seed has no topic that asks for evidence, so that the act itself would refuse it."""
    day = date(2013, 1, 26)
    about = round_of(reach).review(Seat("A47"))
    said = {"code": "A47-MC1", "topic_code": "T4", "kind": "dialogue", "said": "Đường vào ấp"}
    with campaign_act(reach, EVIDENCE_RECORDED, unit="A47", day=day.isoformat()) as opened:
        tell_by_hand(
            opened, [TopicEvidence(**by_hand("A47-MC1", "evidence", day), **about, **said)]
        )


def _take_words_out(office: Reach, commission: Reach) -> None:
    """Of the evidence, which is changed as well: a redaction that is changed excuses nothing."""
    propose_removal(
        office,
        "preparation.topicevidence",
        TopicEvidence.objects.get(code="A47-MC1").pk,
        decision="12-QĐ/VPTU",
        decided_on=date(2013, 2, 1),
        basis="authority",
        reason="Có dữ liệu cá nhân.",
    )
    decide_removal(commission, 1, agreed=True)


def _deal_with_a_case(commission: Reach) -> None:
    """One row of each kind that a case leaves, from its opening to its making good."""
    ic, sc = "inspection_commission", "standing_committee"
    code, day = "VV09", [date(2013, 1, 1) + timedelta(days=number) for number in range(60)]
    tell_body(commission, sc, Level.SUPERIOR)
    tell_body(commission, ic, Level.INSPECTION, above=sc)
    subject = CaseToOpen(code, Subject.OFFICIAL, "A47", "Nội dung vụ việc.", post="UV3")
    subject = replace(subject, violated_on=date(2012, 6, 30))
    open_case(commission, subject, day[0])
    for one in (yen(), quan()):
        name_reader(commission, code, one.name, "cơ quan quyết định", date(2199, 1, 1))
    deciding, above = reach_for(yen()), reach_for(quan())
    record_case_reading(deciding, code)
    name_competent(commission, code, ic, "theo quy chế", day[0])
    add_violation(commission, code, date(2012, 12, 1), "Lại vi phạm.", on=day[1])
    conclude_case(commission, code, day[1])
    notice_subject(commission, code, day[2], "Xin trình bày.", day[20])
    reply_to_case(commission, code, "Xin trình bày như sau.", on=day[5])
    review_case(commission, code, day[21], "Đã kiểm điểm.")
    votes = Votes(called=15, present=15, in_favour=11, against=4)
    vote_on_case(deciding, code, day[22], body=ic, form=Form.WARNING, votes=votes)
    applied, warned = Outcome.APPLIED, Form.WARNING
    decide_case(deciding, code, day[23], body=ic, outcome=applied, form=warned, text="Cảnh cáo.")
    notify_decision(commission, code, day[24])
    appeal_decision(commission, code, sc, "Xin xem lại.", on=day[25])
    lifted = Settlement.LIFTED
    settle_appeal(above, code, day[30], body=sc, settlement=lifted, text="Khiếu nại đúng.")
    correct_decision(above, code, day[31], body=sc, text="Xóa bỏ.")
    restore_rights(commission, code, day[32], CasePart.APOLOGY, "Đã xin lỗi.")


def _speak_up_and_answer(office: Reach) -> None:
    """A channel, an opinion and a report of retaliation, released, opened and answered; then destroyed, and again one opinion."""
    day = today()
    keys = [TrusteeKey.made(name, "") for name in ("Ngân", "Dung")]
    held = hold_ceremony("hcmc-2012", [one.card for one in keys], 2)
    told = ToOpen(held.campaign_key, 2, held.trustees, day, day, {})
    open_channel(office, told)
    channel, receipt = channel_of("hcmc-2012", day), Receipt.drawn()
    given = Given(channel.places["A47"], "head", "Nể nang.", urgent=True)
    receive_opinion(channel, receipt, given, on=day)
    release_batch(office)
    digest = {
        "code": "L1-1",
        "unit": "A47",
        "about": "head",
        "topic": "T1",
        "voices": 1,
        "words": "Nể.",
    }
    said = Said(
        Header("hcmc-2012", "A47", "head", ""),
        "A47",
        "opinion",
        "",
        receipt.mailbox.hex,
        bytes(receipt.reply_key.public_key).hex(),
    )
    mailbox, sealed = seal_reply(said, "Đã xem.")
    reply = {"mailbox": mailbox.hex, "sealed": b64encode(sealed).decode()}
    result = {"campaign": "hcmc-2012", "batch": 1, "opened": 1, "faults": []}
    result |= {
        "digests": [digest],
        "retaliations": [{"code": "L1-2", "unit": "A47", "words": "Bị chuyển việc."}],
        "replies": [reply],
    }
    signed = signed_file(result, [signature(result, one) for one in keys])
    take_result(reach_for(trustee()), signed)
    hold_destruction(office, day + timedelta(days=100), "vụ việc")
    with time_machine.travel(now() + timedelta(days=1)):
        five = [{**digest, "code": f"L9-{number}"} for number in range(5)]
        _tell_digests(office, five)
        reply_to_digest(reach_for(lan()), "A47", "L1-1", "Đã rõ.")
    _tell_destroyed(office)


def _tell_digests(office: Reach, told: list[dict[str, Any]]) -> None:
    """Four more, so that the head has enough to be shown any."""
    facts = [
        OpinionDigest(
            **by_hand(one["code"], "digest", today()),
            campaign_id="hcmc-2012",
            code=one["code"],
            unit_code="A47",
            about="head",
            topic="T1",
            voices=1,
            words="Nể.",
        )
        for one in told
    ]
    with campaign_act(office, REASON_STATED, unit="A47") as opened:
        tell_by_hand(opened, facts)


def _tell_destroyed(office: Reach) -> None:
    """Destroying for good would leave nothing of what the other rows here are for."""
    with campaign_act(office, REASON_STATED, unit="A47") as opened:
        columns = {"campaign_id": "hcmc-2012", "opinions": 1, "replies": 1, "signers": []}
        tell_by_hand(
            opened, [SealedDestroyed(**by_hand("hcmc-2012", "destroyed", today()), **columns)]
        )


def _note_in_the_room(reach: Reach) -> None:
    """The room opened under a substitute chair, somebody there, somebody who spoke, and the room closed."""
    day, key = date(2013, 1, 25), "00000000-0000-4000-8000-00000000000{}".format
    name_chair(reach_for(mai()), "A47", "A47/PBT")
    open_room(
        reach, "A47", day, chair="A47/PBT", secretary="A47/UV1", prepared_on=date(2013, 1, 20)
    )
    there = {"what": "there", "key": key(1), "post": "A47/UV1", "present": True}
    speech = {"what": "speech", "key": key(2), "speaker": "A47/UV1", "how": "called_on"}
    notes = [read_note(one, now=now()) for one in (there, speech)]
    assert all(one.is_new for one in note_in_room(reach, "A47", day, notes))
    close_room(reach, "A47", day)


def _write_minutes() -> None:
    """Minutes drawn, corrected, dissented from, signed by one, signed on paper and added to; an old version erased."""
    day, secretary, deputy = date(2013, 1, 25), reach_for(lan()), reach_for(minh())
    name_chair(reach_for(mai()), "A47", "A47/PBT")
    hold_session(secretary, "A47", day, chair="A47/PBT", prepared_on=date(2013, 1, 20))
    draw_minutes(secretary, "A47")
    for number, key in enumerate(("opening", "conclusions", "counts", "present"), start=1):
        write_section(secretary, "A47", key, "đã ghi", base=number)
    ask_correction(reach_for(member("UV1")), "A47", "closing", "khác đi", version=5)
    (asked,) = MinutesCorrection.objects.all()
    answer_correction(secretary, "A47", asked.pk, taken_in=False, reason="không đúng")
    state_dissent(reach_for(member("UV1")), "A47", "bảo lưu")
    text = MinutesDrafted.objects.get(number=5)
    sign_text(deputy, "A47", "chair", text.text_digest, held_on=When(day))
    sign_minutes(secretary, "A47", date(2013, 2, 1))
    add_to_minutes(reach_for(member("UV1")), "A47", "ghi thêm")
    with act(RECORDS_ERASED, by=mai().pk) as opened:
        opened.erase([MinutesDrafted.objects.get(number=1)], ground="retention")


@pytest.fixture(autouse=True)
def _undone(loaded: None, db: None) -> Iterator[None]:
    """Rolled back before the test's own transaction ends, which would look at the foreign keys."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_a_clean_database_gives_nothing() -> None:
    assert found() == []


def test_the_seed_has_a_row_of_every_recorded_table() -> None:
    empty = {model._meta.label for model in committed_models() if not keys(model)}
    assert empty == WITHOUT_ROWS


def test_what_was_told_on_pages_is_named_when_it_is_changed() -> None:
    act_on_pages()
    assert found() == []
    for label, change in CHANGED_ON_PAGES.items():
        model = apps.get_model(label)
        row = model._base_manager.order_by("pk").first()
        model._base_manager.filter(pk=row.pk).update(**change)
    named = {one.place.split()[0] for one in found()}
    assert named == {label.lower() for label in CHANGED_ON_PAGES}


def test_every_changed_value_of_every_column_is_named() -> None:
    """In rounds: in each, one other column of each row at hand, in all tables at once."""
    rounds = 0
    while changes := list(one_change_per_row(rounds)):
        expected = set()
        with transaction.atomic():
            for model, field, key in changes:
                old = model._base_manager.values_list(field.attname, flat=True).get(pk=key)
                new = other(field, old)
                target = getattr(field, "target_field", field)
                set_column(model, key, field.column, target.get_db_prep_save(new, connection))
                expected |= {place(model, key), place(model, new if field.primary_key else key)}
            assert places() == sorted(expected)
            transaction.set_rollback(True)
        rounds += 1
    assert rounds >= 4


def test_a_password_is_no_record() -> None:
    set_column(Account, keys(Account)[0], "password", "another")
    assert found() == []


def test_every_removed_row_is_named() -> None:
    expected = []
    for model in with_rows():
        key = keys(model)[0]
        pk = model._meta.pk
        sql(
            f'DELETE FROM "{model._meta.db_table}" WHERE "{pk.column}" = %s',
            pk.get_db_prep_value(key, connection),
        )
        expected.append(place(model, key))
    reported = found()
    assert sorted(one.place for one in reported) == sorted(expected)
    assert all("was removed" in one.wording.en for one in reported)


def test_every_added_row_is_named() -> None:
    expected = [place(model, add_copy(model, keys(model)[0])) for model in with_rows()]
    reported = found()
    assert sorted(one.place for one in reported) == sorted(expected)
    assert all("added from outside" in one.wording.en for one in reported)


def test_two_rows_that_change_places_are_both_named() -> None:
    one, two = keys(Item)[:2]
    values = {row["pk"]: row for row in Item.objects.filter(pk__in=[one, two]).values("pk", "salt")}
    for field in (*recorded_columns(Item),):
        if field.primary_key:
            continue
        first, second = (
            Item.objects.values_list(field.attname, flat=True).get(pk=key) for key in (one, two)
        )
        target = getattr(field, "target_field", field)
        set_column(Item, one, field.column, target.get_db_prep_save(second, connection))
        set_column(Item, two, field.column, target.get_db_prep_save(first, connection))
    assert bytes(Item.objects.get(pk=one).salt) == bytes(values[two]["salt"])
    assert places() == sorted([place(Item, one), place(Item, two)])


# The ledger's own rows


def test_an_entry_that_was_rewritten_is_named() -> None:
    body = entry(1).body.replace("return_loaded", "return_loadef")
    set_column(Entry, entry(1).pk, "body", body)
    assert places() == [f"{TREE} #1"]


def test_a_leaf_that_was_rewritten_is_named() -> None:
    set_column(Entry, entry(1).pk, "leaf", bytes(32))
    assert places() == [f"{TREE} #1"]


def test_an_entry_removed_with_its_digests_leaves_a_gap_and_rows_without_an_entry() -> None:
    gone = entry(1)
    expected = sorted([f"{TREE} #2", *rows_of(gone)])
    sql("DELETE FROM ledger_rowdigest WHERE entry_id = %s", gone.pk)
    sql("DELETE FROM ledger_entry WHERE id = %s", gone.pk)
    assert places() == expected


def test_a_tail_cut_off_leaves_rows_without_an_entry() -> None:
    gone = entry(2)
    expected = sorted(rows_of(gone))
    sql("DELETE FROM ledger_rowdigest WHERE entry_id = %s", gone.pk)
    sql("DELETE FROM ledger_entry WHERE id = %s", gone.pk)
    assert places() == expected


def test_an_entry_removed_alone_is_missed_by_its_digests() -> None:
    gone = entry(2)
    expected = sorted(rows_of(gone))
    sql("DELETE FROM ledger_entry WHERE id = %s", gone.pk)
    reported = [
        one for one in found() if "entry that recorded this row was removed" in one.wording.en
    ]
    assert sorted(one.place for one in reported) == expected


def test_entries_that_were_renumbered_are_named() -> None:
    first, second = entry(1).pk, entry(2).pk
    set_column(Entry, first, "position", 99)
    set_column(Entry, second, "position", 1)
    set_column(Entry, first, "position", 2)
    assert places() == [f"{TREE} #2"]
    assert "order was changed" in said(f"{TREE} #2")


def test_a_position_that_was_skipped_is_named() -> None:
    set_column(Entry, entry(2).pk, "position", 3)
    assert places() == [f"{TREE} #3"]


def test_a_tree_that_was_renamed_is_named() -> None:
    set_column(Entry, entry(0).pk, "tree", "campaign/other")
    assert f"{TREE} #1" in places()


def test_a_digest_that_was_removed_is_named_with_its_row() -> None:
    line = RowDigest.objects.filter(entry=entry(1)).order_by("number")[7]
    sql("DELETE FROM ledger_rowdigest WHERE id = %s", line.pk)
    assert places() == sorted([f"{TREE} #1", f"{line.table} {line.row}"])
    assert "row number 7 is missing" in said(f"{TREE} #1")


def test_a_digest_that_was_changed_is_named_with_its_row() -> None:
    line = RowDigest.objects.filter(entry=entry(1)).order_by("number")[7]
    set_column(RowDigest, line.pk, "digest", bytes(32))
    assert places() == sorted([f"{TREE} #1", f"{line.table} {line.row}"])


def test_two_digests_that_change_places_are_named() -> None:
    one, two = RowDigest.objects.filter(entry=entry(1)).order_by("number")[:2]
    set_column(RowDigest, one.pk, "number", 9999)
    set_column(RowDigest, two.pk, "number", one.number)
    set_column(RowDigest, one.pk, "number", two.number)
    assert places() == [f"{TREE} #1"]


def test_a_digest_given_to_another_row_is_named() -> None:
    line = RowDigest.objects.filter(entry=entry(1)).order_by("number")[7]
    set_column(RowDigest, line.pk, "row", "elsewhere")
    assert places() == sorted([f"{line.table} elsewhere", f"{line.table} {line.row}"])


def test_a_changed_row_with_a_digest_to_match_is_named_by_its_entry() -> None:
    item = Item.objects.get(pk=keys(Item)[0])
    item.title = "việc khác"
    set_column(Item, item.pk, "title", item.title)
    line = RowDigest.objects.get(row=str(item.pk))
    set_column(RowDigest, line.pk, "digest", item.digest())
    assert places() == [str(line.entry)]


def test_a_row_recorded_once_more_by_a_later_entry_is_named() -> None:
    """Otherwise a forger could change a row and append an entry that says so, and every earlier root would hold."""
    item = Item.objects.get(pk=keys(Item)[0])
    item.title = "việc khác"
    set_column(Item, item.pk, "title", item.title)
    with act(RETURN_LOADED, by=uuid4()) as forged:
        forged.written[TREE].append(Written.of([item]))
    assert set(places()) == {place(Item, item.pk)}
    assert "once more in entry campaign/hcmc-2012 #3" in said(place(Item, item.pk))


def test_a_forger_who_rewrites_everything_still_changes_the_root() -> None:
    """What the check cannot see, and what the root kept outside is for."""
    before = head(TREE)
    item = Item.objects.get(pk=keys(Item)[0])
    item.title = "việc khác"
    set_column(Item, item.pk, "title", item.title)
    line = RowDigest.objects.get(row=str(item.pk))
    set_column(RowDigest, line.pk, "digest", item.digest())
    digests = RowDigest.objects.filter(entry=line.entry).order_by("number")
    body = json.loads(line.entry.body)
    body["rows"]["root"] = rows_root(bytes(one.digest) for one in digests).hex()
    text = canonical(body)
    set_column(Entry, line.entry_id, "body", text.decode())
    set_column(Entry, line.entry_id, "leaf", leaf_hash(text))
    assert found() == []
    assert head(TREE).size == before.size
    assert head(TREE).root != before.root


# What a column cannot hold (SQLite keeps anything in any column)

on_sqlite = pytest.mark.skipif(
    connection.vendor != "sqlite",
    reason="PostgreSQL refuses these values itself; run without DATABASE_URL",
)


Misspelling = Callable[[Session], Any]

READS_THE_SAME: tuple[tuple[str, Misspelling], ...] = (
    ("day", lambda row: f"{row.day:%Y%m%d}"),
    ("day", lambda row: f"{row.day:%G-W%V-%u}"),
    ("day", lambda row: f"{row.day} 00:00:00"),
    ("day", lambda row: f"{row.day}".encode()),
    ("told_at", lambda row: f"{row.told_at:%Y-%m-%dT%H:%M:%S}"),
    ("told_at", lambda row: f"{row.told_at:%Y-%m-%d %H:%M:%S}.000000"),
    ("told_at", lambda row: f"{row.told_at.astimezone(ZONE):%Y-%m-%d %H:%M:%S}+07:00"),
    ("review_id", lambda row: str(row.review_id)),
    ("review_id", lambda row: row.review_id.hex.upper()),
    ("id", lambda row: str(row.pk)),
    ("withdrawn", lambda row: 2),
    ("salt", lambda row: row.salt.hex()),
)
READS_OTHERWISE_OR_NOT_AT_ALL: tuple[tuple[str, Misspelling], ...] = (
    ("day", lambda row: "hôm qua"),
    ("day", lambda row: 20121112),
    ("told_at", lambda row: "lúc chiều"),
    ("replaces", lambda row: "không có"),
    ("campaign_id", lambda row: b"hcmc-2012"),
    ("redo", lambda row: "x"),
    ("number", lambda row: "mười"),
    ("number", lambda row: 1.5),
    ("key", lambda row: b"\xff\xfe"),
    ("salt", lambda row: 10**12),
)


@on_sqlite
@pytest.mark.parametrize("values", [READS_THE_SAME, READS_OTHERWISE_OR_NOT_AT_ALL])
def test_a_value_the_product_never_writes_is_named(
    values: tuple[tuple[str, Misspelling], ...],
) -> None:
    rows = [Session.objects.get(pk=key) for key in keys(Session)[: len(values)]]
    for row, (column, value) in zip(rows, values, strict=True):
        set_column(Session, row.pk, column, value(row))
    assert places() == sorted(place(Session, row.pk) for row in rows)


@on_sqlite
def test_the_same_value_written_as_the_product_writes_it_is_no_change() -> None:
    row = Session.objects.get(pk=keys(Session)[0])
    set_column(Session, row.pk, "day", row.day.isoformat())
    set_column(Session, row.pk, "told_at", f"{row.told_at:%Y-%m-%d %H:%M:%S}")
    set_column(Session, row.pk, "review_id", row.review_id.hex)
    assert found() == []


@on_sqlite
def test_letters_that_are_none_and_a_key_that_is_none_are_named() -> None:
    bad, keyless = keys(Session)[:2]
    sql("UPDATE meetings_session SET chair = CAST(X'ff41' AS TEXT) WHERE id = %s", bad.hex)
    set_column(Session, keyless, "id", "không phải khóa")
    assert places() == sorted(
        [place(Session, bad), place(Session, keyless), "meetings.session không phải khóa"]
    )


@on_sqlite
@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("body", b"\xff"),
        ("body", "[]"),
        ("body", "[" * 100_000),
        ("body", '{"rows":{"count":1e400,"root":""}}'),
        ("body", '{"rows":{"count":1000000000000,"root":""}}'),
        ("leaf", 10**12),
        ("leaf", "text"),
        ("position", "x"),
        ("position", 2.5),
    ],
)
def test_a_broken_entry_is_named_and_breaks_nothing(column: str, value: Any) -> None:
    one = entry(2)
    set_column(Entry, one.pk, column, value)
    assert any(name.startswith(f"{TREE} #") for name in places())
    assert head(TREE).size == 3


@on_sqlite
@pytest.mark.parametrize(
    ("column", "value"), [("digest", 10**12), ("row", b"\xff"), ("number", "x"), ("table", b"x")]
)
def test_a_broken_digest_is_named_and_breaks_nothing(column: str, value: Any) -> None:
    line = RowDigest.objects.filter(entry=entry(1)).order_by("number")[7]
    set_column(RowDigest, line.pk, column, value)
    assert places()


# What entries say


def test_an_entry_has_only_declared_keys_and_holds_no_name_and_no_text() -> None:
    declared = {event.code: set(event.keys) for event in (RETURN_LOADED, ACCOUNT_ADDED)}
    bodies = list(Entry.objects.values_list("body", flat=True))
    for text in bodies:
        body = json.loads(text)
        assert set(body) == {"v", "event", "by", "at", "told_at", "keys", "rows"}
        assert set(body["rows"]) == {"count", "root"}
        assert set(body["keys"]) <= declared[body["event"]]
        assert text.isascii(), "codes, days and digests are plain; a name or a sentence is not"
    whole = "\n".join(bodies)
    for words in told_words():
        assert words not in whole


def told_words() -> set[str]:
    """Every text of five letters and more in a recorded column that is no code: names, titles, reasons, citations."""
    words: set[str] = set(Standing.objects.values_list("name", flat=True))
    for model in committed_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.CharField | models.TextField) and not field.primary_key:
                words |= set(model._base_manager.values_list(field.attname, flat=True).distinct())
    codes = {"hcmc-2012"} | set(sql_column("SELECT folder_digest FROM exchange_load"))
    return {text for text in words if len(text) >= 5} - codes


def sql_column(sentence: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sentence)
        return [value for (value,) in cursor.fetchall()]


def test_an_index_that_no_longer_leads_to_its_rows_is_named(tmp_path: Path) -> None:
    """No row differs, and yet no query by campaign finds one."""
    home = tmp_path / "home"
    env = {
        **os.environ,
        "TUSOI_HOME": str(home),
        "PYTHONPATH": str(Path(__file__).resolve().parents[1] / "src"),
    }
    env.pop("DATABASE_URL", None)

    def tusoi(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "tusoi.site.cli", *words]
        return subprocess.run(command, env=env, capture_output=True, text=True, check=False)

    assert tusoi("demo", "--no-serve").returncode == 0
    file = home / "tusoi.sqlite3"
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.execute("PRAGMA writable_schema=ON")
        database.execute(
            "DELETE FROM sqlite_master WHERE name LIKE 'meetings_session_campaign_id%'"
        )
        database.commit()
    said = tusoi("ledger", "root", "--check", "--lang", "en")
    assert said.returncode == 1
    assert "database file" in said.stdout
