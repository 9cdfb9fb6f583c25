"""How a figure's numbers are written: the only door from figures to text."""

from collections.abc import Mapping
from typing import Any

from tusoi.figures.engine import FigureSet
from tusoi.values.share import Share, show_number


class Numbers:
    """The numbers of one figure set, written in one language.

    A path is a figure's code and the keys below it, parted by dots, as the JSON of `tusoi figures`
    nests them: "units_reviewed.blocks.A".
    """

    def __init__(self, figures: FigureSet, lang: str) -> None:
        self._figures = figures
        self._lang = lang
        # Asked once: it tells what stands below a path, the numbers themselves are asked one by one.
        self._tree: Mapping[str, Any] = figures.as_json(lang)["figures"]

    @property
    def codes(self) -> tuple[str, ...]:
        """Every figure's code, in the order they are printed."""
        return tuple(self._tree)

    def keys(self, path: str) -> tuple[str, ...]:
        """What stands directly below a path.

        Raises:
            KeyError: no figure has that path.
        """
        node = self._node(path)
        return tuple(node) if isinstance(node, Mapping) else ()

    def value(self, path: str) -> int:
        """The plain number at a path that ends in one.

        Raises:
            KeyError: no figure has that path, or it is no single number.
        """
        if isinstance(self._node(path), Mapping):
            raise KeyError(f"{path} is several numbers; name one of {self.keys(path)}")
        return self._figures.value(path)

    def share(self, part: str, whole: str = "") -> Share:
        """A part of a whole: of two paths, or of one that holds both done and due."""
        if whole:
            return Share(self.value(part), self.value(whole))
        return self._figures.share(part)

    def shown(self, path: str) -> str:
        """ "133/136" where a path holds done and due, else its number as the language writes it."""
        if {"done", "due"} <= set(self.keys(path)):
            return str(self.share(path))
        return show_number(self.value(path), self._lang)

    def percent(self, part: str, whole: str = "") -> str:
        """ "97,79%" in Vietnamese, "97.79%" in English."""
        return self.share(part, whole).percent_text(self._lang)

    def number(self, number: int) -> str:
        """A number that was added up here from figures, written in the same way."""
        return show_number(number, self._lang)

    def _node(self, path: str) -> Any:
        node: Any = self._tree
        for key in path.split("."):
            if not isinstance(node, Mapping) or key not in node:
                raise KeyError(f"no figure has the path {path}")
            node = node[key]
        return node
