"""The arithmetic and the signatures of the ledger are those of the standards, by vectors that others wrote."""

from typing import Any

import pytest

from tusoi.ledger import commitment, verify
from tusoi.ledger.tests import judged


def test_every_inclusion_proof_is_judged_as_its_authors_judged_it() -> None:
    found = judged.inclusion_proofs()
    assert len(found) == 98
    assert [name for name, right in found.items() if not right] == []


def test_every_consistency_proof_is_judged_as_its_authors_judged_it() -> None:
    found = judged.consistency_proofs()
    assert len(found) == 98
    assert [name for name, right in found.items() if not right] == []


@pytest.mark.parametrize("one", judged.OTHERS["ed25519"]["vectors"])
@pytest.mark.parametrize("check", [verify.signed, verify.signed_in_plain_python])
def test_signatures_of_the_rfc_hold_and_no_others(check: Any, one: dict[str, str]) -> None:
    assert judged.signature_holds(check, one)


def test_the_note_of_the_specification_verifies() -> None:
    assert judged.note_verifies()


def test_a_note_is_signed_as_gos_library_signs_it() -> None:
    assert judged.note_is_signed_alike()


@pytest.mark.parametrize("canonical", [verify.canonical, commitment.canonical])
def test_names_stand_in_the_order_of_the_rfc(canonical: Any) -> None:
    assert judged.names_in_order(canonical)
