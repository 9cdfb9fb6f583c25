"""What a row commits to: canonical JSON as RFC 8785 has it, and every column that is not left out by name."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import models

from tusoi.ledger.commitment import SALT_BYTES, canonical, new_salt, plain, row_digest
from tusoi.ledger.models import Committed, Fact, derived_key
from tusoi.ledger.queries import committed_models

SALT = bytes(range(32))


def test_keys_are_sorted_as_rfc_8785_sorts_them() -> None:
    """RFC 8785 section 3.2.3: by UTF-16 code units, so that the smiley comes before the Hebrew letter."""
    given = {
        "€": "Euro Sign",
        "\r": "Carriage Return",
        "\ufb33": "Hebrew Letter Dalet With Dagesh",
        "1": "One",
        "😀": "Emoji: Grinning Face",
        "\x80": "Control",
        "ö": "Latin Small Letter O With Diaeresis",
    }
    assert canonical(given).decode() == (
        '{"\\r":"Carriage Return","1":"One","\x80":"Control",'
        '"ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","😀":"Emoji: Grinning Face",'
        '"\ufb33":"Hebrew Letter Dalet With Dagesh"}'
    )


def test_text_and_literals_are_written_as_rfc_8785_writes_them() -> None:
    """RFC 8785 section 3.2.2."""
    given = {"string": '€$\x0f\nA\'B"\\\\"/', "literals": [None, True, False]}
    assert canonical(given).decode() == (
        '{"literals":[null,true,false],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    )


def test_a_digest_depends_on_salt_and_payload() -> None:
    digest = row_digest(SALT, {"post": "BT"})
    assert len(digest) == 32
    assert row_digest(SALT, {"post": "PBT"}) != digest
    assert row_digest(bytes(32), {"post": "BT"}) != digest
    assert row_digest(SALT, {"post": "BT"}) == digest


def test_a_salt_is_long_and_never_the_same() -> None:
    assert len(new_salt()) == SALT_BYTES == 32
    assert len({new_salt() for _ in range(50)}) == 50


def test_the_same_moment_in_another_zone_is_the_same_payload() -> None:
    there = datetime.fromisoformat("2012-11-16T17:00:00+07:00")
    assert plain(there) == plain(there.astimezone(UTC)) == "2012-11-16T10:00:00.000000+00:00"
    assert plain(date(2012, 12, 17)) == "2012-12-17"


@pytest.mark.parametrize("value", [1.5, b"\x00", {"share": 0.1}, object()])
def test_what_canonical_json_cannot_hold_exactly_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        plain(value)


def test_truth_is_not_a_number() -> None:
    assert canonical({"seen": plain(True)}) != canonical({"seen": plain(1)})


def test_a_derived_key_depends_on_every_part_and_on_their_bounds() -> None:
    assert derived_key("review", "a", "b") == derived_key("review", "a", "b")
    assert derived_key("review", "ab", "") != derived_key("review", "a", "b")


@pytest.mark.parametrize("model", committed_models(), ids=lambda model: model._meta.label)
def test_a_digest_covers_every_column(model: type[Committed]) -> None:
    row = sample(model)
    before = row.digest()
    for field in model._meta.concrete_fields:
        if field.name in model.uncommitted - {"salt"}:
            continue
        kept = getattr(row, field.attname)
        setattr(row, field.attname, other(field, kept))
        assert row.digest() != before, f"{model._meta.label}.{field.name} is outside the digest"
        setattr(row, field.attname, kept)
    assert row.digest() == before


def test_the_tables_of_a_digest_are_told_apart() -> None:
    """Two facts of the same columns, told in different rooms, are never one digest."""
    digests = {model: sample(model).digest() for model in committed_models()}
    assert len(set(digests.values())) == len(digests)


def test_only_the_salt_and_the_password_are_outside() -> None:
    outside = {
        (model._meta.label, name) for model in committed_models() for name in model.uncommitted
    }
    assert {pair for pair in outside if pair[1] != "salt"} == {
        ("organisation.Account", "password"),
        ("organisation.Account", "last_login"),
    }


def test_what_a_fact_says_is_apart_from_how_it_was_told() -> None:
    names = {field.attname for field in Fact._meta.get_fields() if hasattr(field, "attname")}
    assert Fact.telling <= names


def sample(model: type[Committed]) -> Committed:
    """A row of the model with something in every column, never saved."""
    values = {field.attname: other(field, None) for field in model._meta.concrete_fields}
    return model(**{**values, "salt": SALT})


def other(field: Any, value: Any) -> Any:
    """A value for the column that is not this one."""
    target = getattr(field, "target_field", field)
    if isinstance(target, models.UUIDField):
        return UUID(int=7) if value is None else uuid4()
    if isinstance(target, models.BooleanField):
        return not value
    if isinstance(target, models.DateTimeField):
        return (
            value + timedelta(microseconds=1) if value else datetime(2012, 11, 16, 10, tzinfo=UTC)
        )
    if isinstance(target, models.DateField):
        return value + timedelta(days=1) if value else date(2012, 12, 17)
    if isinstance(target, models.IntegerField):
        return 1 if value is None else value + 1
    if isinstance(target, models.BinaryField):
        return bytes(32)
    if isinstance(target, models.JSONField):
        return {"other": [1, None]} if value is None else {**value, "more": ""}
    return f"{value or ''}x"


def test_a_column_added_later_leaves_the_digest_of_an_old_row(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    unit = next(model for model in committed_models() if model.__name__ == "Unit")
    row: Committed = unit()
    row.__dict__.update(id=derived_key("unit"), host_id="tu", code="A01")
    with_it = row.payload()
    monkeypatch.setattr(unit, "added_later", {"code": "A01"})
    assert row.payload() == {name: one for name, one in with_it.items() if name != "code"}
    monkeypatch.setattr(unit, "added_later", {"code": "B01"})
    assert row.payload() == with_it
