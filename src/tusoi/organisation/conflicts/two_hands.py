"""COI-8: what needs two hands has two persons. Two accounts of one person are one person."""

from dataclasses import dataclass

from tusoi.organisation.conflicts.rule import ConflictRule, Example, Slots
from tusoi.values.wording import Wording


@dataclass(frozen=True, slots=True)
class Hands:
    """All names of whoever did the first part of an act, and of whoever is to do the second.

    `about` are those whom the act itself is about: nobody grants a role to oneself.
    """

    first: frozenset[str]
    second: frozenset[str]
    about: frozenset[str] = frozenset()


def judge(facts: Hands) -> Slots | None:
    """Why this takes another person, or nothing."""
    if facts.second & facts.about:
        return {"why": _ABOUT}
    if facts.second & facts.first:
        return {"why": _FIRST}
    return None


_ABOUT = Wording(vi="Việc này là về chính bạn", en="This is about yourself")
_FIRST = Wording(
    vi="Bạn đã làm phần đầu của việc này", en="You did the first part of this yourself"
)
_MAI, _DUNG = frozenset({"account:1", "mai"}), frozenset({"account:2", "dung"})

RULE = ConflictRule(
    code="COI-8",
    name=Wording(vi="Hai người khác nhau", en="Two different people"),
    source=Wording(
        vi="OWASP ASVS 5.0, 2.3.5; quy tắc xung đột lợi ích của phần mềm: giao vai trò, công bố, miễn điều kiện cần hai người.",
        en="OWASP ASVS 5.0, 2.3.5; conflict-of-interest rule of this software: granting a role, publishing and waiving a gate take two people.",
    ),
    sentence=Wording(
        vi="{why}, nên phải là một người khác quyết định; hai tài khoản của một người cũng là một người. Hãy nhờ người khác có quyền.",
        en="{why}, so it takes another person; two accounts of one person are one person. Ask somebody else who may.",
    ),
    enforced=(
        "campaigns/conflicts.py",
        "campaigns/granting.py",
        "campaigns/relations.py",
        "gates/actions.py",
        "reports/approval.py",
        "supervision/replies.py",
    ),
    judge=judge,
    examples=(
        Example(
            Wording(
                vi="Một người đề nghị, người khác phê duyệt", en="One proposes, another approves"
            ),
            Hands(_MAI, _DUNG),
            passes=True,
        ),
        Example(
            Wording(vi="Người đề nghị tự phê duyệt", en="Whoever proposed approves"),
            Hands(_MAI, _MAI),
            passes=False,
        ),
        Example(
            Wording(
                vi="Cùng một người, bằng tài khoản khác", en="The same person by another account"
            ),
            Hands(_MAI, frozenset({"account:3", "mai"})),
            passes=False,
        ),
        Example(
            Wording(vi="Giao vai trò cho chính mình", en="A role granted to oneself"),
            Hands(frozenset(), _MAI, about=_MAI),
            passes=False,
        ),
    ),
)
