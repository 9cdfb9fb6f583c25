"""What a reader is told of figures: the one door by which pages, exports, the interface and reports take their numbers.

Counts of organisations, of things and of what was disclosed by decision pass as they are. Counts of persons and opinions are hidden or
rounded by the rules in `disclosure/`; which rules hold depends on who reads.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tusoi.campaigns.access import Reach
from tusoi.figures.disclosure.catalogue import CATALOGUE
from tusoi.figures.disclosure.protecting import How, Release, released
from tusoi.figures.disclosure.rules import Rules, Tier, internal_tier, public_tier
from tusoi.figures.disclosure.words import PER_UNIT, Said, SaidShare, internal_rule, public_rule
from tusoi.figures.figure import Rows
from tusoi.figures.figure_set import Basis, FigureSet, UnknownFigure
from tusoi.organisation.roles import Right
from tusoi.values.wording import Wording

Numbers = Mapping[str, int]


class Reader(StrEnum):
    """Who is told. `HOST` reads on the machine itself, where the records lie; `COMMISSION` reads the case files."""

    HOST = "host"
    COMMISSION = "commission"
    INTERNAL = "internal"
    UNIT = "unit"
    PUBLIC = "public"


def reader_in(reach: Reach) -> Reader:
    """As whom somebody reads figures of a campaign: those who run or supervise it, and those who belong to a unit."""
    if reach.may(Right.SEE_CASES):
        return Reader.COMMISSION
    if reach.may(Right.SEE_WHOLE) or reach.may(Right.SEE_SELF_REVIEWS):
        return Reader.INTERNAL
    return Reader.UNIT


@dataclass(frozen=True, slots=True)
class Disclosed:
    """Figures as a reader is told them. `earlier` are the numbers of each time they were told in public before, the first first."""

    figures: FigureSet
    reader: Reader
    earlier: Sequence[Numbers] = ()

    @property
    def rules(self) -> Rules:
        """The campaign's thresholds."""
        return self.figures.rules

    def said(self, path: str) -> Said:
        """The number at a path as it is told.

        Raises:
            UnknownFigure: there is no such part, or it has parts of its own.
        """
        number = self.figures.counted(path)
        if not self.is_protected(path):
            return Said(number)
        code, _, cell = path.partition(".")
        release = self._release(code)
        if release is None or cell not in release.table.cells:
            return Said(None)
        return Said(release.told(cell), about=release.how[cell] is How.ROUNDED)

    def share(self, path: str) -> SaidShare | None:
        """Part and whole at a path as they are told; None where it is not read as a share."""
        definition = self.figures.definition(path.split(".")[0])
        if definition.share is None:
            return None
        part, whole = (f"{path}.{one}" for one in definition.share)
        try:
            fewest = self.rules.fewest if self.is_protected(part) else 0
            return SaidShare(self.said(part), self.said(whole), fewest)
        except UnknownFigure:
            return None

    def is_protected(self, path: str) -> bool:
        """Whether the number at a path is told only as the rules let."""
        if self.reader is Reader.HOST or not self.figures.is_protected(path):
            return False
        sealed = self.figures.definition(path.split(".")[0]).sealed
        return not (sealed and self.reader is Reader.COMMISSION)

    def rows(self, path: str) -> Rows:
        """The rows behind a number; none behind one about persons, for their number and their weights would tell it."""
        rows = self.figures.rows(path)
        return () if any(map(self.is_protected, self.figures.leaves(path))) else rows

    def basis(self, path: str) -> Basis | None:
        """Where the rows behind a number come from; None behind one about persons, for who counts the rows counts them."""
        if any(map(self.is_protected, self.figures.leaves(path))):
            return None
        return self.figures.basis(path)

    def rule(self, code: str) -> Wording | None:
        """The sentence that stands beside a figure of which a number is told by the rules; None where none is."""
        paths = self.figures.paths(code) if code in self.figures.parts else ()
        if not any(self.is_protected(path) for path in paths):
            return None
        if self._tier is None:
            return PER_UNIT
        return (public_rule if self.reader is Reader.PUBLIC else internal_rule)(self.rules)

    @property
    def _tier(self) -> Tier | None:
        """The rules that hold for the reader; None: nothing about persons is told."""
        if self.reader is Reader.PUBLIC:
            return public_tier(self.rules) if self.figures.units is None else None
        return None if self.reader is Reader.UNIT else internal_tier(self.rules)

    def _release(self, code: str) -> Release | None:
        tier = self._tier
        if tier is None:
            return None

        def release() -> Release:
            earlier = [self._cells(code, numbers) for numbers in self.earlier]
            now = {cell: self.figures.counted(f"{code}.{cell}") for cell in CATALOGUE[code].cells}
            return released(CATALOGUE[code], [*(one for one in earlier if one), now], tier)

        kept = f"told {code} {tier} {len(self.earlier)}"
        return self.figures.once(kept, release)

    def _cells(self, code: str, numbers: Numbers) -> dict[str, int]:
        """The table's cells at an earlier time; none where the campaign had no such figure then."""
        paths = {cell: f"{code}.{cell}" for cell in CATALOGUE[code].cells}
        if not all(path in numbers for path in paths.values()):
            return {}
        return {cell: numbers[path] for cell, path in paths.items()}
