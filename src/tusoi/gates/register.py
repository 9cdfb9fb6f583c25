"""The register of gates: every file in `rules/`, in order of its gate's code."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from tusoi.gates import rules
from tusoi.gates.gate import Gate


@cache
def gates() -> tuple[Gate, ...]:
    """All gates there are."""
    modules = (
        import_module(f"{rules.__name__}.{found.name}") for found in iter_modules(rules.__path__)
    )
    return tuple(sorted((module.GATE for module in modules), key=lambda gate: gate.code))
