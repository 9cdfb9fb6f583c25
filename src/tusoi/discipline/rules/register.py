"""The register of rules over a case: every file here that declares `RULES`, in order of the rules' numbers."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from tusoi.discipline import rules
from tusoi.discipline.rules.case_file import CaseFile, Proposed
from tusoi.discipline.rules.rule import CaseRule, refusal
from tusoi.values.wording import Wording


@cache
def case_rules() -> tuple[CaseRule, ...]:
    """All rules there are."""
    names = [found.name for found in iter_modules(rules.__path__) if found.name != "register"]
    modules = [import_module(f"{rules.__name__}.{name}") for name in names]
    found = [rule for module in modules for rule in getattr(module, "RULES", ())]
    return tuple(sorted(found, key=lambda rule: int(rule.code[1:])))


def first_broken(file: CaseFile, proposed: Proposed) -> tuple[CaseRule, Wording] | None:
    """The first rule that an act breaks, with its sentence; None where it may be done."""
    for rule in case_rules():
        said = refusal(rule, file, proposed)
        if said is not None:
            return rule, said
    return None
