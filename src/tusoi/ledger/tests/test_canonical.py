"""A row is canonical as RFC 8785 has it, whichever way it is written."""

from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from tusoi.ledger.commitment import canonical

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
EXACT = st.integers(-(2**53) + 1, 2**53 - 1)
FLAT = st.dictionaries(TEXT, TEXT | EXACT | st.booleans() | st.none())
NESTED = st.recursive(
    TEXT | EXACT | st.booleans() | st.none(), lambda one: st.lists(one) | st.dictionaries(TEXT, one)
)


@given(FLAT)
def test_a_flat_row_is_canonical_as_the_rfc_has_it(row: dict[str, Any]) -> None:
    assert canonical(row) == rfc8785.dumps(row)


@given(st.dictionaries(TEXT, NESTED))
def test_a_row_with_lists_and_mappings_is_too(row: dict[str, Any]) -> None:
    assert canonical(row) == rfc8785.dumps(row)


@pytest.mark.parametrize(
    "sign", [chr(number) for number in (*range(0x30), 0x7F, 0x80, 0x2028, 0xFFFF, 0x1F600)]
)
def test_every_sign_that_must_or_must_not_be_escaped_is_written_alike(sign: str) -> None:
    assert canonical({"a": sign, "b": sign * 2}) == rfc8785.dumps({"a": sign, "b": sign * 2})


@pytest.mark.parametrize("value", [2**53, -(2**53), "\ud800", float("nan"), b"x"])
def test_what_is_no_canonical_json_stays_refused(value: object) -> None:
    with pytest.raises((rfc8785.CanonicalizationError, UnicodeEncodeError)):
        canonical({"a": value})
