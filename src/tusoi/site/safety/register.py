"""Every check, asked at each start: by `site/wsgi.py` whatever serves it, and by Django's own `check`."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError

from tusoi.site.database import closed
from tusoi.site.safety.check import Check, Found, UnsafeConfiguration
from tusoi.site.safety.configured import CONFIGURED
from tusoi.site.safety.stored import STORED

CHECKS: tuple[Check, ...] = (*CONFIGURED, *STORED)


def unsafe(checks: Iterable[Check] = CHECKS) -> tuple[Found, ...]:
    """What speaks against a start, in the order of the register."""
    looked = ((check, check.look()) for check in checks)
    return tuple(
        Found(check.code, check.says.filled(**found))
        for check, found in looked
        if found is not None
    )


def refuse_unsafe() -> None:
    """Let a safe configuration pass.

    Raises:
        UnsafeConfiguration: it is not safe; the sentences say why, and what to do.
        DatabaseClosed: the database cannot be looked at.
    """
    try:
        found = unsafe()
    except DatabaseError as error:
        raise closed(error) from error
    if found:
        raise UnsafeConfiguration(found)


@register(Tags.security)
def configured(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """What `python -m django check` says of the settings and the folder."""
    return _messages(CONFIGURED)


@register(Tags.database)
def stored(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """What `python -m django check --database default` says of the database."""
    return _messages(STORED) if kwargs.get("databases") else []


def _messages(checks: Iterable[Check]) -> list[CheckMessage]:
    return [
        Error(one.wording.en, hint=one.wording.vi, id=f"tusoi.{one.code}") for one in unsafe(checks)
    ]
