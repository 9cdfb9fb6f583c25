"""The register of hints: every file in `hints/`, in order of its hint's code."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from tusoi.supervision import hints as folder
from tusoi.supervision.hint import Hint


@cache
def hints() -> tuple[Hint, ...]:
    """All hints there are."""
    modules = (
        import_module(f"{folder.__name__}.{found.name}") for found in iter_modules(folder.__path__)
    )
    return tuple(sorted((module.HINT for module in modules), key=lambda hint: hint.code))


def hint_called(code: str) -> Hint | None:
    """The hint of that code; None where there is none."""
    return next((hint for hint in hints() if hint.code == code), None)
