"""Destroying what is sealed: on its day, not while it is held up, and with a record that the trustees signed."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_CAMPAIGN,
    at_noon,
    binh,
    kept_for_a_module,
    lan,
    mai,
    mai_loads_the_seed,
    reach_for,
    trustee,
)
from tusoi.ledger.checking import discrepancies
from tusoi.ledger.models import Entry
from tusoi.opinions.sealed.batches import release_batch
from tusoi.opinions.sealed.channel import channel_of
from tusoi.opinions.sealed.models import ReplyLeft, SealedDestroyed, SealedOpinion
from tusoi.opinions.sealed.protocol.custody import NotATrustee, TrusteeKey, hold_ceremony
from tusoi.opinions.sealed.protocol.destruction import (
    NoRecord,
    RecordOfAnother,
    SignedTwice,
    StatementBroken,
    StrangerSigned,
    TooFewSigned,
    Wraps,
    record_file,
)
from tusoi.opinions.sealed.protocol.keyfile import Cost, KeyFileClosed, lock
from tusoi.opinions.sealed.protocol.result import signature, signed_file
from tusoi.opinions.sealed.results import digests, take_result
from tusoi.opinions.sealed.retention import (
    DestructionOnHold,
    HoldTooLong,
    NotDue,
    NothingLeft,
    SignedEarly,
    StillWaiting,
    destroy_sealed,
    destructions,
    due_for_destruction,
    hold_destruction,
    kept_until,
)
from tusoi.opinions.sealed.room.destroying import NobodySigns, NotSure, destroy_wraps
from tusoi.opinions.sealed.room.files import Folder, channel_file
from tusoi.opinions.sealed.tests.story import (
    CEREMONY,
    DUE,
    DUNG,
    DURING,
    HERE,
    HOA,
    KHANH,
    LISTS,
    SIX,
    TRUSTEES,
    WORDS,
    channel_opens,
    kept,
    key_files,
    laid_open,
    record,
    take_away,
    ten_are_kept,
    written,
)
from tusoi.organisation.access import NotThere

pytestmark = pytest.mark.django_db
PAGE = f"/dot/{HCMC_CAMPAIGN}/giu-khoa/"


@pytest.fixture(scope="module", autouse=True)
def channel(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        for player in (trustee, lan, binh):
            player()
        with at_noon(DURING):
            channel_opens()
            yield


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    held = Folder(tmp_path)
    key_files(held)
    return held


def ten_are_released() -> None:
    ten_are_kept()
    release_batch(reach_for(mai()))


def sent(client: Client, act: str, file: Any = None) -> Any:
    import json

    told: dict[str, Any] = {"act": act}
    if file is not None:
        told["file"] = SimpleUploadedFile("x.destroyed.json", json.dumps(file).encode())
    return client.post(PAGE, told)


# When


def test_what_is_sealed_goes_on_its_day_and_not_a_day_early(folder: Folder) -> None:
    ten_are_released()
    take_result(reach_for(trustee()), written(folder, reply="Đã xem."))
    with at_noon(DUE - timedelta(days=1)), pytest.raises(NotDue):
        destroy_sealed(reach_for(trustee()), record(HOA, DUNG))
    with at_noon(DUE):
        kept_before = len(digests(HCMC_CAMPAIGN))
        gone = destroy_sealed(reach_for(trustee()), record(DUNG, HOA))
        assert (gone.opinions, gone.replies, gone.signers) == (10, 10, ("Hoa", "Dung"))
        assert not SealedOpinion.objects.exists()
        assert not ReplyLeft.objects.exists()
        assert len(digests(HCMC_CAMPAIGN)) == kept_before
        assert list(discrepancies()) == []
        (entry,) = Entry.objects.filter(body__contains="sealed_destroyed")
        assert '"signers":2' in entry.body
        page = Client().get(LISTS).content.decode()
        assert "10 ý kiến" in page
        assert "Hoa, Dung" in page
        assert "không còn bản sao nào" in page


def test_a_hold_puts_destruction_off_says_why_and_reaches_no_further_than_a_year() -> None:
    office, until = reach_for(mai()), date(2013, 6, 1)
    for day, reason in ((DURING, "vụ việc"), (date(2014, 1, 1), "vụ việc"), (until, " ")):
        with pytest.raises(HoldTooLong):
            hold_destruction(office, day, reason)
    ten_are_released()
    hold_destruction(office, until, "vụ việc VV09")
    assert kept_until(channel_of(HCMC_CAMPAIGN, DURING)) == until
    with pytest.raises(HoldTooLong, match="longer, not shorter"):
        hold_destruction(office, until - timedelta(days=1), "không cần nữa")
    with at_noon(until - timedelta(days=1)):
        for told in (None, record(HOA, DUNG)):
            with pytest.raises(DestructionOnHold, match="VV09"):
                destroy_sealed(reach_for(mai()), told)
    assert SealedOpinion.objects.count() == 10
    with at_noon(until):
        assert destroy_sealed(reach_for(mai()), record(HOA, DUNG)).opinions == 10


def test_nothing_is_destroyed_while_something_waits_for_its_batch() -> None:
    kept(SIX[0])
    with at_noon(DUE):
        for told in (None, record(HOA, DUNG)):
            with pytest.raises(StillWaiting):
                destroy_sealed(reach_for(mai()), told)


def test_what_is_due_is_named_with_its_day_until_it_is_gone() -> None:
    ten_are_released()
    assert due_for_destruction(DUE - timedelta(days=1)) == ()
    with at_noon(DUE):
        assert due_for_destruction(DUE) == ((HCMC_CAMPAIGN, DUE),)
        destroy_sealed(reach_for(mai()))
        assert due_for_destruction(DUE) == ()


# Who, and with which record


def test_who_keeps_no_key_and_is_not_the_office_destroys_nothing() -> None:
    ten_are_released()
    with at_noon(DUE):
        for nobody in (lan, binh):
            with pytest.raises(NotThere):
                destroy_sealed(reach_for(nobody()), record(HOA, DUNG))
        with pytest.raises(NotThere):
            destroy_sealed(reach_for(trustee()))
    assert SealedOpinion.objects.count() == 10


ELSEWHERE = hold_ceremony("hospital-2026", [one.card for one in TRUSTEES], 2)
SÁU = TrusteeKey.made("Sáu", "đợt khác")
DIGESTED = signed_file({"campaign": HCMC_CAMPAIGN}, [signature({}, HOA), signature({}, DUNG)])


def altered(**columns: str) -> Any:
    told = record(HOA, DUNG)
    told["statements"][1] |= columns
    return told


@pytest.mark.parametrize(
    ("told", "refusal", "said"),
    [
        (record(HOA), TooFewSigned, "mới có 1 người"),
        (record(), TooFewSigned, "mới có 0 người"),
        (record(HOA, HOA), SignedTwice, "Hoa ký hai lần"),
        (record(HOA, DUNG, HOA), SignedTwice, "Hoa ký hai lần"),
        (record(HOA, SÁU), StrangerSigned, "đợt khác"),
        (record(HOA, DUNG, SÁU), StrangerSigned, "đợt khác"),
        (
            record(HOA, DUNG, wraps=Wraps("hospital-2026", ELSEWHERE.campaign_key)),
            RecordOfAnother,
            "hospital-2026",
        ),
        (
            record(HOA, DUNG, wraps=Wraps(HCMC_CAMPAIGN, ELSEWHERE.campaign_key)),
            RecordOfAnother,
            "một khóa khác",
        ),
        (altered(day="2013-03-21"), StatementBroken, "Chữ ký của Dung"),
        (altered(signature="00" * 64), StatementBroken, "Chữ ký của Dung"),
        (altered(signature="không phải"), StatementBroken, "Chữ ký của Dung"),
        (record(HOA, DUNG, on=DUE - timedelta(days=1)), SignedEarly, "Hoa ký ngày"),
        (record(HOA, DUNG, on=DUE + timedelta(days=1)), SignedEarly, "đồng hồ"),
        ({}, NoRecord, ".destroyed.json"),
        ([], NoRecord, ".destroyed.json"),
        ({**record(HOA), "statements": "x"}, NoRecord, ".destroyed.json"),
        ({**record(HOA), "statements": [1]}, NoRecord, ".destroyed.json"),
        (DIGESTED, NoRecord, ".destroyed.json"),
    ],
)
def test_a_record_not_to_be_believed_is_a_sentence_and_destroys_nothing(
    told: Any, refusal: type[Exception], said: str
) -> None:
    ten_are_released()
    with at_noon(DUE):
        with pytest.raises(refusal):
            destroy_sealed(reach_for(trustee()), told)
        client = Client()
        client.force_login(trustee())
        answered = sent(client, "destroyed", told)
        assert answered.status_code == 422
        assert said in answered.content.decode()
    assert (SealedOpinion.objects.count(), SealedDestroyed.objects.count()) == (10, 0)


def test_a_signature_under_a_result_is_none_under_a_record() -> None:
    """What a trustee signed for another purpose cannot be turned into a statement of destruction."""
    told = {"campaign": HERE.campaign, "campaign_key": HERE.campaign_key, "day": DUE.isoformat()}
    lifted = [
        {
            "by": one.card.sign,
            "day": DUE.isoformat(),
            "signature": signature(told, one)["signature"],
        }
        for one in (HOA, DUNG)
    ]
    with at_noon(DUE), pytest.raises(StatementBroken):
        destroy_sealed(reach_for(trustee()), record_file(HERE, lifted))


def test_the_office_destroys_what_is_due_without_a_record_and_it_can_follow() -> None:
    ten_are_released()
    with at_noon(DUE):
        office = reach_for(mai())
        assert destroy_sealed(office).signers == ()
        assert "chưa có chữ ký" in Client().get(LISTS).content.decode()
        with pytest.raises(NothingLeft):
            destroy_sealed(office)
        signed = destroy_sealed(reach_for(trustee()), record(HOA, KHANH))
        assert (signed.opinions, signed.signers) == (0, ("Hoa", "Khánh"))
        assert destroy_sealed(reach_for(trustee()), record(HOA, KHANH)).again
        assert destroy_sealed(reach_for(trustee()), record(HOA, DUNG, KHANH)).again is False
        found = [(one.opinions, one.signers) for one in destructions(HCMC_CAMPAIGN)]
        assert found == [(10, ()), (0, ("Hoa", "Khánh")), (0, ("Hoa", "Dung", "Khánh"))]
        assert list(discrepancies()) == []


def test_the_page_takes_the_record_once_and_says_so_the_second_time() -> None:
    ten_are_released()
    client = Client()
    with at_noon(DUE):
        client.force_login(trustee())
        page = client.get(PAGE).content.decode()
        assert "đến hạn hủy" in page
        assert "không chứng minh được" in page.lower()
        assert 'value="destroy"' not in page
        assert sent(client, "destroyed", record(HOA, DUNG)).status_code == 302
        assert "Hoa, Dung" in client.get(PAGE).content.decode()
        sent(client, "destroyed", record(HOA, DUNG))
        assert "đã được ghi từ trước" in client.get(PAGE).content.decode()
        assert sent(client, "destroyed").status_code == 422
        assert sent(client, "destroy").status_code == 404
    assert len(destructions(HCMC_CAMPAIGN)) == 1


# In the trustees' room


def gone_from(folder: Folder) -> set[str]:
    return {one.name for one in folder.path.iterdir()}


def test_two_trustees_destroy_on_their_own_machines_and_one_file_holds_both(
    folder: Folder, tmp_path: Path
) -> None:
    ten_are_released()
    take_away(folder, 1)
    laid_open(folder, 1).write(0, topic="T1", words="Đang viết.", reply="")
    folder.write("ban-sao.ceremony.json", folder.read(f"{HCMC_CAMPAIGN}.ceremony.json"))
    another = hold_ceremony("hospital-2026", [one.card for one in TRUSTEES], 2)
    folder.write("hospital-2026.channel.json", channel_file(another))
    folder.write("hospital-2026-1.batch.json", {})
    first = destroy_wraps(
        folder, f"{HCMC_CAMPAIGN}.ceremony.json", {"Hoa.key.json": WORDS}, on=DUE, sure=True
    )
    assert (first.held, first.wanted, len(first.files)) == (1, 2, 5)
    left = gone_from(folder)
    assert not {one for one in left if "ceremony" in one or one.startswith(f"{HCMC_CAMPAIGN}-1.b")}
    assert {"hospital-2026-1.batch.json", "Hoa.key.json", first.record} <= left
    theirs = Folder(tmp_path / "theirs")
    theirs.path.mkdir()
    key_files(theirs)
    theirs.write(first.record, folder.read(first.record))
    second = destroy_wraps(
        theirs, f"{HCMC_CAMPAIGN}.ceremony.json", {"Dung.key.json": WORDS}, on=DUE, sure=True
    )
    assert second.held == 2
    with at_noon(DUE):
        told = theirs.read(second.record)
        assert destroy_sealed(reach_for(trustee()), told).signers == ("Hoa", "Dung")


def test_a_trustee_whose_wraps_are_gone_signs_with_the_channels_file(folder: Folder) -> None:
    there = {"Hoa.key.json": WORDS}
    name = f"{HCMC_CAMPAIGN}.channel.json"
    folder.write(name, channel_file(CEREMONY))
    destroy_wraps(folder, f"{HCMC_CAMPAIGN}.ceremony.json", there, on=DUE, sure=True)
    again = destroy_wraps(folder, name, {**there, "Dung.key.json": WORDS}, on=DUE, sure=True)
    assert (again.files, again.held) == ((), 2)


def test_a_slip_in_the_room_destroys_nothing(folder: Folder) -> None:
    stranger = lock(TrusteeKey.made("Lạ", ""), WORDS, Cost(passes=1, memory=8192))
    folder.write("La.key.json", stranger)
    before, name = gone_from(folder), f"{HCMC_CAMPAIGN}.ceremony.json"
    for present, sure, refusal in (
        ({"Hoa.key.json": WORDS}, False, NotSure),
        ({}, True, NobodySigns),
        ({"Hoa.key.json": "sai câu mật khẩu"}, True, KeyFileClosed),
        ({"Hoa.key.json": WORDS, "La.key.json": WORDS}, True, NotATrustee),
    ):
        with pytest.raises(refusal):
            destroy_wraps(folder, name, present, on=DUE, sure=sure)
    folder.write(f"{HCMC_CAMPAIGN}.destroyed.json", {"v": 1})
    with pytest.raises(NoRecord):
        destroy_wraps(folder, name, {"Hoa.key.json": WORDS}, on=DUE, sure=True)
    assert gone_from(folder) == before | {f"{HCMC_CAMPAIGN}.destroyed.json"}


def test_what_goes_is_overwritten_first(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bytes] = []
    real = Path.unlink

    def watched(path: Path, missing_ok: bool = False) -> None:
        seen.append(path.read_bytes())
        real(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", watched)
    folder.destroy(f"{HCMC_CAMPAIGN}.ceremony.json")
    assert [set(one) for one in seen] == [{0}]
    assert reverse("sealed-trustees", args=[HCMC_CAMPAIGN]) == PAGE
