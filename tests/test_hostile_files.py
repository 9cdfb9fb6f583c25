"""Hostile evidence (T19): whatever is sent, nothing unclean is kept, nothing breaks the page, nothing is given out as more than a file."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.cast import HCMC_CAMPAIGN, figures_kept, heading, kept_for_a_module, mai_loads_the_seed
from tests.hostile import MAKERS, Hostile, hostile_files, unclean
from tusoi.ledger.checking import discrepancies
from tusoi.remediation.evidence import store
from tusoi.remediation.models import EvidenceContent, EvidenceFile

pytestmark = pytest.mark.django_db

SEED = 20130120
ADDRESS = f"/dot/{HCMC_CAMPAIGN}/khac-phuc/12/minh-chung/"
_EDGE = "xxTUSOIxx"


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker), figures_kept():
        mai_loads_the_seed()
        heading("B01")
        yield


@pytest.fixture
def owner(monkeypatch: pytest.MonkeyPatch) -> Client:
    """B01's head, whose claim takes as many files as are sent here."""
    monkeypatch.setattr(store, "FILES", 1_000)
    client = Client()
    client.force_login(heading("B01"))
    return client


def sent(client: Client, one: Hostile) -> int:
    """How the page answered a file: written by hand, for a browser's own would mend its name."""
    name = one.name.encode("utf-8", "surrogatepass")
    body = b"".join(
        (
            f"--{_EDGE}\r\n".encode(),
            b'Content-Disposition: form-data; name="file"; filename="' + name + b'"\r\n',
            b"Content-Type: image/svg+xml\r\n\r\n",
            one.content,
            f"\r\n--{_EDGE}--\r\n".encode(),
        )
    )
    kind = f"multipart/form-data; boundary={_EDGE}"
    return client.post(ADDRESS, body, content_type=kind).status_code


def hold(client: Client, files: Iterator[Hostile]) -> Counter[int]:
    """Send each; what is kept is clean, what is refused leaves nothing."""
    answers = Counter[int]()
    for one in files:
        before = EvidenceFile.objects.count(), EvidenceContent.objects.count()
        answer = sent(client, one)
        answers[answer] += 1
        assert answer in (302, 400, 422), (one.what, one.name, answer)
        if answer != 302:
            after = EvidenceFile.objects.count(), EvidenceContent.objects.count()
            assert after == before, (one.what, one.name)
    for row in EvidenceFile.objects.all():
        kept = EvidenceContent.objects.get(pk=EvidenceContent.key_of(HCMC_CAMPAIGN, row.sha256))
        assert list(unclean(kept.content, row.kind)) == [], (row.name, row.kind)
        assert row.name.endswith(f".{row.kind}")
        assert not set(row.name) & set('/\\:\x00\r\n<>"\u202e')
    assert list(discrepancies()) == []
    return answers


def test_of_each_kind_of_hostile_file_nothing_unclean_is_kept(owner: Client) -> None:
    answers = hold(owner, hostile_files(SEED, len(MAKERS)))
    assert answers[302] >= 4
    assert answers[422] >= 10


@pytest.mark.slow
def test_of_five_hundred_hostile_files_nothing_unclean_is_kept(owner: Client) -> None:
    answers = hold(owner, hostile_files(date(2012, 12, 24).toordinal(), 500))
    assert sum(answers.values()) == 500


def test_what_is_kept_is_given_out_as_a_file_and_nothing_else(owner: Client) -> None:
    for one in hostile_files(SEED, 3):
        assert sent(owner, one) == 302
    for row in EvidenceFile.objects.all():
        given = owner.get(f"{ADDRESS}{row.pk}/")
        assert given["Content-Disposition"].startswith("attachment")
        assert given["Content-Type"] == "application/octet-stream"
        assert given["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in given["Content-Security-Policy"]
