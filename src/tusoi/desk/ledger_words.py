"""The ledger's entries in words: what their keys are called, and the codes that they hold."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tusoi.campaigns.queries import CampaignView
from tusoi.campaigns.reading import WHAT
from tusoi.campaigns.removing import BASIS_WORDING
from tusoi.gates.register import gate_names
from tusoi.issues.standing import DESTINATION_WORDING, OUTCOME_WORDING
from tusoi.meetings.rules.words import CAPACITY_WORDING
from tusoi.opinions.asking.said import VIA_WORDING
from tusoi.organisation.roles import ROLE_WORDING, Role
from tusoi.remediation.life import KIND_WORDING, STRENGTH_WORDING
from tusoi.values.day import show_day
from tusoi.values.share import count_wording
from tusoi.values.wording import Wording, same


def shown_keys(
    keys: Mapping[str, str | int], campaign: CampaignView
) -> list[tuple[Wording, Wording]]:
    """An entry's particulars in words, but for the campaign's own code and the digest of a folder."""
    return [
        (KEYS.get(name, same(name)), _value(name, value, campaign))
        for name, value in keys.items()
        if name not in UNSAID
    ]


def shown_role(label: str, campaign: CampaignView) -> tuple[Wording, Wording]:
    """The role by which somebody acted, in words, and what it is over: a body's name, or else a code."""
    word, _, over = label.partition(":")
    bodies = campaign.bodies if word == Role.DISCIPLINE_AUTHORITY else {}
    role = ROLE_WORDING[Role(word)] if word in set(Role) else same(word)
    return role, bodies.get(over, same(over))


def _value(name: str, value: str | int, campaign: CampaignView) -> Wording:
    """A count, a day or a code as people write it; a code that has no words here stands as it is."""
    if isinstance(value, int):
        return count_wording(value)
    if name in DAYS:
        day = date.fromisoformat(value)
        return Wording(vi=show_day(day, "vi"), en=show_day(day, "en"))
    words = campaign.bodies if name == "body" else VALUES.get(name, {})
    return words.get(value, same(value))


UNSAID = ("campaign", "folder")
DAYS = ("as_of", "day", "next_look", "until")
KEYS = {
    "as_of": Wording(vi="số liệu đến", en="counted to"),
    "unit": Wording(vi="đơn vị", en="unit"),
    "day": Wording(vi="ngày", en="day"),
    "post": Wording(vi="chức vụ", en="post"),
    "leaders": Wording(vi="cá nhân kiểm điểm", en="persons reviewed"),
    "case": Wording(vi="vụ việc", en="case"),
    "serious": Wording(vi="trách nhiệm nghiêm trọng", en="serious responsibilities"),
    "next_look": Wording(vi="ngày xem lại", en="next look"),
    "draft": Wording(vi="bản báo cáo", en="report"),
    "role": Wording(vi="vai trò", en="role"),
    "topic": Wording(vi="nội dung gợi ý", en="topic"),
    "version": Wording(vi="phiên bản", en="version"),
    "practice": Wording(vi="cách làm hay", en="good practice"),
    "adoption": Wording(vi="lần áp dụng", en="adoption"),
    "round": Wording(vi="lần kết luận", en="round of judging"),
    "lines": Wording(vi="số dòng", en="lines"),
    "draw": Wording(vi="lần rút mẫu", en="draw"),
    "drawn": Wording(vi="số cuộc được rút", en="reviews drawn"),
    "root": Wording(vi="dấu sổ đối chứng", en="ledger root"),
    "gate": Wording(vi="điều kiện", en="gate"),
    "invitation": Wording(vi="thư mời", en="invitation"),
    "successors": Wording(vi="đơn vị kế thừa", en="successors"),
    "open": Wording(vi="việc còn dở", en="left open"),
    "via": Wording(vi="cách gửi", en="came"),
    "what": Wording(vi="đọc gì", en="what was read"),
    "number": Wording(vi="số", en="number"),
    "basis": Wording(vi="căn cứ", en="basis"),
    "agreed": Wording(vi="đồng ý", en="agreed"),
    "rows": Wording(vi="số hàng", en="rows"),
    "batch": Wording(vi="lô", en="batch"),
    "count": Wording(vi="số lượng", en="count"),
    "until": Wording(vi="đến hết ngày", en="until the end of"),
    "signers": Wording(vi="số người ký", en="signers"),
    "body": Wording(vi="cơ quan", en="body"),
    "issue": Wording(vi="vấn đề", en="issue"),
    "into": Wording(vi="gộp vào", en="merged into"),
    "outcome": Wording(vi="trả lời", en="answer"),
    "to": Wording(vi="chuyển thành", en="sent on as"),
    "redo": Wording(vi="kiểm điểm lại, lần", en="repeated review, no."),
    "capacity": Wording(vi="với tư cách", en="as"),
    "instructions": Wording(vi="số ý kiến chỉ đạo", en="instructions"),
    "item": Wording(vi="việc khắc phục", en="item"),
    "kind": Wording(vi="loại", en="kind"),
    "strength": Wording(vi="sức mạnh của biện pháp", en="strength of the remedy"),
    "claim": Wording(vi="lần báo", en="claim"),
    "size": Wording(vi="cỡ tệp (byte)", en="size of the file (bytes)"),
    "move": Wording(vi="lần đề nghị đổi hạn", en="proposal of another deadline"),
    "recurs": Wording(vi="tái diễn của việc", en="recurrence of item"),
    "hidden_below": Wording(vi="công khai: không nêu số dưới", en="in public: not told below"),
    "round_to": Wording(vi="làm tròn đến bội số của", en="rounded to multiples of"),
    "fewest": Wording(
        vi="không nêu từng phần của tổng dưới", en="no part is told of a whole below"
    ),
    "least_change": Wording(
        vi="chỉ nêu số mới khi mỗi số đổi từ", en="told anew only where each changed by"
    ),
    "internal_below": Wording(vi="nội bộ: không nêu số dưới", en="within: not told below"),
    "week": Wording(vi="tuần", en="week"),
}
"""What the ledger's keys are called on its page: every key that an act may write, but for those of `UNSAID`."""
VALUES: Mapping[str, Mapping[Any, Wording]] = {
    "agreed": {"yes": Wording(vi="có", en="yes"), "no": Wording(vi="không", en="no")},
    "basis": BASIS_WORDING,
    "capacity": CAPACITY_WORDING,
    "gate": gate_names(),
    "kind": {
        "item": Wording(vi="việc khắc phục", en="an item"),
        "report": Wording(vi="báo cáo", en="a report"),
        **KIND_WORDING,
    },
    "outcome": OUTCOME_WORDING,
    "role": ROLE_WORDING,
    "strength": STRENGTH_WORDING,
    "to": DESTINATION_WORDING,
    "via": VIA_WORDING,
    "what": WHAT,
}
"""What the codes are called that a key may hold."""
