"""The register of rules on conflicts of interest: every file here that declares `RULE`, in order of their numbers."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from tusoi.organisation import conflicts
from tusoi.organisation.conflicts.rule import ConflictRule


@cache
def conflict_rules() -> tuple[ConflictRule, ...]:
    """All rules there are."""
    names = [found.name for found in iter_modules(conflicts.__path__) if found.name != "register"]
    modules = [import_module(f"{conflicts.__name__}.{name}") for name in names]
    found = [module.RULE for module in modules if hasattr(module, "RULE")]
    return tuple(sorted(found, key=lambda rule: rule.number))
