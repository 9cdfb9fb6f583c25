"""The register of figures: every file in `definitions/`, in the order in which they are printed."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from tusoi.figures import definitions
from tusoi.figures.disclosure.catalogue import CATALOGUE
from tusoi.figures.figure import Figure

ORDER = (
    "units_reviewed",
    "units_not_reviewed",
    "discipline_before_review",
    "discipline_through_review",
    "discipline_phase_not_stated",
    "cases_known",
    "working_groups",
    "verdicts",
    "signs_seen",
    "speaking",
    "topics_suggested",
    "topics_unanswered",
    "findings_with_address",
    "opinions_asked",
    "voices",
    "issues_answered",
    "relation_with_people",
    "remediation_items",
    "remedy_plans",
    "breaches",
    "waivers",
)
"""The printed order; a figure that is not named here comes after, by its code."""


class NotInCatalogue(Exception):
    """A figure counts persons or opinions, and no table of the catalogue says how they are protected."""


@cache
def figures() -> tuple[Figure, ...]:
    """All figures there are.

    Raises:
        NotInCatalogue: one of them counts persons or opinions in no table.
    """
    found = (
        import_module(f"{definitions.__name__}.{module.name}").FIGURE
        for module in iter_modules(definitions.__path__)
    )
    return tuple(sorted((in_catalogue(one) for one in found), key=_place))


def in_catalogue(figure: Figure) -> Figure:
    """A figure of which every number about persons has a table.

    Raises:
        NotInCatalogue: it has none.
    """
    table = CATALOGUE.get(figure.code)
    protected = {part for part, whom in figure.counts_in.items() if whom.is_protected}
    if table is None and (figure.counts.is_protected or protected):
        raise NotInCatalogue(
            f"“{figure.code}” counts {figure.counts}: add its table to disclosure/catalogue.py"
        )
    if table is not None and not protected <= set(table.cells):
        raise NotInCatalogue(f"“{figure.code}” counts persons in a part that its table has not")
    return figure


def _place(figure: Figure) -> tuple[int, str]:
    place = ORDER.index(figure.code) if figure.code in ORDER else len(ORDER)
    return place, figure.code
