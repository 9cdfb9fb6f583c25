"""The limits that a campaign may set of its cases, in the `[discipline]` of its file; none shorter than the rule allows."""

from collections.abc import Mapping
from dataclasses import dataclass

from tusoi.discipline.rules.levels import Mark
from tusoi.values.setting import Setting, Settings
from tusoi.values.wording import Wording

SETTINGS: Settings = {
    "reply_days": Setting(10, (10, 90)),
    "appeal_months": Setting(1, (1, 12)),
    "settle_days": Setting(90, (1, 180)),
}
"""The least window for a reply and the least time for an appeal may be made longer, never shorter than here; the time
to settle an appeal no longer than the longest that is known."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The limits of a campaign's cases: the least days for a reply, months for an appeal, days to settle one.

    `told`: those that its file names; of the others the least (or, to settle, the usual) holds.
    """

    reply_days: int = SETTINGS["reply_days"].default
    appeal_months: int = SETTINGS["appeal_months"].default
    settle_days: int = SETTINGS["settle_days"].default
    told: frozenset[str] = frozenset()


def terms_of(told: Mapping[str, int]) -> Terms:
    """The limits as a campaign told them."""
    known = {name: days for name, days in told.items() if name in SETTINGS}
    return Terms(**known, told=frozenset(known))


@dataclass(frozen=True, slots=True)
class Term:
    """One limit in words, with its source and how well that is known."""

    what: Wording
    source: Wording
    mark: Mark


def terms_in_words(terms: Terms) -> tuple[Term, ...]:
    """The limits one by one, as a page says them."""
    return tuple(
        Term(what.filled(number=getattr(terms, name)), _SET if name in terms.told else source, mark)
        for name, (what, source, mark) in _WORDS.items()
    )


_SET = Wording(
    vi="tệp của đợt kiểm điểm, mục [discipline]; không ngắn hơn mức tối thiểu của quy tắc",
    en="the campaign's file, [discipline]; never below the rule's minimum",
)
_WORDS = {
    "reply_days": (
        Wording(
            vi="Trả lời: ít nhất {number} ngày sau ngày thông báo, ghi muộn thì sau ngày ghi",
            en="Reply: at least {number} days after the notice, or after it was recorded where that is later",
        ),
        Wording(
            vi="quyền được trình bày ý kiến; số ngày là mức tối thiểu của phần mềm",
            en="the right to be heard; the number of days is this software's minimum",
        ),
        Mark.OURS,
    ),
    "appeal_months": (
        Wording(
            vi="Khiếu nại: trong {number} tháng kể từ ngày nhận quyết định, ghi muộn thì từ ngày ghi",
            en="Appeal: within {number} month(s) of receiving the decision, or of its recording where that is later",
        ),
        Wording(
            vi="một tháng (báo điện tử Đảng Cộng sản Việt Nam; báo này cũng nêu 30 ngày làm việc)",
            en="one month (the Party's e-paper, which also reads it as 30 working days)",
        ),
        Mark.READ,
    ),
    "settle_days": (
        Wording(
            vi="Giải quyết khiếu nại: trong {number} ngày",
            en="Settling an appeal: within {number} days",
        ),
        Wording(
            vi="90 ngày ở cấp tỉnh trở xuống, 180 ngày ở trung ương; để theo dõi, không chặn",
            en="90 days at province level and below, 180 at the centre; shown, and stops nothing",
        ),
        Mark.GENERAL,
    ),
}
