"""A document as plain JSON and back: how an approved report is kept, and how Typst is handed one.

Written from the dataclasses of `document.py` themselves. Only text, whole numbers, truth, lists and mappings come out,
as canonical JSON asks: lengths go as text, days and moments as ISO 8601.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from tusoi.reports.document import Document


def as_json(document: Document) -> dict[str, Any]:
    """The whole document."""
    plain: dict[str, Any] = _plain(document)
    return plain


def document_of(content: Mapping[str, Any]) -> Document:
    """The document that `as_json` made this from."""
    document: Document = _made(Document, content)
    return document


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        plain = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        shape = getattr(value, "shape", "")
        return {"shape": shape, **plain} if shape else plain
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return value


def _made(kind: Any, value: Any) -> Any:
    """A value of the kind from its plain form."""
    if get_origin(kind) is tuple:
        return tuple(_made(get_args(kind)[0], one) for one in value)
    if get_origin(kind) in (Union, UnionType):
        return _made_of_one(get_args(kind), value)
    if get_origin(kind) is Literal:
        return value
    if is_dataclass(kind):
        return _made_by_fields(kind, value)
    if kind in (date, datetime):
        return kind.fromisoformat(value)
    return float(value) if kind is float else value


def _made_by_fields(kind: Any, value: Mapping[str, Any]) -> Any:
    hints = _hints(kind)
    return kind(**{name: _made(hints[name], one) for name, one in value.items() if name in hints})


def _made_of_one(kinds: tuple[Any, ...], value: Any) -> Any:
    """One of several kinds: blocks say their shape; of a cell, text stands for itself, as does a number or none."""
    if value is None or isinstance(value, str | int):
        return value
    made_of = (kind for kind in kinds if is_dataclass(kind))
    return _made(
        next(k for k in made_of if getattr(k, "shape", "") == value.get("shape", "")), value
    )


@cache
def _hints(kind: Any) -> Mapping[str, Any]:
    """A dataclass's fields with their kinds; `shape` is the class's own, no field."""
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}
