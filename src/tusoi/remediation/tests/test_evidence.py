"""An evidence file is kept beside the claim it speaks for, written anew, once; what is refused leaves nothing."""

from collections.abc import Iterator
from datetime import date

import pytest
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_CAMPAIGN,
    at_noon,
    binh,
    dung,
    heading,
    kept_for_a_module,
    khanh,
    mai,
    mai_loads_the_seed,
    phuc,
    player,
    reach_for,
)
from tusoi.campaigns.models import campaign_tree, work_tree
from tusoi.ledger.actions import Told
from tusoi.ledger.checking import discrepancies
from tusoi.ledger.models import Entry
from tusoi.organisation.access import NotThere
from tusoi.organisation.models import Account
from tusoi.remediation.evidence import store
from tusoi.remediation.evidence.cleaning import Cleaned, EvidenceNotTaken, Upload, clean
from tusoi.remediation.evidence.store import (
    EvidenceClosed,
    TooManyFiles,
    add_evidence,
    evidence_content,
    evidence_of,
)
from tusoi.remediation.living import claim_item, return_claim, verify_claim
from tusoi.remediation.models import EvidenceContent, EvidenceFile
from tusoi.values.clock import now

pytestmark = pytest.mark.django_db

ITEM, UNIT = "12", "B01"
JAN_20, FEB_5, FEB_10 = date(2013, 1, 20), date(2013, 2, 5), date(2013, 2, 10)
MINUTES = Upload("Biên bản.txt", "Biên bản bàn giao\r\n".encode())


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        yield


def head() -> Account:
    return heading(UNIT)


def sent(text: str) -> Told:
    return add_evidence(reach_for(head()), ITEM, Upload("a.txt", text.encode()))


def claims_of_files() -> list[int]:
    return [one.claim for one in evidence_of(HCMC_CAMPAIGN, ITEM, known_by=now())]


def test_a_file_is_kept_as_it_was_written_anew_and_witnessed() -> None:
    assert add_evidence(reach_for(head()), ITEM, MINUTES) == Told(new=1)
    (one,) = evidence_of(HCMC_CAMPAIGN, ITEM, known_by=now())
    assert (one.name, one.claim, one.by) == ("Biên bản.txt", 1, head().pk)
    found, content = evidence_content(reach_for(head()), ITEM, one.id, known_by=now())
    assert (found, content.decode()) == (one, "Biên bản bàn giao\n")
    assert one.size == len(content)
    assert list(discrepancies()) == []


def test_no_figure_is_counted_anew_for_a_file() -> None:
    before = Entry.objects.filter(tree=campaign_tree(HCMC_CAMPAIGN)).count()
    sent("a")
    assert Entry.objects.filter(tree=campaign_tree(HCMC_CAMPAIGN)).count() == before
    entry = Entry.objects.filter(tree=work_tree(HCMC_CAMPAIGN)).latest("position")
    assert "evidence_added" in entry.body
    assert "a.txt" not in entry.body


def test_what_is_changed_in_a_kept_file_is_found() -> None:
    sent("a")
    EvidenceContent.objects.update(written="Yg==")
    assert len(list(discrepancies())) == 1


def test_the_same_file_sent_twice_is_kept_once() -> None:
    assert sent("a") == Told(new=1)
    assert sent("a") == Told(same=1)
    assert (EvidenceFile.objects.count(), EvidenceContent.objects.count()) == (1, 1)


def test_the_same_bytes_for_two_items_lie_there_once() -> None:
    sent("a")
    add_evidence(reach_for(heading("A01")), "8", Upload("b.txt", b"a"))
    assert (EvidenceFile.objects.count(), EvidenceContent.objects.count()) == (2, 1)


def test_a_file_belongs_to_the_claim_that_waits_or_to_the_next() -> None:
    with at_noon(JAN_20):
        sent("before the claim")
        claim_item(reach_for(head()), ITEM, "Biên bản")
        sent("beside it")
    with at_noon(FEB_5):
        return_claim(reach_for(phuc()), ITEM, 1, "Thiếu")
        sent("after it was returned")
    with at_noon(FEB_10):
        claim_item(reach_for(head()), ITEM, "Bổ sung")
        sent("beside the second")
    assert claims_of_files() == [1, 1, 2, 2]


def test_a_claim_has_three_files_at_most_and_the_next_one_again() -> None:
    for text in "abc":
        sent(text)
    with pytest.raises(TooManyFiles, match="has 3 files"):
        sent("d")
    assert EvidenceContent.objects.count() == 3
    claim_item(reach_for(head()), ITEM, "Biên bản")
    return_claim(reach_for(phuc()), ITEM, 1, "Thiếu")
    sent("d")
    assert claims_of_files() == [1, 1, 1, 2]


def test_what_is_verified_is_not_added_to() -> None:
    with at_noon(JAN_20):
        claim_item(reach_for(head()), ITEM, "Biên bản")
        verify_claim(reach_for(phuc()), ITEM, 1, "Đã xem")
    with pytest.raises(EvidenceClosed, match="verified as done"):
        sent("a")


def test_an_item_verified_while_its_file_was_cleaned_is_not_added_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    claim_item(reach_for(head()), ITEM, "Biên bản")
    really = clean

    def slow(upload: Upload) -> Cleaned:
        verify_claim(reach_for(phuc()), ITEM, 1, "Đã xem")
        return really(upload)

    monkeypatch.setattr(store, "clean", slow)
    with pytest.raises(EvidenceClosed):
        sent("a")
    assert not EvidenceContent.objects.exists()


def test_what_is_refused_leaves_nothing() -> None:
    with pytest.raises(EvidenceNotTaken):
        add_evidence(reach_for(head()), ITEM, Upload("a.pdf", b"%PDF-1.7 cut off"))
    assert not EvidenceFile.objects.exists()
    assert not EvidenceContent.objects.exists()


@pytest.mark.parametrize("who", [binh, mai, dung, khanh, phuc])
def test_nobody_but_who_owes_the_item_sends_a_file(who: object) -> None:
    with pytest.raises(NotThere):
        add_evidence(reach_for(who()), ITEM, MINUTES)  # type: ignore[operator]


def test_whoever_sits_by_the_answerable_post_sends_one_and_another_of_the_collective_does_not() -> (
    None
):
    owner, other = (player(f"{UNIT}/{post}", unit=UNIT, post=post) for post in ("PBT", "UV1"))
    assert add_evidence(reach_for(owner), ITEM, MINUTES) == Told(new=1)
    with pytest.raises(NotThere):
        add_evidence(reach_for(other), ITEM, MINUTES)


def test_whoever_does_not_see_the_item_gets_no_file_of_it() -> None:
    sent("a")
    file = EvidenceFile.objects.get().pk
    for account in (phuc(), mai(), dung(), khanh(), head()):
        assert evidence_content(reach_for(account), ITEM, file, known_by=now())[1] == b"a\n"
    with pytest.raises(NotThere):
        evidence_content(reach_for(binh()), ITEM, file, known_by=now())
    with pytest.raises(NotThere):
        evidence_content(reach_for(mai()), "13", file, known_by=now())
