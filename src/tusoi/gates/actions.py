"""Asking that a gate be set aside for one review, allowing or refusing it, taking it back."""

from dataclasses import dataclass
from datetime import date

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import (
    LAST_YEAR,
    REASON_LENGTH,
    Seat,
    campaign_act,
    review_of,
    round_of,
    tell_by_hand,
)
from tusoi.campaigns.conflicts import refuse_same_hand, refuse_tied
from tusoi.campaigns.queries import family_of
from tusoi.gates.events import WAIVER_ALLOWED, WAIVER_ASKED, WAIVER_REFUSED, WAIVER_WITHDRAWN
from tusoi.gates.gate import Gate
from tusoi.gates.models import WaiverAsked, WaiverDecided, WaiverStep, WaiverWithdrawn
from tusoi.gates.order import NO_ORDER, Order
from tusoi.gates.queries import GateStanding, gatekeeper
from tusoi.gates.register import gates
from tusoi.gates.waiver import Waiver
from tusoi.ledger.actions import Act, Told
from tusoi.ledger.source import by_hand
from tusoi.organisation.roles import Right
from tusoi.text.forms import tidy
from tusoi.values.clock import today
from tusoi.values.day import When
from tusoi.values.refusal import Refused, too_long
from tusoi.values.wording import Wording, same


class NoSuchGate(Refused):
    """No gate is called so."""


class NeverWaived(Refused):
    """The gate may not be waived for any review."""


class WordsMissing(Refused):
    """A waiver is asked without a reason, or decided without words, or with too many."""


class DayPast(Refused):
    """A waiver until a day that is past, or further ahead than any record."""


class GateNotClosed(Refused):
    """The gate does not stand before the review, so there is nothing to waive."""


class WaiverThere(Refused):
    """A waiver of the gate waits for a decision, or is in force."""


class NoSuchWaiver(Refused):
    """No such waiver was asked, or it is not one to be withdrawn."""


class SamePerson(Refused):
    """Whoever asked for a waiver does not decide it."""


class DecidedAlready(Refused):
    """Somebody decided the waiver meanwhile."""


class OrderNotAsked(Refused):
    """The campaign stands in a cascade, and whoever asks about its gates has not asked what comes first."""


class NotWhoAllowed(Refused):
    """A waiver is withdrawn by whoever allowed it."""


@dataclass(frozen=True, slots=True)
class _Case:
    """What an act on a waiver is about: the unit's gate, as it stands today."""

    unit: str
    standing: GateStanding

    def fact(self, number: int, step: str) -> dict[str, object]:
        """The columns that every step of the waiver shares."""
        code = self.standing.gate.code
        columns = by_hand(self.unit, f"waiver-{code}-{number}-{step}", today())
        return {**columns, "gate": code, "number": number}

    def numbered(self, number: int) -> Waiver:
        """The waiver of that number.

        Raises:
            NoSuchWaiver: none was asked.
        """
        found = next((one for one in self.standing.waivers if one.number == number), None)
        if found is None:
            raise NoSuchWaiver(_NONE_ASKED.filled(gate=self.standing.gate.name, unit=self.unit))
        return found


def order_asked(reach: Reach, order: Order | None) -> Order:
    """What a cascade lets come first; without it only a campaign that stands by itself goes on.

    Raises:
        OrderNotAsked: the campaign has others next to it, and nobody asked.
    """
    if order is not None:
        return order
    if family_of(reach.campaign.code).codes:
        raise OrderNotAsked(_ORDER_NOT_ASKED)
    return NO_ORDER


def ask_waiver(
    reach: Reach,
    unit: str,
    gate: str,
    reason: str,
    until: date,
    *,
    held_on: When | None = None,
    order: Order | None = None,
) -> Told:
    """Ask that one gate be set aside for the unit's review, from when it is allowed until a day.

    `held_on` is the day from which the review counts as held, which the caller knows: figures come later. So
    with `order`, what a cascade lets come first (figures.engine.gates_of): without it a campaign that has
    others next to it is not judged.

    Raises:
        NotThere: the asker may not, or there is no such unit.
        NoSuchGate, NeverWaived, WordsMissing, DayPast, GateNotClosed, WaiverThere, OrderNotAsked.
    """
    reach.require(Right.ASK_WAIVER, unit)
    meant, reason = _gate_called(gate), _words(reason, _NO_REASON)
    if meant.never_waived is not None:
        raise NeverWaived(meant.never_waived)
    _refuse_past(until)
    if held_on is not None:
        raise GateNotClosed(_HELD.filled(unit=unit, day=held_on.day))
    with campaign_act(reach, WAIVER_ASKED, unit=unit, gate=gate) as opened:
        case = _case(opened, reach, unit, meant, order_asked(reach, order))
        last = case.standing.waivers[-1] if case.standing.waivers else None
        if last is not None and last.is_waiting:
            return _asked_again(reach, case, last, reason, until)
        _refuse_not_closed(case)
        number = last.number + 1 if last else 1
        asked = {"reason": reason, "until": until}
        return _tell(opened, reach, case, WaiverAsked, number, "asked", **asked)


def decide_waiver(
    reach: Reach,
    unit: str,
    gate: str,
    number: int,
    *,
    allowed: bool,
    words: str,
    order: Order | None = None,
) -> Told:
    """Allow or refuse the `number`th waiver asked of a gate for the unit's review, and say why.

    `order` as for `ask_waiver`.

    Raises:
        NotThere: the asker may not, or there is no such unit.
        NoSuchGate, WordsMissing, NoSuchWaiver, SamePerson, InConflict, DecidedAlready, DayPast, GateNotClosed, OrderNotAsked.
    """
    reach.require(Right.ALLOW_WAIVER, unit)
    meant, words = _gate_called(gate), _words(words, _NO_WORDS)
    event = WAIVER_ALLOWED if allowed else WAIVER_REFUSED
    with campaign_act(reach, event, unit=unit, gate=gate) as opened:
        case = _case(opened, reach, unit, meant, order_asked(reach, order))
        waiver = case.numbered(number)
        if waiver.asked.by == reach.asker.id:
            raise SamePerson(_SAME_PERSON.filled(name=same(reach.asker.name)))
        refuse_same_hand(reach, waiver.asked.by, known_by=opened.told_at)
        refuse_tied(reach, unit, known_by=opened.told_at, begun=waiver.asked.day)
        if waiver.decided is not None:
            said = (waiver.decided.by, waiver.allowed, waiver.decided.words)
            if said == (reach.asker.id, allowed, words):
                return Told(same=1)
            done = _WAS_ALLOWED if waiver.allowed else _WAS_REFUSED
            raise DecidedAlready(_DECIDED.filled(day=waiver.decided.day, done=done))
        if allowed:
            _refuse_past(waiver.until)
            _refuse_not_closed(case)
        decided = {"allowed": allowed, "words": words}
        return _tell(opened, reach, case, WaiverDecided, number, "decided", **decided)


def withdraw_waiver(reach: Reach, unit: str, gate: str, number: int, *, words: str) -> Told:
    """Take back a waiver that the asker had allowed; what was held under it stays as it was.

    Raises:
        NotThere: the asker may not, or there is no such unit.
        NoSuchGate, WordsMissing, NoSuchWaiver, NotWhoAllowed, DayPast.
    """
    reach.require(Right.ALLOW_WAIVER, unit)
    meant, words = _gate_called(gate), _words(words, _NO_WORDS)
    with campaign_act(reach, WAIVER_WITHDRAWN, unit=unit, gate=gate) as opened:
        case = _case(opened, reach, unit, meant, NO_ORDER)  # how the gate stands does not matter
        waiver = case.numbered(number)
        if not waiver.allowed or waiver.decided is None:
            raise NoSuchWaiver(_NOT_ALLOWED_YET.filled(gate=meant.name))
        if waiver.decided.by != reach.asker.id:
            raise NotWhoAllowed(_NOT_WHO_ALLOWED)
        if waiver.withdrawn is not None:
            return Told(same=1)
        if waiver.until < today():
            raise DayPast(_OVER.filled(day=waiver.until))
        return _tell(opened, reach, case, WaiverWithdrawn, number, "withdrawn", words=words)


def _case(opened: Act, reach: Reach, unit: str, meant: Gate, order: Order) -> _Case:
    review_of(reach, unit)
    keeper = gatekeeper(reach.campaign, known_by=opened.told_at, order=order)
    each = keeper.each_gate(unit, today(), to_be_held=True)
    return _Case(unit, next(one for one in each if one.gate.code == meant.code))


def _tell(
    opened: Act,
    reach: Reach,
    case: _Case,
    kind: type[WaiverStep],
    number: int,
    step: str,
    **said: object,
) -> Told:
    review = round_of(reach).review(Seat(case.unit))
    return tell_by_hand(opened, [kind(**case.fact(number, step), **review, **said)])


def _asked_again(reach: Reach, case: _Case, last: Waiver, reason: str, until: date) -> Told:
    """The same form once more is the same request; another one waits for the decision on the first."""
    if (last.asked.by, last.asked.words, last.until) == (reach.asker.id, reason, until):
        return Told(same=1)
    raise WaiverThere(_WAITS.filled(gate=case.standing.gate.name, day=last.asked.day))


def _refuse_not_closed(case: _Case) -> None:
    name = case.standing.gate.name
    if case.standing.refusal is None:
        raise GateNotClosed(_NOT_CLOSED.filled(gate=name, unit=case.unit))
    if case.standing.in_force is not None:
        raise WaiverThere(_IN_FORCE.filled(gate=name, until=case.standing.in_force.until))


def _gate_called(code: str) -> Gate:
    found = next((gate for gate in gates() if gate.code == code), None)
    if found is None:
        known = ", ".join(gate.code for gate in gates())
        raise NoSuchGate(_NO_GATE.filled(code=same(code[:20]), known=same(known)))
    return found


def _words(said: str, missing: Wording) -> str:
    said = tidy(said)
    if not said:
        raise WordsMissing(missing)
    if len(said) > REASON_LENGTH:
        raise WordsMissing(too_long(len(said), REASON_LENGTH))
    return said


def _refuse_past(until: date) -> None:
    if until < today():
        raise DayPast(_PAST.filled(day=until, today=today()))
    if until.year > LAST_YEAR:
        raise DayPast(_FAR.filled(day=until))


_ORDER_NOT_ASKED = Wording(
    vi="Đợt này đứng trên hoặc dưới một đợt khác; mở lại trang của đơn vị rồi làm lại, để xét thứ tự giữa các cấp.",
    en="This campaign stands above or below another; open the unit's page again and do it there, so that the order of levels is looked at.",
)
_NO_GATE = Wording(
    vi="Không có điều kiện “{code}”; có: {known}.",
    en="There is no gate “{code}”; there are: {known}.",
)
_NO_REASON = Wording(
    vi="Chưa có lý do; hãy viết vì sao đề nghị miễn điều kiện này.",
    en="There is no reason yet; write why the gate should be waived.",
)
_NO_WORDS = Wording(
    vi="Chưa có ý kiến; hãy viết vì sao quyết định như vậy.",
    en="There are no words yet; write why you decide so.",
)
_PAST = Wording(
    vi="Ngày {day} đã qua (hôm nay là {today}); hãy chọn ngày hết hiệu lực từ hôm nay trở đi.",
    en="{day} is past (today is {today}); choose a last day from today on.",
)
_FAR = Wording(
    vi="Ngày {day} quá xa; hãy xem lại năm.", en="{day} is too far ahead; look at the year."
)
_HELD = Wording(
    vi="{unit} đã kiểm điểm từ ngày {day}, nên không còn điều kiện nào để đề nghị miễn.",
    en="{unit} has held its review since {day}, so there is no gate left to waive.",
)
_NOT_CLOSED = Wording(
    vi="Điều kiện “{gate}” của {unit} đang đủ, nên không có gì để miễn.",
    en="The gate “{gate}” stands open for {unit}, so there is nothing to waive.",
)
_WAITS = Wording(
    vi="Đã có đề nghị miễn điều kiện “{gate}” từ ngày {day}, đang chờ quyết định. Hãy chờ quyết định đó.",
    en="A waiver of the gate “{gate}” was asked on {day} and waits for a decision. Wait for that decision.",
)
_IN_FORCE = Wording(
    vi="Điều kiện “{gate}” đang được miễn đến hết ngày {until}.",
    en="The gate “{gate}” is waived until {until} already.",
)
_NONE_ASKED = Wording(
    vi="Chưa ai đề nghị miễn điều kiện “{gate}” cho {unit}; hãy mở lại trang để xem.",
    en="Nobody has asked for a waiver of the gate “{gate}” for {unit}; open the page again and look.",
)
_NOT_ALLOWED_YET = Wording(
    vi="Đề nghị miễn điều kiện “{gate}” này không được đồng ý, nên không có gì để thu hồi.",
    en="This waiver of the gate “{gate}” was not allowed, so there is nothing to withdraw.",
)
_SAME_PERSON = Wording(
    vi="{name} đã đề nghị miễn điều kiện này nên không được tự quyết định; phải là một người khác.",
    en="{name} asked for this waiver and so does not decide it; it takes another person.",
)
_DECIDED = Wording(
    vi="Đề nghị này đã được quyết định ngày {day}: {done}. Hãy mở lại trang để xem.",
    en="This waiver was decided on {day}: {done}. Open the page again and look.",
)
_WAS_ALLOWED = Wording(vi="đồng ý", en="allowed")
_WAS_REFUSED = Wording(vi="không đồng ý", en="refused")
_NOT_WHO_ALLOWED = Wording(
    vi="Chỉ người đã đồng ý miễn mới được thu hồi; hãy đề nghị người đó.",
    en="A waiver is withdrawn only by whoever allowed it; ask them.",
)
_OVER = Wording(
    vi="Việc miễn này đã hết hiệu lực từ sau ngày {day}, không cần thu hồi nữa.",
    en="This waiver ended after {day}; there is nothing left to withdraw.",
)
