"""The register of gates: every file in `rules/`, in order of its gate's code."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from tusoi.gates import rules
from tusoi.gates.gate import Gate
from tusoi.values.wording import Wording


@cache
def gates() -> tuple[Gate, ...]:
    """All gates there are."""
    modules = (
        import_module(f"{rules.__name__}.{found.name}") for found in iter_modules(rules.__path__)
    )
    return tuple(sorted((module.GATE for module in modules), key=lambda gate: gate.code))


@cache
def gate_names() -> Mapping[str, Wording]:
    """The name of each gate, by its code."""
    return {gate.code: gate.name for gate in gates()}
