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
    GROUP_LEADER = "group_leader"
    INSPECTION = "inspection"
    AUDITOR = "auditor"


@dataclass(frozen=True, slots=True)
class RoleOver:
    """What a role is granted over: a unit ("" the whole host), a working group, a campaign ("" every one)."""

    host: str
    unit: str = ""
    group: str = ""
    campaign: str = ""


class Right(StrEnum):
    """What a page or an action asks for."""

    SEE = "see"
    SEE_WHOLE = "see_whole"
    SEE_CASES = "see_cases"
    SEE_LEDGER = "see_ledger"
    STATE_REASON = "state_reason"
    RECORD_INSPECTION = "record_inspection"
    RECORD_SERIOUSNESS = "record_seriousness"
    NAME_CHAIR = "name_chair"
    HOLD_SESSION = "hold_session"
    GIVE_VERDICT = "give_verdict"
    EXCHANGE = "exchange"
    DRAFT_REPORT = "draft_report"
    APPROVE_REPORT = "approve_report"
    HOLD_CONFERENCE = "hold_conference"
    START_CAMPAIGN = "start_campaign"


class Extent(StrEnum):
    """How far a right reaches from the unit it is granted on."""

    OWN = "own"
    BELOW = "below"
    GROUP = "group"


RIGHTS: Mapping[Role, Mapping[Right, Extent]] = {
    Role.CAMPAIGN_OFFICE: dict.fromkeys(
        (
            Right.SEE,
            Right.SEE_WHOLE,
            Right.SEE_LEDGER,
            Right.STATE_REASON,
            Right.NAME_CHAIR,
            Right.EXCHANGE,
            Right.DRAFT_REPORT,
            Right.HOLD_CONFERENCE,
            Right.START_CAMPAIGN,
        ),
        Extent.BELOW,
    ),
    Role.UNIT_HEAD: {
        Right.SEE: Extent.BELOW,
        Right.STATE_REASON: Extent.OWN,
        Right.HOLD_SESSION: Extent.OWN,
    },
    Role.UNIT_OFFICE: {
        Right.SEE: Extent.OWN,
        Right.STATE_REASON: Extent.OWN,
        Right.HOLD_SESSION: Extent.OWN,
    },
    Role.GROUP_LEADER: {Right.SEE: Extent.GROUP, Right.GIVE_VERDICT: Extent.GROUP},
    Role.INSPECTION: dict.fromkeys(
        (
            Right.SEE,
            Right.SEE_WHOLE,
            Right.SEE_CASES,
            Right.SEE_LEDGER,
            Right.RECORD_INSPECTION,
            Right.RECORD_SERIOUSNESS,
            Right.APPROVE_REPORT,
        ),
        Extent.BELOW,
    ),
    Role.AUDITOR: dict.fromkeys((Right.SEE, Right.SEE_WHOLE, Right.SEE_LEDGER), Extent.BELOW),
}

ROLE_WORDING: Mapping[Role, Wording] = {
    Role.CAMPAIGN_OFFICE: Wording(vi="cơ quan thường trực đợt kiểm điểm", en="campaign office"),
    Role.UNIT_HEAD: Wording(vi="người đứng đầu đơn vị", en="head of the unit"),
    Role.UNIT_OFFICE: Wording(vi="văn phòng đơn vị", en="unit office"),
    Role.GROUP_LEADER: Wording(vi="tổ trưởng tổ công tác", en="working-group leader"),
    Role.INSPECTION: Wording(vi="Ủy ban Kiểm tra", en="inspection commission"),
    Role.AUDITOR: Wording(vi="người giám sát độc lập", en="auditor"),
}
