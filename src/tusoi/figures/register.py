"""The register of figures: every file in `definitions/`, in the order in which they are printed."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from tusoi.figures import definitions
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


@cache
def figures() -> tuple[Figure, ...]:
    """All figures there are."""
    found = (
        import_module(f"{definitions.__name__}.{module.name}").FIGURE
        for module in iter_modules(definitions.__path__)
    )
    return tuple(sorted(found, key=_place))


def _place(figure: Figure) -> tuple[int, str]:
    place = ORDER.index(figure.code) if figure.code in ORDER else len(ORDER)
    return place, figure.code
