"""A unit ends and others answer for it; a post changes hands. Told by hand, in the columns that workbooks tell too.

The end is the `until` of the unit's row in the tree, the change of hands that of the holder's row: a return
that says the same changes nothing, and an export gives both back. Tenures in a unit that ended are left as they are: who
answered for it is read off them.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from tusoi.ledger.actions import Act, Told
from tusoi.ledger.source import by_hand
from tusoi.organisation.models import Standing, Tenure, Unit, UnitSucceeded
from tusoi.organisation.queries import UnitStanding, standings, successions
from tusoi.text.forms import control_sign, tidy
from tusoi.values.clock import now
from tusoi.values.refusal import Refused, no_text
from tusoi.values.wording import Wording, same

CODE_LENGTH, NAME_LENGTH = 40, 200
NEXT_DAY = timedelta(days=1)


class NoSuchUnit(Refused):
    """A unit that the host has not."""


class SuccessorWanted(Refused):
    """A unit ends without anybody who answers for what it leaves open."""


class OwnSuccessor(Refused):
    """A unit is to be its own successor."""


class CircleOfSuccessors(Refused):
    """A successor has this unit among its own successors."""


class SuccessorEnded(Refused):
    """A successor does not stand on the day after the end."""


class EndNotUsable(Refused):
    """An end before the unit began, or another than the one on record."""


class UnitsBelow(Refused):
    """Other units still stand under the one that is to end."""


class HolderNotUsable(Refused):
    """A holder's code that is none, a name that is too long, or whoever holds the post already."""


class ChangeNotUsable(Refused):
    """A day on which a post cannot change hands: nobody holds it then, or the record goes on otherwise."""


def tell_unit_end(
    opened: Act, host: str, unit: str, last_day: date, successors: Sequence[str]
) -> Told:
    """A unit ends with a day, and others answer from the next day on: the first of them for all it leaves open.

    Told again with other successors, these take the place of the former; the day stays. The host's tree is held.

    Raises:
        NoSuchUnit, SuccessorWanted, OwnSuccessor, CircleOfSuccessors, SuccessorEnded, EndNotUsable, UnitsBelow.
    """
    tree = standings(host, known_by=now())
    _refuse_successors(host, tree, unit, last_day, successors)
    _refuse_end([one for one in tree if one.code == unit], unit, last_day)
    below = [one.code for one in tree if one.parent == unit and one.period.outlasts(last_day)]
    if below:
        raise UnitsBelow(_BELOW.filled(unit=unit, below=same(_listed(below)), day=last_day))
    facts = [
        UnitSucceeded(
            **by_hand(unit, f"successor:{one}", last_day),
            unit_id=Unit.key_of(host, unit),
            successor_id=Unit.key_of(host, one),
            main=one == successors[0],
        )
        for one in dict.fromkeys(successors)
    ]
    there = UnitSucceeded.objects.filter(unit=Unit.key_of(host, unit))
    return opened.tell(facts, there) + _end_standing(opened, host, unit, last_day)


def tell_change_of_hands(
    opened: Act, host: str, post: str, since: date, holder: str, name: str = ""
) -> Told:
    """Whoever holds a post (unit code/post code) leaves it, and another, by code, holds it from a day on. The host's tree is held.

    Raises:
        ChangeNotUsable: nobody holds it on the day before, or it passes to somebody later, on record.
        HolderNotUsable.
    """
    unit, _, code = post.partition("/")
    rows = Tenure.objects.filter(unit=Unit.key_of(host, unit), post=code)
    held = list(rows.known().order_by("day"))
    same_row = next((one for one in held if (one.day, one.holder) == (since, holder)), None)
    if same_row is not None:
        return Told(same=1)
    last = next((one for one in held if one.period.includes(since - NEXT_DAY)), None)
    if last is None:
        raise ChangeNotUsable(_NOBODY.filled(post=same(post[:81]), day=since))
    if last.day >= since or any(one.day >= since for one in held):
        raise ChangeNotUsable(_PASSES_LATER.filled(post=same(post), day=since))
    _refuse_holder(last, post, holder, name)
    ended = Tenure(**last.says(), key=last.key)
    ended.until = since - NEXT_DAY
    taken = Tenure(
        **by_hand(f"{unit}/{code}#{since.isoformat()}", "tenure", since),
        unit_id=last.unit_id,
        post=code,
        title=last.title,
        rank=last.rank,
        holder=holder,
        holder_name=tidy(name),
    )
    return opened.tell([ended, taken], rows.filter(key__in=[ended.key, taken.key]), withdrawing=())


def _refuse_successors(
    host: str, tree: Sequence[UnitStanding], unit: str, last_day: date, successors: Sequence[str]
) -> None:
    known, told = {one.code for one in tree}, successions(host, known_by=now())
    if not successors:
        raise SuccessorWanted(_WANTED.filled(unit=same(unit[:40])))
    for one in (unit, *successors):
        if one not in known:
            raise NoSuchUnit(_NO_UNIT.filled(unit=same(one[:40])))
    for one in successors:
        if one == unit:
            raise OwnSuccessor(_OWN.filled(unit=unit))
        if told.leads_to(one, unit):
            raise CircleOfSuccessors(_CIRCLE.filled(unit=unit, successor=one))
        rows = [row for row in tree if row.code == one]
        if any(row.period.includes(last_day + NEXT_DAY) for row in rows):
            continue
        begins = [row.period.since for row in rows if row.period.since > last_day]
        sentence = _BEGINS_LATER if begins else _SUCCESSOR_ENDED
        day = min(begins) if begins else max(row.period.until or last_day for row in rows)
        raise SuccessorEnded(sentence.filled(successor=one, day=day, unit=unit))


def _refuse_end(rows: Sequence[UnitStanding], unit: str, last_day: date) -> None:
    """The day lies in the unit's last row, which has no end yet, or this one."""
    first, last = rows[0].period.since, rows[-1].period
    if last_day < first:
        raise EndNotUsable(_BEFORE_START.filled(unit=unit, day=last_day, since=first))
    if last.until not in (None, last_day):
        raise EndNotUsable(_ENDED_ON.filled(unit=unit, day=last.until))
    if last_day < last.since:
        raise EndNotUsable(_GOES_ON.filled(unit=unit, day=last_day, since=last.since))


def _end_standing(opened: Act, host: str, unit: str, last_day: date) -> Told:
    rows = Standing.objects.known().filter(unit=Unit.key_of(host, unit))
    row = rows.latest("day")
    ended = Standing(**row.says(), key=row.key)
    ended.until = last_day
    return opened.tell([ended], Standing.objects.filter(unit=row.unit_id, key=row.key))


def _refuse_holder(last: Tenure, post: str, holder: str, name: str) -> None:
    if (
        not 1 <= len(holder) <= CODE_LENGTH
        or not holder.replace("-", "").replace(".", "").isalnum()
    ):
        raise HolderNotUsable(_NO_CODE)
    if holder == last.holder:
        raise HolderNotUsable(_SAME_HOLDER.filled(holder=holder, post=same(post)))
    if sign := control_sign(name):
        raise HolderNotUsable(no_text(sign))
    if len(tidy(name)) > NAME_LENGTH:
        raise HolderNotUsable(_LONG_NAME.filled(longest=NAME_LENGTH))


def _listed(codes: Sequence[str]) -> str:
    shown = ", ".join(sorted(set(codes))[:8])
    return f"{shown}, …" if len(set(codes)) > 8 else shown


_WANTED = Wording(
    vi="Chưa nêu đơn vị nào kế thừa {unit}; hãy ghi ít nhất một đơn vị, để không việc nào mất người chịu trách nhiệm.",
    en="No successor of {unit} is named; name at least one, so that nothing is left without somebody answerable.",
)
_NO_UNIT = Wording(
    vi="Không có đơn vị mã “{unit}”; hãy xem lại mã. Đơn vị mới thì thêm vào don-vi.xlsx trước.",
    en="There is no unit of the code “{unit}”; look at the code again. A new unit is added in don-vi.xlsx first.",
)
_OWN = Wording(
    vi="{unit} không thể tự kế thừa chính mình; hãy ghi đơn vị khác.",
    en="{unit} cannot be its own successor; name another unit.",
)
_CIRCLE = Wording(
    vi="{successor} đã được kế thừa bởi {unit}, nên {unit} không thể được {successor} kế thừa: sẽ thành vòng tròn. Hãy ghi đơn vị khác.",
    en="{unit} is recorded as coming after {successor}, so that {successor} cannot come after {unit}: that would be a circle. Name another unit.",
)
_SUCCESSOR_ENDED = Wording(
    vi="{successor} đã kết thúc ngày {day} nên không kế thừa {unit} được; hãy ghi đơn vị còn hoạt động.",
    en="{successor} ended on {day} and cannot succeed {unit}; name a unit that goes on.",
)
_BEGINS_LATER = Wording(
    vi="{successor} đến ngày {day} mới có nên không kế thừa {unit} ngay hôm sau được; hãy xem lại ngày của hai đơn vị.",
    en="{successor} begins only on {day} and cannot answer for {unit} from the day after its end; look at the days of the two.",
)
_BEFORE_START = Wording(
    vi="{unit} có từ ngày {since}, không thể kết thúc ngày {day} trước đó; hãy sửa ngày.",
    en="{unit} began on {since} and cannot end on {day} before that; correct the day.",
)
_ENDED_ON = Wording(
    vi="Theo hồ sơ, {unit} kết thúc ngày {day}; hãy ghi đúng ngày ấy. Nếu ngày trong hồ sơ sai, sửa ở don-vi.xlsx trước.",
    en="On record {unit} ends on {day}; write that day. If the record is wrong, correct it in don-vi.xlsx first.",
)
_GOES_ON = Wording(
    vi="Theo hồ sơ, {unit} còn đổi tên, khối hoặc cấp trên từ ngày {since}, sau ngày {day}; hãy ghi ngày muộn hơn hoặc sửa don-vi.xlsx.",
    en="On record {unit} has another name, block or parent from {since} on, after {day}; write a later day, or correct don-vi.xlsx.",
)
_BELOW = Wording(
    vi="Sau ngày {day} vẫn còn đơn vị trực thuộc {unit}: {below}. Hãy cho các đơn vị ấy kết thúc, hoặc chuyển về cấp trên khác trong don-vi.xlsx trước.",
    en="Units still stand under {unit} after {day}: {below}. Let them end, or place them under another unit in don-vi.xlsx first.",
)
_NOBODY = Wording(
    vi="Hôm trước ngày {day} không ai giữ chức vụ “{post}”, nên không có gì để bàn giao; hãy xem lại chức vụ và ngày.",
    en="Nobody holds the post “{post}” on the day before {day}, so there is nothing to hand over; look at the post and the day.",
)
_PASSES_LATER = Wording(
    vi="Theo hồ sơ, chức vụ {post} đã sang người khác từ ngày {day} hoặc sau đó; hãy xem lại ngày, hoặc sửa ở nhan-su.xlsx.",
    en="On record the post {post} passes to somebody on {day} or later; look at the day, or correct nhan-su.xlsx.",
)
_NO_CODE = Wording(
    vi="Mã người giữ chức vụ có 1 đến 40 chữ và số, không dấu cách; hãy ghi mã, không ghi họ tên.",
    en="A holder's code has 1 to 40 letters and digits without spaces; write the code, not the name.",
)
_SAME_HOLDER = Wording(
    vi="{holder} đang giữ chức vụ {post}; hãy ghi người nhận bàn giao.",
    en="{holder} holds the post {post} already; name whoever takes over.",
)
_LONG_NAME = Wording(
    vi="Họ tên dài quá {longest} ký tự; hãy viết ngắn lại.",
    en="The name has more than {longest} characters; make it shorter.",
)
