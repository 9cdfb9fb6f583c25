"""The fixed catalogue of tables about persons: a number about persons that stands in none is told nobody."""

from collections.abc import Mapping
from dataclasses import dataclass

from tusoi.values.wording import Wording

Sums = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its cells by name, which of them make up which (`sums`), and whom it would hurt.

    `population` is the cell of all who are counted ("": there is none); `known` says that everybody can find that number
    out anyway, as who sits on a collective. `exact` are cells that are told as they are. A name that stands in `sums` alone is
    a remainder: nobody prints it, and it is protected like a cell. `protects` is the role in which persons are counted.
    """

    code: str
    cells: tuple[str, ...]
    protects: Wording
    sums: Sums = ()
    population: str = ""
    known: bool = False
    exact: tuple[str, ...] = ()

    @property
    def remainders(self) -> tuple[str, ...]:
        """What is left of a whole and not printed."""
        named = [name for whole, parts in self.sums for name in (whole, *parts)]
        return tuple(name for name in dict.fromkeys(named) if name not in self.cells)

    def is_known(self, name: str) -> bool:
        """Whether everybody has the number anyway: it is told as it is, or can be found out."""
        return name in self.exact or (self.known and name == self.population)

    def filled(self, numbers: Mapping[str, int]) -> dict[str, int]:
        """The cells' numbers, with what is left of each whole."""
        found = {cell: numbers[cell] for cell in self.cells}
        for whole, parts in self.sums:
            for part in parts:
                if part not in found:
                    found[part] = found[whole] - sum(found[one] for one in parts if one != part)
        return found


_REVIEWED = Wording(vi="người được kiểm điểm", en="persons reviewed")
_CONTRIBUTORS = Wording(vi="người góp ý", en="contributors")
CATALOGUE: Mapping[str, Table] = {
    table.code: table
    for table in (
        Table(
            "speaking",
            ("had_to_be_called_on", "of_their_own_accord", "spoke", "silent", "called"),
            _REVIEWED,
            (
                ("called", ("spoke", "silent")),
                ("spoke", ("had_to_be_called_on", "of_their_own_accord")),
            ),
            population="called",
            known=True,
        ),
        Table(
            "opinions_asked",
            ("invited", "answered"),
            _CONTRIBUTORS,
            (("invited", ("answered", "silent")),),
            population="invited",
        ),
        Table("relation_with_people", ("people",), _CONTRIBUTORS),
        Table(
            "cases_known",
            ("known", "decided", "undecided"),
            Wording(vi="người đang bị xem xét kỷ luật", en="persons whose case is open"),
            (("known", ("decided", "undecided")),),
            exact=("decided",),
        ),
        Table("felt", ("put_right", "still_not"), _CONTRIBUTORS),
        Table("felt_by_receipt", ("roi", "mot-phan", "chua"), _CONTRIBUTORS),
    )
}
"""By the figure's code; the last two are no figures: what those affected said of one item, and what those said who hold a
receipt, in the whole campaign. Per unit nothing of a table is told: it is rolled up to the campaign."""
