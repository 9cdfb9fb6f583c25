"""COI-14: a unit does not check the practice it claims, nor does whoever wrote it down, nor a unit below."""

from dataclasses import dataclass

from tusoi.organisation.conflicts.rule import ConflictRule, Example, Slots
from tusoi.values.wording import Wording


@dataclass(frozen=True, slots=True)
class Checking:
    """A practice and whoever is to check it: `claimed` are all names of those who claimed it, `checker` all of the checker.

    `checker_units` are the units in which the checker serves or has a role, `below` the practice's unit and all below it.
    """

    practice: str
    claimed: frozenset[str]
    checker: frozenset[str]
    checker_units: frozenset[str] = frozenset()
    below: frozenset[str] = frozenset()


def judge(facts: Checking) -> Slots | None:
    """Why this checker may not, or nothing."""
    why = None
    if facts.checker & facts.claimed:
        why = _CLAIMED
    elif facts.checker_units & facts.below:
        why = _BELOW
    return None if why is None else {"practice": facts.practice, "why": why}


_CLAIMED = Wording(vi="bạn là người đã nêu", en="you are the one who claimed it")
_BELOW = Wording(
    vi="bạn ở đơn vị đã nêu hoặc ở cấp dưới của đơn vị ấy",
    en="you are of the unit that claimed it, or of one below",
)
_LAN, _TUAN = frozenset({"lan"}), frozenset({"tuan"})
_A01 = frozenset({"A01", "A01.1"})

RULE = ConflictRule(
    code="COI-14",
    name=Wording(
        vi="Đơn vị không tự kiểm tra cách làm hay của mình",
        en="A unit does not check its own good practice",
    ),
    source=Wording(
        vi="Quy tắc xung đột lợi ích của phần mềm: cách làm hay do người ở nơi khác kiểm tra rồi đơn vị khác mới áp dụng.",
        en="Conflict-of-interest rule of this software: a good practice is checked by somebody from elsewhere before others take it over.",
    ),
    sentence=Wording(
        vi="Cách làm hay {practice}: {why}, nên bạn không được kiểm tra. Hãy để người ở nơi khác kiểm tra.",
        en="Good practice {practice}: {why}, so you may not check it. Leave it to somebody from elsewhere.",
    ),
    enforced=("remediation/independence.py",),
    judge=judge,
    examples=(
        Example(
            Wording(vi="Người ở nơi khác kiểm tra", en="Somebody from elsewhere checks"),
            Checking("A01.CL01", _LAN, _TUAN, frozenset({"B02"}), _A01),
            passes=True,
        ),
        Example(
            Wording(vi="Người đã nêu tự kiểm tra", en="Whoever claimed it checks"),
            Checking("A01.CL01", _LAN, _LAN, frozenset(), _A01),
            passes=False,
        ),
        Example(
            Wording(vi="Người của cấp dưới kiểm tra", en="Somebody from a unit below checks"),
            Checking("A01.CL01", _LAN, _TUAN, frozenset({"A01.1"}), _A01),
            passes=False,
        ),
    ),
)
