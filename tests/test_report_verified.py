"""An approved report is verified away from the program: its content, its proof, and the witnesses' word."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker, Settings

from tests.cast import (
    DEC_17,
    HCMC_CAMPAIGN,
    dung,
    kept_for_a_module,
    mai,
    mai_loads_the_seed,
    reach_for,
)
from tusoi.ledger import verify
from tusoi.ledger.checkpoints import make_checkpoints
from tusoi.ledger.signing import make_host_key
from tusoi.ledger.witnesses import FILE, NoCheckpoint
from tusoi.organisation.models import Account
from tusoi.reports.approval import approve_report, draft_report
from tusoi.reports.queries import draft, proof, published_json, witnesses_of
from tusoi.values.clock import now

pytestmark = pytest.mark.django_db
APPROVED: list[UUID] = []


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        made = draft_report(reach_for(mai()), as_of=DEC_17, known_by=now())
        approve_report(reach_for(dung()), draft=made)
        APPROVED[:] = [made]
        yield


@pytest.fixture(autouse=True)
def policy(settings: Settings, tmp_path: Path) -> verify.Policy:
    settings.HOME = tmp_path
    text = f"log {make_host_key('kiemdiem.example').public.vkey}\nquorum none\n"
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    return verify.read_policy(text)


def files() -> tuple[bytes, str]:
    make_checkpoints(make_host_key())
    kept = draft(HCMC_CAMPAIGN, APPROVED[0])
    return published_json(kept), proof(kept)


def judged(report: bytes, told: str, policy: verify.Policy) -> tuple[int, str]:
    found = verify.check_report(report, told, policy)
    return found.code, " | ".join(said.en for _, said in found.faults)


def test_a_report_as_it_was_approved_is_valid(policy: verify.Policy) -> None:
    assert judged(*files(), policy) == (verify.VALID, "")
    standing = witnesses_of(draft(HCMC_CAMPAIGN, APPROVED[0]))
    assert standing is not None
    assert standing.of == 0


def test_before_a_checkpoint_covers_it_there_is_no_proof() -> None:
    with pytest.raises(NoCheckpoint):
        proof(draft(HCMC_CAMPAIGN, APPROVED[0]))


def test_another_number_in_the_report_is_seen(policy: verify.Policy) -> None:
    report, told = files()
    assert b"133" in report
    code, said = judged(report.replace(b"133", b"134"), told, policy)
    assert code == verify.TAMPERED
    assert "is not the one that was approved" in said


def test_a_proof_for_another_campaign_is_told_apart(policy: verify.Policy) -> None:
    report, told = files()
    other: dict[str, Any] = json.loads(report) | {"campaign": "dot-khac"}
    code, said = judged(verify.canonical(other), told, policy)
    assert code == verify.TAMPERED
    assert "proof is of another ledger" in said


def test_a_log_that_the_policy_does_not_know_vouches_for_nothing() -> None:
    other = verify.make_key("kiemdiem.example", verify.LOG_KEY, bytes(32))
    code, _ = judged(*files(), verify.Policy((other,), {}, {}, "none"))
    assert code == verify.FEW


@pytest.mark.parametrize("cut", [0, 10, 100, -10])
def test_a_truncated_proof_is_unreadable(cut: int, policy: verify.Policy) -> None:
    report, told = files()
    with pytest.raises(verify.Unreadable):
        verify.check_report(report, told[:cut], policy)


def test_both_files_are_there_to_be_downloaded(client: Client) -> None:
    report, told = files()
    client.force_login(Account.objects.get(name="Dung"))
    page = f"/dot/{HCMC_CAMPAIGN}/bao-cao/ban/{APPROVED[0]}/"
    assert client.get(f"{page}tep/json/").content == report
    assert client.get(f"{page}tep/tlog-proof/").content.decode() == told
    assert client.get(page).status_code == 200
