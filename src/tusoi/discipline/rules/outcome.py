"""How a case ends, and how an appeal is settled. Plain words."""

from enum import StrEnum

from tusoi.values.wording import Wording


class Outcome(StrEnum):
    """How a case ended."""

    APPLIED = "applied"
    LAPSED = "lapsed"
    NONE = "none"


class Settlement(StrEnum):
    """How an appeal was settled."""

    UPHELD = "upheld"
    LIGHTER = "lighter"
    LIFTED = "lifted"


OUTCOME_WORDING = {
    Outcome.APPLIED: Wording(vi="thi hành hình thức đã biểu quyết", en="the form voted is applied"),
    Outcome.LAPSED: Wording(
        vi="đã hết thời hiệu: không thi hành hình thức kỷ luật",
        en="the limitation period has run: no form is applied",
    ),
    Outcome.NONE: Wording(vi="không thi hành kỷ luật", en="no discipline"),
}
SETTLEMENT_WORDING = {
    Settlement.UPHELD: Wording(vi="giữ nguyên quyết định", en="the decision is upheld"),
    Settlement.LIGHTER: Wording(vi="giảm hình thức kỷ luật", en="a lighter form"),
    Settlement.LIFTED: Wording(vi="xóa bỏ quyết định", en="the decision is lifted"),
}
