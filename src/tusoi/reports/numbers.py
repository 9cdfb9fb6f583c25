"""How a figure's numbers are written: the only door from figures to text."""

from collections.abc import Mapping

from tusoi.figures.disclosed import Disclosed
from tusoi.figures.figure_set import Basis
from tusoi.reports.document import Number
from tusoi.values.share import Share, show_number


class Numbers:
    """The numbers of one figure set, written in one language.

    A path is a figure's code and the parts below it, parted by dots, as `tusoi figures --json` nests
    them: "units_reviewed.blocks.A". One that no figure has raises UnknownFigure.
    """

    def __init__(self, shown: Disclosed, lang: str) -> None:
        self._told = shown
        self._figures = shown.figures
        self._lang = lang
        self._rules: list[str] = []

    def rules(self) -> str:
        """The sentence by which numbers about persons were written since this was asked last; "" where none was."""
        rules, self._rules = dict.fromkeys(self._rules), []
        return " ".join(rules)

    @property
    def codes(self) -> tuple[str, ...]:
        """Every figure's code, in the order they are printed."""
        return tuple(self._figures.parts)

    def keys(self, path: str) -> tuple[str, ...]:
        """What stands directly below a path; nothing below a single number."""
        node: object = self._figures.parts
        for key in path.split("."):
            node = node.get(key) if isinstance(node, Mapping) else None
        return tuple(node) if isinstance(node, Mapping) else ()

    def value(self, path: str) -> int:
        """The plain number at a path that ends in one.

        Raises:
            AboutPersons: it counts persons or opinions, and is written by `shown` alone.
        """
        return self._figures.value(path)

    def there_are(self, path: str) -> bool:
        """Whether there is anything to write of at a path."""
        return self._figures.counted(path) > 0

    def share(self, part: str, whole: str = "") -> Share:
        """A part of a whole: of two paths, or of one that holds both."""
        if whole:
            return Share(self.value(part), self.value(whole))
        return self._figures.share(part)

    def shown(self, path: str) -> str:
        """ "133/136" where a path is part of a whole, else its number as the language writes it."""
        code = path.split(".")[0]
        read_as = self._figures.definition(code).share
        share = self._told.share(path) if read_as and set(read_as) <= set(self.keys(path)) else None
        if share.is_protected if share else self._told.is_protected(path):
            rule = self._told.rule(code)
            self._rules += [rule.in_(self._lang)] if rule else []
        return share.text(self._lang) if share else self._told.said(path).text(self._lang)

    def basis(self, code: str) -> Basis | None:
        """How many rows of each origin a figure rests on; None of one that counts persons, where that is not told."""
        return self._told.basis(code)

    def is_one(self, path: str) -> bool:
        """Whether the number is written as exactly one."""
        return self._told.said(path).number == 1

    def percent(self, part: str, whole: str = "") -> str:
        """ "97,79%" in Vietnamese, "97.79%" in English."""
        return self.share(part, whole).percent_text(self._lang)

    def cell(self, path: str) -> Number:
        """The number at a path, for a table."""
        return self.number(self.value(path))

    def percent_cell(self, part: str, whole: str = "") -> Number | str:
        """A percentage for a table; a dash of a whole of nothing."""
        share = self.share(part, whole)
        percent, text = share.percent(), share.percent_text(self._lang)
        return text if percent is None else Number(text, int(percent * 100), percent=True)

    def number(self, number: int) -> Number:
        """A number that was added up here from figures, written in the same way."""
        return Number(show_number(number, self._lang), number)
