"""What the parts of figures are called, for whoever prints them."""

from collections.abc import Mapping

from tusoi.campaigns.queries import CampaignView
from tusoi.guidance.queries import guidance_set
from tusoi.values.wording import Wording, same

PARTS = {
    "done": Wording(vi="đã kiểm điểm", en="reviewed"),
    "due": Wording(vi="phải kiểm điểm", en="due"),
    "blocks": Wording(vi="theo khối", en="by block"),
    "strength": Wording(vi="mức chắc chắn", en="strength"),
    "declared": Wording(vi="đơn vị báo cáo đã kiểm điểm", en="declared"),
    "minutes_signed": Wording(vi="biên bản đã ký", en="minutes signed"),
    "group_attended": Wording(vi="tổ công tác có dự", en="group attended"),
    "count": Wording(vi="tổng số", en="number"),
    "reason_stated": Wording(vi="đã nêu lý do", en="reason stated"),
    "reason_missing": Wording(vi="chưa nêu lý do", en="reason missing"),
    "not_due": Wording(vi="chưa đến hạn", en="not due yet"),
    "total": Wording(vi="tổng số", en="total"),
    "by_authority": Wording(vi="theo cơ quan quyết định", en="by deciding body"),
    "not_stated": Wording(vi="cơ quan chưa nêu", en="body not stated"),
    "organisations": Wording(vi="tổ chức", en="organisations"),
    "members": Wording(vi="cá nhân", en="persons"),
    "subject_not_stated": Wording(vi="đối tượng chưa nêu", en="subject not stated"),
    "with_verdict": Wording(vi="đã có kết luận", en="with a verdict"),
    "meets": Wording(vi="đạt yêu cầu", en="meets requirements"),
    "basically_meets": Wording(vi="cơ bản đạt yêu cầu", en="basically meets"),
    "redo": Wording(vi="phải kiểm điểm lại", en="redo"),
    "not_yet": Wording(vi="chưa có kết luận", en="no verdict yet"),
    "units": Wording(vi="đơn vị", en="units"),
    "among_deep_reviews": Wording(vi="trong đó kiểm điểm sâu", en="of them under deep review"),
    "asked": Wording(vi="đã gợi ý", en="suggested"),
    "answered": Wording(vi="đã trả lời", en="answered"),
    "owner_named": Wording(vi="nêu rõ người chịu trách nhiệm", en="answerable post named"),
    "named": Wording(vi="có địa chỉ", en="with an address"),
    "all": Wording(vi="tất cả", en="all"),
    "invited": Wording(vi="được mời", en="invited"),
    "issues": Wording(vi="vấn đề rút ra", en="issues distilled"),
    "by_kind": Wording(vi="theo thành phần", en="by kind"),
    "accepted": Wording(vi="đã tiếp thu", en="accepted"),
    "explained": Wording(vi="đã giải trình", en="explained"),
    "given": Wording(vi="đã giao, chưa trả lời", en="given, not answered"),
    "had_to_be_called_on": Wording(
        vi="phải chỉ định mới phát biểu", en="spoke only when called on"
    ),
    "of_their_own_accord": Wording(vi="tự giác phát biểu", en="of their own accord"),
    "spoke": Wording(vi="đã phát biểu", en="spoke"),
    "called": Wording(vi="được mời họp", en="called to the sessions"),
    "silent": Wording(vi="không phát biểu", en="did not speak"),
    "sessions": Wording(vi="buổi họp đã chốt số đếm", en="sessions counted"),
    "groups": Wording(vi="nhóm giải pháp", en="solution groups"),
    "by_stage": Wording(vi="theo bước", en="by stage"),
    "known": Wording(vi="đã biết", en="known"),
    "decided": Wording(vi="đã có quyết định", en="decided"),
    "undecided": Wording(vi="còn mở, chưa có quyết định", en="open, not decided"),
    "planned": Wording(vi="dự kiến", en="planned"),
    "in_progress": Wording(vi="đang làm", en="in progress"),
    "claimed": Wording(vi="báo xong", en="claimed"),
    "verified": Wording(vi="đã xác minh", en="verified"),
    "reception_days": Wording(vi="buổi tiếp công dân", en="citizen reception days"),
    "dialogues": Wording(vi="buổi đối thoại", en="dialogues"),
    "remarks": Wording(vi="nhận xét của nơi cư trú", en="remarks from the place of residence"),
    "remarks_answered": Wording(vi="nhận xét đã trả lời", en="remarks answered"),
    "people": Wording(vi="số người dự, nêu ý kiến", en="people who came or remarked"),
    "overdue": Wording(vi="quá hạn", en="overdue"),
    "by_decision": Wording(vi="theo quyết định", en="by decision"),
    "waiting": Wording(vi="đang chờ quyết định", en="waiting for a decision"),
    "allowed": Wording(vi="được đồng ý", en="allowed"),
    "refused": Wording(vi="không được đồng ý", en="refused"),
    "by_use": Wording(vi="được đồng ý, theo việc dùng đến", en="allowed, by use"),
    "used": Wording(vi="đã họp theo việc miễn", en="a session was held under it"),
    "not_used": Wording(vi="chưa dùng đến", en="not used"),
    "there": Wording(vi="đã có kế hoạch", en="plan there"),
    "owed": Wording(vi="phải có kế hoạch", en="plan owed"),
    "missing": Wording(vi="chưa có kế hoạch", en="plan missing"),
    "plan_items": Wording(vi="việc trong các kế hoạch", en="items of the plans"),
}


def campaign_names(campaign: CampaignView) -> dict[str, Wording]:
    """What a campaign itself names parts by: kinds of givers, blocks, bodies."""
    voices = guidance_set(campaign.guidance_set).voices
    kinds = {one.code: one.wording for one in voices.kinds}
    return {**kinds, **campaign.blocks, **campaign.bodies}


def part_name(part: str, names: Mapping[str, Wording]) -> Wording:
    """The name of a part: the campaign's own (a block, a body) first, then the figures', else the part itself."""
    return names.get(part) or PARTS.get(part) or same(part)
