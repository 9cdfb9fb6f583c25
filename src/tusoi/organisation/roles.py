"""Roles, and what each may do how far: the whole matrix of rights in one table.

Source: roles and separation of duties, and the rule that not there and not yours look alike. A role is
granted with dates on a unit (`RoleGranted`); how far it reaches is the right's, not the role's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tusoi.values.wording import Wording


class Role(StrEnum):
    """What somebody is asked to do in a review."""

    CAMPAIGN_OFFICE = "campaign_office"
    UNIT_HEAD = "unit_head"
    UNIT_OFFICE = "unit_office"
    MEMBER = "member"
    GROUP_LEADER = "group_leader"
    GROUP_MEMBER = "group_member"
    INSPECTION = "inspection"
    DISCIPLINE_AUTHORITY = "discipline_authority"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    TRUSTEE = "trustee"
    VERIFIER = "verifier"


@dataclass(frozen=True, slots=True)
class RoleOver:
    """What a role is granted over: a unit ("" the whole host), a working group, a campaign ("" every one).

    `post` is the post in the unit by which somebody sits in its collective (its code in the unit); `body` the
    body that decides discipline, for which a discipline authority acts.
    """

    host: str
    unit: str = ""
    group: str = ""
    campaign: str = ""
    post: str = ""
    body: str = ""


class Right(StrEnum):
    """What a page or an action asks for."""

    SEE = "see"
    SEE_REVIEW = "see_review"
    SEE_WHOLE = "see_whole"
    SEE_CASES = "see_cases"
    OPEN_CASE = "open_case"
    DECIDE_CASE = "decide_case"
    ANSWER_CASE = "answer_case"
    SEE_LEDGER = "see_ledger"
    STATE_REASON = "state_reason"
    RECORD_INSPECTION = "record_inspection"
    RECORD_SERIOUSNESS = "record_seriousness"
    NAME_CHAIR = "name_chair"
    SUGGEST_TOPIC = "suggest_topic"
    ASK_OPINIONS = "ask_opinions"
    SEE_OPINIONS = "see_opinions"
    READ_ANSWERS = "read_answers"
    ANSWER_INVITATION = "answer_invitation"
    WORK_ISSUES = "work_issues"
    ANSWER_ISSUE = "answer_issue"
    PREPARE = "prepare"
    REVIEW_ONESELF = "review_oneself"
    COMMENT_ON_DRAFT = "comment_on_draft"
    SEE_SELF_REVIEWS = "see_self_reviews"
    ASK_WAIVER = "ask_waiver"
    ALLOW_WAIVER = "allow_waiver"
    HOLD_SESSION = "hold_session"
    SEE_MINUTES = "see_minutes"
    SIGN_MINUTES = "sign_minutes"
    RECORD_FINDING = "record_finding"
    DRAFT_VERDICT = "draft_verdict"
    GIVE_VERDICT = "give_verdict"
    DRAW_SAMPLE = "draw_sample"
    READ_AGAIN = "read_again"
    REPLY_TO_VERDICT = "reply_to_verdict"
    PUBLISH_CRITICISM = "publish_criticism"
    PLAN_REMEDY = "plan_remedy"
    CLAIM_ITEM = "claim_item"
    VERIFY_ITEM = "verify_item"
    KEEP_ITEMS = "keep_items"
    SET_WORKDAYS = "set_workdays"
    REOPEN_ITEM = "reopen_item"
    EXCHANGE = "exchange"
    DRAFT_REPORT = "draft_report"
    APPROVE_REPORT = "approve_report"
    HOLD_CONFERENCE = "hold_conference"
    PROPOSE_PUBLICATION = "propose_publication"
    APPROVE_PUBLICATION = "approve_publication"
    PROPOSE_REMOVAL = "propose_removal"
    APPROVE_REMOVAL = "approve_removal"
    START_CAMPAIGN = "start_campaign"
    SEE_ROLES = "see_roles"
    PROPOSE_ROLE = "propose_role"
    APPROVE_ROLE = "approve_role"
    APPROVE_PRIVILEGED = "approve_privileged"
    SEE_RELATIONS = "see_relations"
    DECLARE_RELATION = "declare_relation"
    RESET_FACTORS = "reset_factors"
    OPEN_CHANNEL = "open_channel"
    HOLD_KEY = "hold_key"
    READ_DIGESTS = "read_digests"
    REPLY_TO_DIGEST = "reply_to_digest"


class Extent(StrEnum):
    """How far a right reaches from the unit it is granted on."""

    OWN = "own"
    BELOW = "below"
    GROUP = "group"


RIGHTS: Mapping[Role, Mapping[Right, Extent]] = {
    Role.CAMPAIGN_OFFICE: dict.fromkeys(
        (
            Right.SEE,
            Right.SEE_REVIEW,
            Right.SEE_WHOLE,
            Right.SEE_LEDGER,
            Right.STATE_REASON,
            Right.SUGGEST_TOPIC,
            Right.ASK_OPINIONS,
            Right.SEE_OPINIONS,
            Right.READ_ANSWERS,
            Right.WORK_ISSUES,
            Right.ASK_WAIVER,
            Right.NAME_CHAIR,
            Right.SEE_MINUTES,
            Right.DRAW_SAMPLE,
            Right.PUBLISH_CRITICISM,
            Right.EXCHANGE,
            Right.DRAFT_REPORT,
            Right.HOLD_CONFERENCE,
            Right.PROPOSE_PUBLICATION,
            Right.PROPOSE_REMOVAL,
            Right.START_CAMPAIGN,
            Right.SEE_ROLES,
            Right.PROPOSE_ROLE,
            Right.APPROVE_ROLE,
            Right.SEE_RELATIONS,
            Right.DECLARE_RELATION,
            Right.OPEN_CHANNEL,
            Right.READ_DIGESTS,
            Right.KEEP_ITEMS,
            Right.SET_WORKDAYS,
            Right.REOPEN_ITEM,
        ),
        Extent.BELOW,
    ),
    Role.UNIT_HEAD: {
        Right.SEE: Extent.BELOW,
        **dict.fromkeys(
            (
                Right.SEE_REVIEW,
                Right.STATE_REASON,
                Right.PREPARE,
                Right.REVIEW_ONESELF,
                Right.ASK_WAIVER,
                Right.HOLD_SESSION,
                Right.SEE_MINUTES,
                Right.SIGN_MINUTES,
                Right.RECORD_FINDING,
                Right.REPLY_TO_VERDICT,
                Right.PLAN_REMEDY,
                Right.CLAIM_ITEM,
                Right.ANSWER_CASE,
                Right.SEE_OPINIONS,
                Right.ANSWER_INVITATION,
                Right.ANSWER_ISSUE,
                Right.READ_DIGESTS,
                Right.REPLY_TO_DIGEST,
            ),
            Extent.OWN,
        ),
    },
    Role.UNIT_OFFICE: dict.fromkeys(
        (
            Right.SEE,
            Right.SEE_REVIEW,
            Right.STATE_REASON,
            Right.PREPARE,
            Right.HOLD_SESSION,
            Right.SEE_MINUTES,
            Right.SIGN_MINUTES,
            Right.RECORD_FINDING,
            Right.PLAN_REMEDY,
            Right.CLAIM_ITEM,
            Right.SEE_ROLES,
            Right.PROPOSE_ROLE,
            Right.ANSWER_INVITATION,
        ),
        Extent.OWN,
    ),
    Role.MEMBER: dict.fromkeys(
        (
            Right.SEE,
            Right.SEE_REVIEW,
            Right.REVIEW_ONESELF,
            Right.COMMENT_ON_DRAFT,
            Right.SEE_MINUTES,
            Right.SIGN_MINUTES,
            Right.CLAIM_ITEM,
            Right.ANSWER_CASE,
            Right.ANSWER_ISSUE,
        ),
        Extent.OWN,
    ),
    Role.GROUP_LEADER: dict.fromkeys(
        (
            Right.SEE,
            Right.SEE_REVIEW,
            Right.SEE_SELF_REVIEWS,
            Right.SEE_MINUTES,
            Right.SIGN_MINUTES,
            Right.DRAFT_VERDICT,
            Right.GIVE_VERDICT,
            Right.READ_AGAIN,
            Right.READ_DIGESTS,
        ),
        Extent.GROUP,
    ),
    Role.GROUP_MEMBER: dict.fromkeys(
        (
            Right.SEE,
            Right.SEE_REVIEW,
            Right.SEE_SELF_REVIEWS,
            Right.SEE_MINUTES,
            Right.SIGN_MINUTES,
            Right.DRAFT_VERDICT,
            Right.READ_AGAIN,
            Right.READ_DIGESTS,
        ),
        Extent.GROUP,
    ),
    Role.INSPECTION: dict.fromkeys(
        (
            Right.SEE,
            Right.SEE_REVIEW,
            Right.SEE_WHOLE,
            Right.SEE_CASES,
            Right.OPEN_CASE,
            Right.SEE_LEDGER,
            Right.SUGGEST_TOPIC,
            Right.SEE_OPINIONS,
            Right.READ_ANSWERS,
            Right.SEE_SELF_REVIEWS,
            Right.SEE_MINUTES,
            Right.ALLOW_WAIVER,
            Right.RECORD_INSPECTION,
            Right.RECORD_SERIOUSNESS,
            Right.APPROVE_REPORT,
            Right.APPROVE_PUBLICATION,
            Right.APPROVE_REMOVAL,
            Right.SEE_ROLES,
            Right.APPROVE_ROLE,
            Right.APPROVE_PRIVILEGED,
            Right.SEE_RELATIONS,
            Right.DECLARE_RELATION,
            Right.RESET_FACTORS,
            Right.REOPEN_ITEM,
            Right.READ_DIGESTS,
        ),
        Extent.BELOW,
    ),
    Role.DISCIPLINE_AUTHORITY: dict.fromkeys((Right.SEE, Right.DECIDE_CASE), Extent.BELOW),
    Role.AUDITOR: dict.fromkeys(
        (
            Right.SEE,
            Right.SEE_REVIEW,
            Right.SEE_WHOLE,
            Right.SEE_LEDGER,
            Right.SEE_ROLES,
            Right.SEE_RELATIONS,
        ),
        Extent.BELOW,
    ),
    Role.TRUSTEE: dict.fromkeys((Right.SEE, Right.HOLD_KEY), Extent.BELOW),
    Role.VERIFIER: dict.fromkeys((Right.SEE, Right.VERIFY_ITEM), Extent.BELOW),
    Role.ADMINISTRATOR: {},
}
"""Held line by line against the matrix of the security notes (3.2).

`SEE` is the wall: that the unit is there, how far its review is, what stands before it and why it is not held yet.
`SEE_REVIEW` is what the review says: the collective's self-review, topics and explanations, evidence, findings, the
verdict's words and marks, what is to be put right, and what was promised last time.
`SEE_OPINIONS` is who was invited to speak of a unit and who has answered; `READ_ANSWERS` is each answer on record, with
the name of the body that gives it. A head has the first, and reads the answers too where the guidance says so.

It differs, on purpose, in these:

- A head sees the wall of the units *below* (there: the own unit), for a head answers for their reviews too; what
  those reviews say stays theirs.
- Whoever acts for a deciding body sees the wall and the figures (there: nothing), for a case is dealt with before the
  review or through it, and which of the two the wall tells.
- The head records a session as the office does; whether the head may chair is gate G3's, not a right.
- The auditor reads no minutes, not even signed ones: what was said in the room names people, and every
  count and every entry that an auditor holds figures against is open without it.
- Whoever acts for a deciding body reads a self-review or minutes only as part of a case file; there is no page for it.
- A member claims those items alone that the member's own post answers for; a verifier reads items and their evidence,
  and nothing else of the reviews.
- Group members read reviews and draft marks; the sheet is their note and the leader's verdict alone counts.
- A unit's head proposes no roles; the unit's office does, and the campaign office approves.
- Heads, members and groups read no relationships on a page: these name a second person as well. Whoever asks
  what is kept of them is answered by the two bodies that declare.
- The administrator *executes* nothing: the second approval is the act (decision record 0027).
"""

OF_A_GROUP = (Role.GROUP_LEADER, Role.GROUP_MEMBER)
STAYS_WITH_THE_PERSON = frozenset(
    {
        Right.SEE,
        Right.SEE_REVIEW,
        Right.SEE_MINUTES,
        Right.SIGN_MINUTES,
        Right.REVIEW_ONESELF,
        Right.COMMENT_ON_DRAFT,
        Right.ANSWER_CASE,
        Right.ANSWER_ISSUE,
    }
)
"""What a role over a unit still lets do once the unit has ended; all else passes to whoever answers for it."""

OF_A_UNIT = (Role.UNIT_HEAD, Role.UNIT_OFFICE, Role.MEMBER)
REVIEWED = (Role.UNIT_HEAD, Role.MEMBER)
"""Those whose conduct a review of their unit looks at."""
PRIVILEGED = tuple(role for role in Role if role not in OF_A_UNIT)
"""Those that the inspection commission alone approves: they reach beyond one unit, or judge it."""

ROLE_WORDING: Mapping[Role, Wording] = {
    Role.CAMPAIGN_OFFICE: Wording(vi="cơ quan thường trực đợt kiểm điểm", en="campaign office"),
    Role.UNIT_HEAD: Wording(vi="người đứng đầu đơn vị", en="head of the unit"),
    Role.UNIT_OFFICE: Wording(vi="văn phòng đơn vị", en="unit office"),
    Role.MEMBER: Wording(vi="thành viên tập thể", en="member of the collective"),
    Role.GROUP_LEADER: Wording(vi="tổ trưởng tổ công tác", en="working-group leader"),
    Role.GROUP_MEMBER: Wording(vi="thành viên tổ công tác", en="working-group member"),
    Role.INSPECTION: Wording(vi="Ủy ban Kiểm tra", en="inspection commission"),
    Role.DISCIPLINE_AUTHORITY: Wording(
        vi="người của cơ quan quyết định kỷ luật", en="of the body that decides discipline"
    ),
    Role.AUDITOR: Wording(vi="người giám sát độc lập", en="auditor"),
    Role.ADMINISTRATOR: Wording(vi="người quản trị máy", en="administrator of the machine"),
    Role.VERIFIER: Wording(vi="người xác minh độc lập", en="independent verifier"),
    Role.TRUSTEE: Wording(
        vi="người giữ khóa ý kiến niêm phong", en="trustee of the sealed opinions"
    ),
}
