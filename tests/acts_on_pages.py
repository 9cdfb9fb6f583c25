"""What no return tells, told once by the real acts of every room: for those who change or take away every recorded row."""

from base64 import b64encode
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import time_machine

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
from tusoi.ledger.actions import act
from tusoi.ledger.source import by_hand
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
from tusoi.organisation.kinship import Kinship
from tusoi.organisation.models import Account
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
    give_issue(office, "A47", "A47.VD01", "BT", today() + timedelta(days=20))
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
    until = today() + timedelta(days=10)
    notice_subject(commission, code, day[2], "Xin trình bày.", until)
    reply_to_case(commission, code, "Xin trình bày như sau.", says_all=True, on=day[5])
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
