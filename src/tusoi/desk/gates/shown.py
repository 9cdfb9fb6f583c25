"""Each gate as its page shows it: open, closed or waived, who can clear it, and what the reader may do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from tusoi.desk.acts import Act, open_acts
from tusoi.desk.found import held_for_good
from tusoi.desk.unit import UnitPage
from tusoi.gates.gate import Gate, Refusal
from tusoi.gates.queries import Gatekeeper, GateStanding
from tusoi.gates.waiver import Waiver
from tusoi.organisation.queries import account_names
from tusoi.organisation.roles import Right
from tusoi.values.clock import today
from tusoi.values.wording import Wording


@dataclass(frozen=True, slots=True)
class WaiverShown:
    """A waiver with the names of who asked and decided it, and whether the reader may decide or withdraw it."""

    waiver: Waiver
    asked_by: str
    decided_by: str
    may_decide: bool
    may_withdraw: bool

    @property
    def key(self) -> str:
        """The name of its form."""
        return form_key(self.waiver.gate, str(self.waiver.number))

    @property
    def words_id(self) -> str:
        """The name of its field on the page."""
        return f"words_{self.key}"


@dataclass(frozen=True, slots=True)
class GateShown:
    """A gate, how it stands, the acts by which the reader clears it, and whether the reader may ask for a waiver."""

    gate: Gate
    refusal: Refusal | None
    in_force: Waiver | None
    waivers: tuple[WaiverShown, ...]
    acts: tuple[Act, ...]
    may_ask: bool
    who: Wording

    @property
    def ask_key(self) -> str:
        """The name of the form by which a waiver is asked."""
        return form_key(self.gate.code, "")

    @property
    def words_id(self) -> str:
        """The name of the reason's field on the page."""
        return f"words_{self.ask_key}"

    @property
    def until_id(self) -> str:
        """The name of the day's field on the page."""
        return f"until_{self.ask_key}"


def form_key(gate: str, number: str) -> str:
    """Which of the page's forms was sent: of a gate, and of a waiver where it is about one."""
    return f"{gate}_{number}"


def gates_shown(page: UnitPage, gates: Gatekeeper) -> tuple[GateShown, ...]:
    """Every gate as of the page's day; of today, as it stands before a session to be recorded now. One query."""
    each = gates.each_gate(page.unit, page.day, to_be_held=page.day == today())
    names = account_names(_people(each))
    acts = open_acts(page)
    return tuple(
        GateShown(
            gate=one.gate,
            refusal=one.refusal,
            in_force=one.in_force,
            waivers=tuple(_waiver(page, waiver, names) for waiver in one.waivers),
            acts=tuple(act for act in acts if one.is_closed and act.clears in one.gate.cleared_by),
            may_ask=_may_ask(page, one),
            who=gates.who_can_clear(one.gate),
        )
        for one in each
    )


def _people(each: Iterable[GateStanding]) -> set[UUID]:
    """Whoever asked or decided any of the waivers."""
    waivers = [waiver for one in each for waiver in one.waivers]
    asked = {waiver.asked.by for waiver in waivers}
    return asked | {waiver.decided.by for waiver in waivers if waiver.decided}


def _waiver(page: UnitPage, waiver: Waiver, names: Mapping[UUID, str]) -> WaiverShown:
    me, asked = page.asked.reach.asker.id, page.asked
    may = not asked.query and asked.reach.may(Right.ALLOW_WAIVER, page.unit)
    now = today()
    by = waiver.decided.by if waiver.decided else None
    return WaiverShown(
        waiver=waiver,
        asked_by=names.get(waiver.asked.by, ""),
        decided_by=names.get(by, "") if by else "",
        may_decide=may and waiver.is_waiting and waiver.asked.by != me,
        may_withdraw=may and by == me and waiver.covers(now, to_be_held=True),
    )


def _may_ask(page: UnitPage, one: GateStanding) -> bool:
    return (
        not page.asked.query
        and one.is_closed
        and one.gate.waivable
        and held_for_good(page) is None
        and not any(waiver.is_waiting for waiver in one.waivers)
        and page.asked.reach.may(Right.ASK_WAIVER, page.unit)
    )
