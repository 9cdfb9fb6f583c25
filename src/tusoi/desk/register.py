"""The register of duties: every file in `duties/`, in the order of their turns."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from tusoi.desk import duties as files
from tusoi.desk.duty import Duty


@cache
def duties() -> tuple[Duty, ...]:
    """All duties there are."""
    modules = (
        import_module(f"{files.__name__}.{found.name}") for found in iter_modules(files.__path__)
    )
    return tuple(
        sorted((module.DUTY for module in modules), key=lambda duty: (duty.place, duty.code))
    )
