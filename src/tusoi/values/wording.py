"""A text in the product's two languages, written side by side."""

from dataclasses import dataclass
from datetime import date

from tusoi.values.day import show_day

LANGUAGES = ("vi", "en")


def other_than(lang: str) -> str:
    """The other of the two languages."""
    return "vi" if lang == "en" else "en"


@dataclass(frozen=True, slots=True)
class Wording:
    """One sentence or name, Vietnamese first and English equal to it; `{slot}` marks a place to fill."""

    vi: str
    en: str

    def in_(self, lang: str) -> str:
        """The text in "vi" or "en"; any other language is an error of the caller."""
        if lang not in LANGUAGES:
            raise ValueError(f"no wording in {lang!r}; there are {LANGUAGES}")
        return self.en if lang == "en" else self.vi

    def filled(self, **slots: "str | int | date | Wording") -> "Wording":
        """The same text with its slots filled, each in its language (days as that language writes them)."""
        return Wording(
            vi=self.vi.format(**{name: _shown(value, "vi") for name, value in slots.items()}),
            en=self.en.format(**{name: _shown(value, "en") for name, value in slots.items()}),
        )


def same(text: str) -> Wording:
    """A text that reads alike in both languages: a code, a name, a number."""
    return Wording(vi=text, en=text)


def _shown(value: "str | int | date | Wording", lang: str) -> str:
    if isinstance(value, Wording):
        return value.in_(lang)
    if isinstance(value, date):
        return show_day(value, lang)
    return str(value)
