"""The unit that a page of its review is about, as the figures have it; and what such a page shows of a refused form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.http import QueryDict

from tusoi.campaigns.asked import Asked
from tusoi.campaigns.typed import NotAsAsked, Typed
from tusoi.desk.unit import UnitPage, unit_page
from tusoi.figures.engine import figures_around
from tusoi.figures.figure_set import FigureSet
from tusoi.figures.stages import Stage, held_on
from tusoi.gates.queries import Gatekeeper
from tusoi.ledger.actions import Told
from tusoi.organisation.access import NotThere
from tusoi.organisation.roles import Right
from tusoi.values.day import When
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording


@dataclass(frozen=True, slots=True)
class Form:
    """A form as it is shown: what was typed, the fault of each field, why it was refused, and which form it was."""

    typed: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, Wording] = field(default_factory=dict)
    refused: Refused | None = None
    which: str = ""

    @classmethod
    def of_refused(cls, sent: QueryDict, refused: Refused, which: str = "") -> "Form":
        """The form that was sent, with what was typed and why it was refused."""
        faults = refused.faults if isinstance(refused, NotAsAsked) else {}
        said = {name: str(value) for name, value in sent.items()}
        return cls(said, faults, refused, which)


EMPTY = Form()


def unit_found(asked: Asked, unit: str, *, right: Right = Right.SEE) -> UnitPage:
    """The file of one unit, out of what is kept of the figures; `right` is what its page asks for.

    Raises:
        NotThere: the reader has not that right over the unit, or the campaign has none of that code.
    """
    asked.reach.require(right, unit)
    figures, gates = figures_for(asked, unit, units=asked.units)
    return unit_page(asked, figures, gates, unit)


def figures_for(
    asked: Asked, unit: str, *, units: frozenset[str] | None
) -> tuple[FigureSet, Gatekeeper]:
    """What a page of one unit is made of, within `units`: the figures and the gatekeeper, as it is asked for."""
    code, day, by = asked.campaign.code, asked.as_of, asked.known_by
    return figures_around(code, unit, as_of=day, known_by=by, units=units)


def held_for_good(page: UnitPage) -> When | None:
    """The day from which the review counts as held, unless the group asks for it to be held again."""
    return None if page.stage is Stage.TO_REDO else held_on(page.file)


def done(sent: QueryDict, which: str, act: Callable[[Typed], Told]) -> Told | Form:
    """What came of a form that was sent: what was told, or the form again with what was typed and why.

    Raises:
        NotThere: it was not the asker's to send.
    """
    typed = Typed(sent)
    try:
        return act(typed)
    except NotThere:
        raise
    except Refused as refused:
        return Form.of_refused(sent, refused, which)


RECORDED = Wording(vi="Đã ghi.", en="Recorded.")
RECORDED_BEFORE = Wording(
    vi="Việc này đã được ghi từ trước; không có gì thay đổi.",
    en="This was recorded before; nothing changed.",
)


def receipt(told: Told) -> Wording:
    """What is said after a form was taken."""
    return RECORDED if told.changes else RECORDED_BEFORE


def receipt_for(told: Told, act: Wording) -> Wording:
    """The same, with what the act was."""
    return (_ACT_RECORDED if told.changes else _ACT_RECORDED_BEFORE).filled(act=act)


_ACT_RECORDED = Wording(vi="Xong: {act}.", en="Done: {act}.")
_ACT_RECORDED_BEFORE = Wording(
    vi="Việc này đã được ghi từ trước; không có gì thay đổi: {act}.",
    en="This was recorded before; nothing changed: {act}.",
)
