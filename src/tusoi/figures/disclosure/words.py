"""What is said of a number about persons, and the rule in a sentence."""

from dataclasses import dataclass

from tusoi.figures.disclosure.rules import Rules
from tusoi.values.share import Share, show_number
from tusoi.values.wording import Wording

HIDDEN = "*"
"""Stands for a number that is not told, whether for itself or for the sake of another: the two look alike."""
FULL, NOUGHT = ">90%", "<10%"


@dataclass(frozen=True, slots=True)
class Said:
    """A number as it is told: exact, about so many, or not at all (`number` None)."""

    number: int | None
    about: bool = False

    def text(self, lang: str) -> str:
        """ "133", "khoảng 135", "*"."""
        if self.number is None:
            return HIDDEN
        shown = show_number(self.number, lang)
        return _ABOUT.in_(lang).format(number=shown) if self.about else shown


@dataclass(frozen=True, slots=True)
class SaidShare:
    """A part of a whole as both are told; of persons there is no per cent unless both are, of a whole of `fewest` at least."""

    part: Said
    whole: Said
    fewest: int = 0

    @property
    def is_protected(self) -> bool:
        """Whether either number is about so many, or not told."""
        return any(one.about or one.number is None for one in (self.part, self.whole))

    def text(self, lang: str) -> str:
        """ "133/136", "khoảng 120/135", "*/135"."""
        if not self.is_protected:
            return f"{self.part.number}/{self.whole.number}"
        part, whole = self.part.text(lang), self.whole.text(lang)
        return f"{part}/{whole.rsplit(' ', 1)[-1] if self.part.about else whole}"

    def percent_text(self, lang: str) -> str:
        """Two decimals of exact numbers; whole per cent of rounded ones; "" where either is not told or they are few."""
        if self.part.number is None or self.whole.number is None:
            return ""
        share = Share(self.part.number, self.whole.number)
        if not self.is_protected and not self.fewest:
            return share.percent_text(lang)
        percent = share.percent(0)
        if percent is None or share.whole < self.fewest:
            return ""
        if share.part >= share.whole:
            return FULL
        return NOUGHT if share.part == 0 else f"{percent}%"


def public_rule(rules: Rules) -> Wording:
    """The rule for reports and the public, in one sentence."""
    return _PUBLIC.filled(
        round_to=rules.round_to,
        below=rules.hidden_below,
        fewest=rules.fewest,
        change=rules.least_change,
    )


def internal_rule(rules: Rules) -> Wording:
    """The rule for those who run or supervise the campaign."""
    return _INTERNAL.filled(below=rules.internal_below)


_ABOUT = Wording(vi="khoảng {number}", en="about {number}")
_PUBLIC = Wording(
    vi="Số đếm về người: làm tròn đến {round_to}; dưới {below} không nêu (dấu *), cũng không nêu số nào mà từ đó suy ra được số ấy. Tổng dưới {fewest} thì không nêu từng phần. Chỉ nêu số mới khi mỗi số đổi từ {change} trở lên hoặc giữ nguyên; chưa thì giữ số đã nêu.",
    en="Counts of persons: rounded to {round_to}; below {below} not told (*), nor any number from which one of those could be worked out. Of a whole below {fewest} no part is told. New numbers are told only when each changed by {change} or more, or not at all; until then the earlier ones stand.",
)
_INTERNAL = Wording(
    vi="Số đếm về người: dưới {below} không nêu (dấu *), cũng không nêu số nào mà từ đó suy ra được số ấy.",
    en="Counts of persons: below {below} not told (*), nor any number from which one of those could be worked out.",
)
PER_UNIT = Wording(
    vi="Số đếm về người không nêu theo từng đơn vị (dấu *); số của cả đợt có trong báo cáo.",
    en="Counts of persons are not told unit by unit (*); those of the whole campaign stand in its report.",
)
