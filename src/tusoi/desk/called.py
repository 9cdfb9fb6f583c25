"""Units and posts found by what people call them: a form takes a code or a name, and asks where more than one may be meant."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from tusoi.campaigns.access import Reach
from tusoi.campaigns.typed import Typed
from tusoi.desk.fields import Choices, Drawn, Field, drawn
from tusoi.organisation.queries import posts_held, standings
from tusoi.organisation.roles import Right
from tusoi.text.forms import fold
from tusoi.values.clock import now, today
from tusoi.values.wording import Wording, same

MOST = 12
"""So many are offered to choose from; more are counted, and a longer name finds them."""
CHOSEN = "_is"
"""What a field's name ends with where somebody chose one of those offered."""


@dataclass(frozen=True, slots=True)
class Called:
    """Something with a code that people know by a name."""

    code: str
    name: str

    @property
    def wording(self) -> Wording:
        """Its name, and its code beside it."""
        return same(f"{self.name} ({self.code})")


def matching(known: Iterable[Called], said: str) -> list[Called]:
    """Those that may be meant: the one of that code; else those of that very name; else those with every word of it.

    Case and marks make no difference.
    """
    words = fold(said)
    there = [(one, fold(one.code), fold(one.name)) for one in known]
    for found in (
        [one for one, code, _ in there if code == words],
        [one for one, _, name in there if name == words],
    ):
        if found:
            return found
    parts = words.split()
    return [one for one, code, name in there if all(part in f"{code} {name}" for part in parts)]


def code_of(typed: Typed, field: str, known: Iterable[Called], none: Wording) -> str:
    """The code of what was typed into a field; "" where nothing was, or where it is still to be chosen (the field's fault).

    A code or a whole name is taken at once; of a part of a name those that have it are offered, were it one.
    """
    said = typed.text(field, longest=200)
    if not said or field in typed.faults:
        return ""
    may_be = matching(known, said)
    chosen = typed.sent.get(field + CHOSEN, "")
    if chosen in {one.code for one in may_be}:
        return chosen
    if len(may_be) == 1 and fold(said) in (fold(may_be[0].code), fold(may_be[0].name)):
        return may_be[0].code
    more = len(may_be) - MOST
    typed.faults[field] = (
        (_MORE.filled(shown=MOST, more=more) if more > 0 else _CHOOSE) if may_be else none
    )
    return ""


def offered(
    fields: Iterable[Field],
    typed: Mapping[str, str],
    faults: Mapping[str, Wording],
    known: Mapping[str, Callable[[], Iterable[Called]]],
) -> list[Drawn]:
    """A form's fields as they were sent; where one is still to be chosen, with those that may be meant.

    What was chosen stands in its field from then on, by code.
    """
    choices: dict[str, Choices] = {}
    chosen: dict[str, str] = {}
    for name, there in known.items():
        picked = typed.get(name + CHOSEN, "")
        if not typed.get(name, "").strip() or (name not in faults and not picked):
            continue
        may_be = matching(there(), typed[name])
        if name in faults:
            choices[name] = [(one.code, one.wording) for one in may_be[:MOST]]
        elif picked in {one.code for one in may_be}:
            chosen[name] = picked
    shown = (one.with_choices(choices.get(one.name, one.choices)) for one in fields)
    return drawn(shown, {**typed, **chosen}, faults)


def units_called(reach: Reach, *rights: Right) -> list[Called]:
    """The units of today over which the asker has one of the rights, of the campaign's whole host. One query."""
    on = today()
    return [
        Called(row.code, row.name)
        for row in standings(reach.campaign.host, known_by=now())
        if row.period.includes(on) and any(reach.may(right, row.code) for right in rights)
    ]


def posts_called(reach: Reach, unit: str) -> list[Called]:
    """The posts of a unit, each once, whoever holds them when: that is the action's to judge. One query; none for no unit."""
    if not unit:
        return []
    held = posts_held(reach.campaign.host, known_by=now(), units=[unit])
    return list({one.post: Called(one.post, one.title) for one in held}.values())


UNIT_HINT = Wording(
    vi="Tên hoặc mã đơn vị; chỉ nhớ một phần của tên cũng được.",
    en="The unit's name or code; a part of the name will do.",
)
_CHOOSE = Wording(
    vi="Bạn muốn nói mục nào dưới đây? Chọn rồi gửi lại.",
    en="Which of these do you mean? Choose it and send the form again.",
)
_MORE = Wording(
    vi="Có nhiều mục khớp; dưới đây là {shown} mục, còn {more}. Chọn một, hoặc ghi tên dài hơn rồi gửi lại.",
    en="Many fit; here are {shown}, and there are {more} more. Choose one, or write more of the name and send the form again.",
)
