"""What the figures of a campaign are, once they are counted: every number by its path, with the rows behind it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any, TypeVar

from tusoi.campaigns.queries import NO_FAMILY, CampaignView, Family
from tusoi.figures.disclosure.rules import DEFAULTS, Rules
from tusoi.figures.figure import (
    Figure,
    Part,
    Parts,
    Rows,
    RowsApart,
    Sum,
    at,
    each_row,
    has_rows,
    number,
    paths_of,
    rows_of,
)
from tusoi.figures.labels import campaign_names, part_name
from tusoi.figures.pieces import Pieces, part_in, source_of
from tusoi.figures.printed import PrintedComparison, compare
from tusoi.figures.progress import Changes, changes_in
from tusoi.figures.records import NOTHING, Records
from tusoi.figures.register import figures
from tusoi.values.moment import show_moment
from tusoi.values.origin import Origin
from tusoi.values.refusal import Refused
from tusoi.values.share import Share
from tusoi.values.wording import Wording

Value = TypeVar("Value")


class UnknownFigure(Refused):
    """No figure, or no part of one, is called so."""


class AboutPersons(Exception):
    """A number about persons was asked for as it is; `tusoi.figures.disclosed` says what may be told of it."""


@dataclass(frozen=True, slots=True)
class Basis:
    """How many of the rows behind a figure a record states, how many are derived, how many reconstructed."""

    record: int
    derived: int
    reconstruction: int

    @classmethod
    def of(cls, origins: Mapping[Origin, int]) -> "Basis":
        """How many there are of each origin."""
        return cls(
            *(origins.get(one, 0) for one in (Origin.RECORD, Origin.DERIVED, Origin.RECONSTRUCTION))
        )

    @property
    def rests_on_reconstruction(self) -> bool:
        """Whether any row behind it was reconstructed."""
        return self.reconstruction > 0


@dataclass(frozen=True)
class FigureSet:
    """All figures of a campaign as of a day, as known by a moment, with the rows behind every number.

    `records` is what they were counted from; `units` are those within which they were counted (None: all).
    `worked_out` holds what pages have made of them; it is shared for as long as the figures are kept. `family` are
    the campaigns next to this one in a cascade, `rules` those by which numbers about persons are told (`disclosed.py`).
    Of a campaign counted in pieces (`figures_in_pieces`) `records` has no unit's file: its `pieces` are read again for rows.
    """

    campaign: CampaignView
    as_of: date
    known_by: datetime
    parts: Mapping[str, Parts]
    records: Records = NOTHING
    units: frozenset[str] | None = None
    worked_out: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    family: Family = NO_FAMILY
    rules: Rules = DEFAULTS
    pieces: Pieces | None = field(default=None, compare=False, repr=False)

    @property
    def owing(self) -> int:
        """How many units owe a review on the day, by the tree of that day."""
        return self.counted("units_reviewed.due")

    @property
    def changes(self) -> Changes:
        """By how many units those that owe a review, and those that held it, changed from day to day."""
        return self.once("changes", lambda: changes_in(self.records))

    @property
    def ended(self) -> tuple[tuple[str, date], ...]:
        """The units that owed one earlier and are not counted on the day, by their codes, each with its last day."""
        return self.once("ended", lambda: self.records.ended_by(self.as_of))

    @property
    def units_owing(self) -> frozenset[str]:
        """The codes of the units that owe a review on the day."""
        return self.once(
            "units_owing",
            lambda: frozenset(file.unit for file, _ in self.records.owing(self.as_of)),
        )

    def knowing(self, **worked_out: Any) -> "FigureSet":
        """The same with what somebody else worked out, for figures without the records to do it."""
        return replace(self, worked_out={**self.worked_out, **worked_out})

    def once(self, name: str, make: Callable[[], Value]) -> Value:
        """What `make` works out of these figures alone, by a name of its own; made once."""
        if name not in self.worked_out:
            self.worked_out[name] = make()
        kept: Value = self.worked_out[name]
        return kept

    def value(self, path: str) -> int:
        """The number at a dotted path, such as "units_reviewed.blocks.A.done".

        Raises:
            UnknownFigure: there is no such part, or it has parts of its own.
            AboutPersons: it counts persons or opinions, and is told only as `disclosed.py` lets.
        """
        number = self.counted(path)
        if self.is_protected(path):
            raise AboutPersons(path)
        return number

    def is_protected(self, path: str) -> bool:
        """Whether the number at a path counts persons or opinions."""
        return self.definition(path.split(".")[0]).whom(path).is_protected

    def counted(self, path: str) -> int:
        """The number as it was counted, whomever it counts: for sums, for `disclosed.py` and for the host's own command line.

        Raises:
            UnknownFigure: there is no such part, or it has parts of its own.
        """
        try:
            return number(self._at(path))
        except TypeError:
            raise UnknownFigure(_HAS_PARTS.filled(path=path)) from None

    def share(self, path: str) -> Share:
        """Part and whole of a figure, or of a block of it that has the same two parts.

        Raises:
            UnknownFigure: it is not read so.
            AboutPersons: it counts persons or opinions.
        """
        definition = self.definition(path.split(".")[0])
        if definition.share is None:
            raise UnknownFigure(_NO_SHARE.filled(path=path))
        part, whole = definition.share
        return Share(self.value(f"{path}.{part}"), self.value(f"{path}.{whole}"))

    def rows(self, path: str) -> Rows:
        """Every row behind a number, or behind all numbers of a figure; read again where they are not at hand."""
        return rows_of(self.with_rows(path)._at(path))

    def few_rows(self, path: str) -> Rows | None:
        """Every row behind a number where they are at hand, as for whoever names them; None: too many to be kept."""
        part = self._at(path)
        return rows_of(part) if has_rows(part) else None

    def with_rows(self, path: str) -> "FigureSet":
        """The same figures with every row behind the numbers at a path at hand."""
        if has_rows(self._at(path)):
            return self
        if self.pieces is None:
            raise RowsApart(path)
        code = path.split(".")[0]
        again = part_in(self.pieces, self.definition(code), self.as_of)
        return replace(self, parts={**self.parts, code: again})

    def basis(self, path: str) -> Basis:
        """Where the rows behind a number come from: rows of the workbooks and acts on the pages, each counted once."""

        def basis() -> Basis:
            rows = each_row(self.with_rows(path)._at(path))
            return Basis.of(Counter(origin for *_, origin in {source_of(row) for row in rows}))

        return self.once(f"basis {path}", basis)

    @property
    def rests_on_reconstruction(self) -> bool:
        """Whether any row behind any figure was reconstructed."""
        return self.once("rests on reconstruction", self._any_reconstruction)

    def _any_reconstruction(self) -> bool:
        return any(
            row.provenance.origin is Origin.RECONSTRUCTION
            for part in self.parts.values()
            for row in each_row(part)
        )

    def definition(self, code: str) -> Figure:
        """The figure of that code."""
        found = next((figure for figure in figures() if figure.code == code), None)
        if found is None:
            raise UnknownFigure(_UNKNOWN.filled(path=code, known=", ".join(self.parts)))
        return found

    def part_of(self, path: str) -> Wording:
        """What the number at a path is called within its figure: "by block: Block A"; empty for the figure itself."""
        names = campaign_names(self.campaign)
        said = [part_name(step, names) for step in path.split(".")[1:]]
        return Wording(vi=": ".join(one.vi for one in said), en=": ".join(one.en for one in said))

    @cached_property
    def printed(self) -> tuple[PrintedComparison, ...]:
        """What a document prints, each held against ours; nothing within some units: it speaks of all.

        What is printed of persons is not held against ours: whether the two agree would tell the number.
        """
        if self.units is not None:
            return ()
        told = self.campaign.printed
        there = told.get("figures", {})
        open_to_all = {path: one for path, one in there.items() if not self.is_protected(path)}
        return tuple(compare({**told, "figures": open_to_all}, self))

    def disagreements(self) -> Iterator[tuple[Sum, int, int]]:
        """Declared sums that do not agree, with the whole and what its parts come to."""
        for figure in figures():
            for declared in figure.sums:
                whole = self.counted(declared.whole)
                parts = sum(number(part) for path in declared.parts for part in self._each(path))
                if whole != parts:
                    yield declared, whole, parts

    def paths(self, code: str) -> tuple[str, ...]:
        """Every number of a figure by its dotted path, in printed order."""
        return tuple(paths_of(code, self.parts[code]))

    def leaves(self, path: str) -> tuple[str, ...]:
        """The numbers at or below a path.

        Raises:
            UnknownFigure: there is no such part.
        """
        self._at(path)
        inner = self.paths(path.split(".")[0])
        return tuple(one for one in inner if one == path or one.startswith(f"{path}."))

    def as_json(self, lang: str) -> dict[str, Any]:
        """The figures as `tusoi figures --json` prints them; each with `basis` and, where it is, `printed`."""
        return {
            "campaign": self.campaign.code,
            "as_of": self.as_of.isoformat(),
            "known_by": show_moment(self.known_by),
            "figures": {code: self._figure_json(code, lang) for code in self.parts},
        }

    def _figure_json(self, code: str, lang: str) -> dict[str, Any]:
        basis = self.basis(code)
        shown = numbers_in(self.parts[code])
        shown["basis"] = {origin.value: getattr(basis, origin.value) for origin in Origin}
        printed = [one.as_json(lang) for one in self.printed if one.path.split(".")[0] == code]
        return {**shown, "printed": printed} if printed else shown

    def _at(self, path: str) -> Part:
        try:
            return at(self.parts, path)
        except KeyError:
            raise UnknownFigure(_UNKNOWN.filled(path=path, known=", ".join(self.parts))) from None

    def _each(self, path: str) -> Iterator[Part]:
        """The parts a path names; "*" stands for every part at its level."""
        yield from _matching(self.parts, tuple(path.split(".")))


@dataclass(frozen=True, slots=True)
class Numbers:
    """Every number of a campaign by its path, and no row behind any: what a roll-up keeps of the campaigns below."""

    by_path: Mapping[str, int]
    rests_on_reconstruction: bool

    @classmethod
    def of(cls, figures: FigureSet) -> "Numbers":
        """Those of some figures."""
        return cls(
            {path: figures.counted(path) for code in figures.parts for path in figures.paths(code)},
            figures.rests_on_reconstruction,
        )


def numbers_in(parts: Parts) -> dict[str, Any]:
    """The same parts with the number alone of each."""
    return {
        name: numbers_in(part) if isinstance(part, Mapping) else number(part)
        for name, part in parts.items()
    }


def _matching(part: Part, path: tuple[str, ...]) -> Iterator[Part]:
    if not path:
        yield part
        return
    if not isinstance(part, Mapping):
        return
    names = part if path[0] == "*" else (path[0],)
    for name in names:
        yield from _matching(part[name], path[1:])


_UNKNOWN = Wording(
    vi="Không có số liệu “{path}”; các số liệu có: {known}.",
    en="There is no figure “{path}”; there are: {known}.",
)
_HAS_PARTS = Wording(
    vi="“{path}” gồm nhiều số; hãy nêu rõ một số, ví dụ thêm tên phần sau dấu chấm.",
    en="“{path}” has several numbers; name one of them, after a dot.",
)
_NO_SHARE = Wording(
    vi="“{path}” không được đọc như một tỷ lệ.", en="“{path}” is not read as part of a whole."
)
