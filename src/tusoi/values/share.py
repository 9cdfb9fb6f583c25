"""A part of a whole, and how numbers are written in each language."""

from dataclasses import dataclass
from decimal import Decimal

from tusoi.values.wording import Wording


@dataclass(frozen=True, slots=True)
class Share:
    """`part` out of `whole`; printed unbroken, as "133/136"."""

    part: int
    whole: int

    def __str__(self) -> str:
        return f"{self.part}/{self.whole}"

    def text(self, lang: str) -> str:
        """The same with the thousands parted as the language does: "4.855/4.999"."""
        return f"{show_number(self.part, lang)}/{show_number(self.whole, lang)}"

    def percent(self, places: int = 2) -> Decimal | None:
        """Per cent to `places` decimals, as it is told; None of a whole of nothing.

        Half up from the exact ratio, but 100 is all and 0 is none: 24,999 of 25,000 is 99.99, not 100.00.
        """
        rounded = self.rounded(places)
        if rounded is None or not 0 < self.part < self.whole:
            return rounded
        least = Decimal(1).scaleb(-places)
        return min(max(rounded, least), 100 - least)

    def rounded(self, places: int = 2) -> Decimal | None:
        """Per cent to `places` decimals, half up from the exact ratio; None of a whole of nothing."""
        if self.whole == 0:
            return None
        # One extra exact step: the quotient is scaled to an integer ratio, so no binary rounding enters.
        scale = 10**places
        doubled, whole = 2 * 100 * scale * self.part + self.whole, 2 * self.whole
        return Decimal(doubled // whole).scaleb(-places)

    def percent_text(self, lang: str, places: int = 2) -> str:
        """ "97,79%" in Vietnamese, "97.79%" in English; "–" of a whole of nothing."""
        percent = self.percent(places)
        return "–" if percent is None else f"{show_decimal(percent, lang)}%"


def show_number(number: int, lang: str) -> str:
    """Thousands parted by a dot in Vietnamese, a comma in English."""
    grouped = f"{number:,}"
    return grouped if lang == "en" else grouped.replace(",", ".")


def count_wording(number: int) -> Wording:
    """A count as each language writes it."""
    return Wording(vi=show_number(number, "vi"), en=show_number(number, "en"))


def show_decimal(number: Decimal, lang: str) -> str:
    """Decimals after a comma in Vietnamese, a point in English."""
    text = f"{number:,f}"
    return text if lang == "en" else text.translate(str.maketrans(",.", ".,"))
