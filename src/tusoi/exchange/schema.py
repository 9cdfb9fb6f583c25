"""The campaign folder as a Frictionless-style table schema, one per workbook, out of the declared columns."""

from typing import Any

from tusoi.exchange.columns import SHEETS, Column, Kind, Sheet, columns_for
from tusoi.exchange.workbooks import NOT_STATED

_TYPES: dict[Kind, dict[str, str]] = {
    Kind.CODE: {"type": "string"},
    Kind.CODES: {"type": "list", "delimiter": ";", "itemType": "string"},
    Kind.POST: {"type": "string"},
    Kind.POSTS: {"type": "list", "delimiter": ";", "itemType": "string"},
    Kind.DAY: {"type": "date", "format": "%d/%m/%Y"},
    Kind.DAYS: {"type": "list", "delimiter": ";", "itemType": "date", "format": "%d/%m/%Y"},
    Kind.WORD: {"type": "string"},
    Kind.NUMBER: {"type": "integer"},
    Kind.TEXT: {"type": "string"},
}
_MISSING = [
    {"value": "", "label": "it has not happened, or does not apply"},
    {"value": NOT_STATED.vi, "label": "not stated"},
    {"value": NOT_STATED.en, "label": "not stated"},
]


def schema(criteria: int = 12) -> dict[str, Any]:
    """All workbooks as resources, ready for JSON; `criteria` is how many signs the guidance set has."""
    return {
        "name": "tusoi-campaign-folder",
        "title": "Thư mục đợt kiểm điểm",
        "title_en": "Campaign folder",
        "resources": [_resource(sheet, criteria) for sheet in SHEETS],
    }


def _resource(sheet: Sheet, criteria: int) -> dict[str, Any]:
    return {
        "name": sheet.file.removesuffix(".xlsx"),
        "path": sheet.file,
        "format": "xlsx",
        "title": sheet.title.vi,
        "title_en": sheet.title.en,
        "description": sheet.help.vi,
        "description_en": sheet.help.en,
        "required": sheet.required,
        "schema": {
            "fields": [_field(column) for column in columns_for(sheet, criteria)],
            "missingValues": _MISSING,
            # Where a key may stand on several rows, its days tell them apart.
            **({} if sheet.several_rows_per_key else {"primaryKey": list(sheet.row_key)}),
        },
    }


def _field(column: Column) -> dict[str, Any]:
    return {
        "name": column.key,
        "title": column.heading.vi,
        "title_en": column.heading.en,
        **_TYPES[column.kind],
        "kind": column.kind.value,
        "description": column.help.vi,
        "description_en": column.help.en,
        "constraints": _constraints(column),
    }


def _constraints(column: Column) -> dict[str, Any]:
    required = {"required": True} if column.required else {}
    words = [text for word in column.words.values() for text in (word.vi, word.en)]
    return required | ({"enum": list(dict.fromkeys(words))} if words else {})
