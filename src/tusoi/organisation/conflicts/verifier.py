"""COI-5: whoever owes an item does not verify it, nor somebody of that unit or below; after a reopening, somebody else does."""

from dataclasses import dataclass

from tusoi.organisation.conflicts.rule import ConflictRule, Example, Slots
from tusoi.values.wording import Wording


@dataclass(frozen=True, slots=True)
class Verifying:
    """An item and whoever is to verify it.

    `owners` and `verifier` are all names of either; `verifier_units` the units in which the verifier serves
    or has a role, `below` the owner's unit and all below it; `verified_before` who verified it before it was reopened.
    """

    item: str
    owners: frozenset[str]
    verifier: frozenset[str]
    verifier_units: frozenset[str] = frozenset()
    below: frozenset[str] = frozenset()
    verified_before: frozenset[str] = frozenset()


def judge(facts: Verifying) -> Slots | None:
    """Why this verifier may not, or nothing."""
    why = None
    if facts.verifier & facts.owners:
        why = _OWNER
    elif facts.verifier_units & facts.below:
        why = _BELOW
    elif facts.verifier & facts.verified_before:
        why = _AGAIN
    return None if why is None else {"item": facts.item, "why": why}


_OWNER = Wording(vi="bạn là người phải khắc phục", en="you are the one who owes it")
_BELOW = Wording(
    vi="bạn ở đơn vị phải khắc phục hoặc ở cấp dưới của đơn vị ấy",
    en="you are of the unit that owes it, or of one below",
)
_AGAIN = Wording(
    vi="bạn đã xác minh lần trước, trước khi việc được mở lại",
    en="you verified it before it was reopened",
)
_LAN, _TUAN = frozenset({"lan"}), frozenset({"tuan"})
_A01 = frozenset({"A01", "A01.1"})

RULE = ConflictRule(
    code="COI-5",
    name=Wording(vi="Người khắc phục không tự xác minh", en="Whoever owes it does not verify it"),
    source=Wording(
        vi="Quy tắc xung đột lợi ích của phần mềm: người xác minh không phải người khắc phục, không cùng đơn vị hay cấp dưới; việc mở lại thì người khác xác minh.",
        en="Conflict-of-interest rule of this software: the verifier is not the owner, not of the owner's unit nor below it; a reopened item needs a different verifier.",
    ),
    sentence=Wording(
        vi="Việc {item}: {why}, nên bạn không được xác minh. Hãy để người ở nơi khác xác minh.",
        en="Item {item}: {why}, so you may not verify it. Leave it to somebody from elsewhere.",
    ),
    enforced=("remediation/independence.py",),
    judge=judge,
    examples=(
        Example(
            Wording(vi="Người ở nơi khác xác minh", en="Somebody from elsewhere verifies"),
            Verifying("1.1", _LAN, _TUAN, frozenset({"B02"}), _A01),
            passes=True,
        ),
        Example(
            Wording(vi="Người khắc phục tự xác minh", en="The owner verifies"),
            Verifying("1.1", _LAN, _LAN, frozenset(), _A01),
            passes=False,
        ),
        Example(
            Wording(vi="Người của cấp dưới xác minh", en="Somebody from a unit below verifies"),
            Verifying("1.1", _LAN, _TUAN, frozenset({"A01.1"}), _A01),
            passes=False,
        ),
        Example(
            Wording(vi="Việc mở lại, vẫn người cũ xác minh", en="Reopened, and the same verifies"),
            Verifying("1.1", _LAN, _TUAN, frozenset({"B02"}), _A01, verified_before=_TUAN),
            passes=False,
        ),
    ),
)
