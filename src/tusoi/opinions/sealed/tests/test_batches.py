"""From the spool to the trustees and back: nothing of the order is left, nothing is counted twice, nobody learns early."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_CAMPAIGN,
    at_noon,
    binh,
    dung,
    kept_for_a_module,
    khanh,
    lan,
    mai,
    mai_loads_the_seed,
    reach_for,
    thao,
    trustee,
)
from tusoi.ledger.checking import discrepancies
from tusoi.opinions.sealed import batches as batches_module
from tusoi.opinions.sealed.batches import NotYetReleased, batches, release_batch
from tusoi.opinions.sealed.channel import (
    ChannelStands,
    DaysWrong,
    StillSmall,
    ToOpen,
    channel_of,
    open_channel,
    weeks_before,
)
from tusoi.opinions.sealed.models import OpinionDigest, SealedOpinion, Spooled
from tusoi.opinions.sealed.protocol.batch import BatchDiffers
from tusoi.opinions.sealed.protocol.custody import TooFewKeys, TrusteeKey, hold_ceremony
from tusoi.opinions.sealed.protocol.keyfile import KeyFileClosed
from tusoi.opinions.sealed.protocol.result import NotSigned
from tusoi.opinions.sealed.results import (
    OpenedBefore,
    ResultUnusable,
    digests,
    digests_for,
    reply_to_digest,
    retaliations,
    take_result,
)
from tusoi.opinions.sealed.room.files import Folder
from tusoi.opinions.sealed.room.table import NotWritten, lay_open
from tusoi.opinions.sealed.tests.order import (
    SameEveryWeek,
    Unshuffled,
    all_are_alike,
    beyond_chance,
    in_three_batches,
    oracles,
)
from tusoi.opinions.sealed.tests.story import (
    AFTER,
    BY_RECEIPT,
    CLOSES,
    DURING,
    LISTS,
    OPENS,
    SIX,
    TRUSTEES,
    WORDS,
    channel_opens,
    channel_told,
    kept,
    key_files,
    laid_open,
    send,
    signed,
    take_away,
    ten_are_kept,
    written,
)
from tusoi.organisation.access import NotThere
from tusoi.organisation.actions import grant_role
from tusoi.organisation.conflicts.rule import InConflict
from tusoi.organisation.roles import Role, RoleOver
from tusoi.values.clock import today

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def channel(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        for player in (trustee, lan, thao, binh, dung, khanh):
            player()
        with at_noon(DURING):
            channel_opens()
            yield


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    held = Folder(tmp_path)
    key_files(held)
    return held


# Release


def test_too_few_wait_for_others_and_danger_waits_for_nobody() -> None:
    office = reach_for(mai())
    for words in SIX[:3]:
        kept(words)
    with pytest.raises(NotYetReleased):
        release_batch(office)
    kept("Có người bị đe dọa.", urgent="1")
    assert release_batch(office) == 1
    assert SealedOpinion.objects.count() == 1
    assert Spooled.objects.count() == 3


def test_who_tells_of_danger_every_day_learns_nothing_of_who_else_wrote() -> None:
    """Their own goes alone, the week's batch comes all the same, and the lists name no danger."""
    office = reach_for(mai())
    ten_are_kept()
    kept("Tôi bị đe dọa.", urgent="1")
    assert release_batch(office, pressing_only=True) == 1
    assert [len(one.fingerprints) for one in batches(HCMC_CAMPAIGN)] == [1]
    assert release_batch(office) == 2
    assert [len(one.fingerprints) for one in batches(HCMC_CAMPAIGN)] == [10, 1]
    assert "nguy hiểm" not in Client().get(LISTS).content.decode()
    ten_are_kept()
    with pytest.raises(NotYetReleased):
        release_batch(office)


def test_a_batch_of_danger_alone_does_not_take_the_weeks_place() -> None:
    office = reach_for(mai())
    kept("Có người bị đe dọa.", urgent="1")
    assert release_batch(office) == 1
    ten_are_kept()
    assert release_batch(office) == 2


def test_what_was_in_a_batch_and_is_put_into_the_spool_again_counts_once() -> None:
    ten_are_kept()
    release_batch(reach_for(mai()))
    row = SealedOpinion.objects.all()[0]
    with at_noon(AFTER):
        again = Spooled(
            id=uuid4(), campaign_id=row.campaign_id, unit_code=row.unit_code, about=row.about
        )
        again.week, again.sealed = row.week, row.ciphertext
        again.save()
        kept_after = SealedOpinion.objects.count()
        assert release_batch(reach_for(mai())) == 2
        assert SealedOpinion.objects.count() == kept_after
        assert not Spooled.objects.exists()


def test_a_few_are_held_for_three_weeks_or_until_intake_closes() -> None:
    kept(SIX[0])
    with at_noon(CLOSES), pytest.raises(NotYetReleased):
        release_batch(reach_for(mai()))
    with at_noon(AFTER):
        assert release_batch(reach_for(mai())) == 1


def test_three_weeks_are_the_longest_that_a_few_are_held() -> None:
    kept(SIX[1])
    Spooled.objects.update(week=weeks_before(DURING, 2))
    with pytest.raises(NotYetReleased):
        release_batch(reach_for(mai()))
    Spooled.objects.update(week=weeks_before(DURING, 3))
    assert release_batch(reach_for(mai())) == 1


def test_ten_are_released_once_a_week_and_the_spool_is_empty() -> None:
    ten_are_kept()
    assert release_batch(reach_for(mai())) == 1
    assert (Spooled.objects.count(), SealedOpinion.objects.count()) == (0, 10)
    ten_are_kept()
    with pytest.raises(NotYetReleased):
        release_batch(reach_for(mai()))
    assert list(discrepancies()) == []


def test_who_may_not_release_finds_nothing() -> None:
    for nobody in (lan, trustee, binh):
        with pytest.raises(NotThere):
            release_batch(reach_for(nobody()))


def test_a_receipt_used_before_the_batch_is_known_after_it() -> None:
    from tusoi.opinions.sealed.tests.story import open_form

    form = open_form().hidden
    send(form, unit="A47", about="head", words="Một.")
    ten_are_kept()
    release_batch(reach_for(mai()))
    again = send(form, unit="A47", about="head", words="Hai.")
    assert "đã dùng rồi" in again.page
    assert not Spooled.objects.exists()


def test_the_lists_show_every_fingerprint_and_a_changed_sealed_row_is_named() -> None:
    ten_are_kept()
    release_batch(reach_for(mai()))
    page = Client().get(LISTS).content.decode()
    assert all(one in page for one in batches(HCMC_CAMPAIGN)[0].fingerprints)
    file = Client().get(f"{LISTS}1.prints.txt").content.decode()
    assert file.split() == list(batches(HCMC_CAMPAIGN)[0].fingerprints)
    assert Client().get(f"{LISTS}2.prints.txt").status_code == 404
    SealedOpinion.objects.filter(pk=SealedOpinion.objects.first().pk).update(unit_code="B02")  # type: ignore[union-attr]
    assert [one for one in discrepancies() if "sealedopinion" in one.place]


# The order of arrival (T8)


def test_no_oracle_does_better_than_chance_over_three_batches() -> None:
    """Of three times 140, chance stays within 0.08 but once in tens of thousands of runs of all twelve oracles.

    By the size and the week of one batch all are alike.
    """
    found = in_three_batches(140)
    assert all_are_alike(found)
    beyond = beyond_chance(found)
    assert {name: value for name, value in beyond.items() if value >= 0.08} == {}


def test_without_the_shuffle_the_order_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches_module, "SystemRandom", Unshuffled)
    beyond = oracles(in_three_batches(20))
    assert min(beyond["rowid"], beyond["ledger"]) > 0.4


def test_a_shuffle_that_repeats_itself_is_learned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches_module, "SystemRandom", SameEveryWeek)
    beyond = oracles(in_three_batches(20))
    assert beyond["rowid, learned"] > 0.4
    assert beyond["key, learned"] < 0.3


# The room


def test_two_of_three_open_and_a_half_or_wrong_set_opens_nothing(folder: Folder) -> None:
    ten_are_kept()
    release_batch(reach_for(mai()))
    take_away(folder, 1)
    for pair in (("Hoa", "Dung"), ("Hoa", "Khánh"), ("Dung", "Khánh")):
        assert laid_open(folder, 1, *pair).opened == 10
    with pytest.raises(TooFewKeys):
        laid_open(folder, 1, "Hoa")
    name = f"{HCMC_CAMPAIGN}-1"
    files = f"{HCMC_CAMPAIGN}.ceremony.json", f"{name}.batch.json", f"{name}.prints.txt"
    with pytest.raises(KeyFileClosed):
        lay_open(folder, *files, {"Hoa.key.json": WORDS, "Dung.key.json": "sai câu mật khẩu"})


def test_a_batch_that_is_not_the_published_one_is_not_opened(folder: Folder) -> None:
    ten_are_kept()
    release_batch(reach_for(mai()))
    take_away(folder, 1)
    name = f"{HCMC_CAMPAIGN}-1.batch.json"
    file = folder.read(name)
    file["envelopes"].pop()
    folder.write(name, file, over=True)
    with pytest.raises(BatchDiffers):
        laid_open(folder, 1)


def test_a_batch_opened_twice_counts_once_and_keeps_what_was_being_written(folder: Folder) -> None:
    ten_are_kept()
    release_batch(reach_for(mai()))
    take_away(folder, 1)
    table = laid_open(folder, 1)
    table.write(0, topic="T1", words="Đang viết dở.", reply="")
    again = laid_open(folder, 1)
    assert (again.opened, again.faults) == (10, ())
    assert again.groups[0].words == "Đang viết dở."
    everything = b"".join(one.read_bytes() for one in folder.path.iterdir())
    assert "Đang viết dở".encode() not in everything
    assert SIX[0].encode() not in everything


def test_a_digest_is_wanted_for_every_group_and_quotes_nobody(folder: Folder) -> None:
    long = "Tôi thấy việc tuyển người vào phòng hành chính năm ngoái không công khai, không thi."
    ten_are_kept(long.replace("Tôi thấy", "Thấy rằng"))
    release_batch(reach_for(mai()))
    take_away(folder, 1)
    table = laid_open(folder, 1)
    with pytest.raises(NotWritten):
        table.sign("Hoa.key.json", WORDS)
    for place, group in enumerate(table.groups):
        longest = max((one.text for one in group.said), key=len)
        table.write(place, topic="T1", words=longest * 2, reply="")
    with pytest.raises(NotWritten):
        table.sign("Hoa.key.json", WORDS)


def test_a_change_voids_the_signatures_given_before_it(folder: Folder) -> None:
    ten_are_kept()
    release_batch(reach_for(mai()))
    take_away(folder, 1)
    table = laid_open(folder, 1)
    for place in range(len(table.groups)):
        table.write(place, topic="T1", words="Tóm lược.", reply="")
    assert table.sign("Hoa.key.json", WORDS) == 1
    table.write(0, topic="T1", words="Khác.", reply="")
    assert table.sign("Dung.key.json", WORDS) == 1


# Results, digests, dialogue


def test_a_signed_result_comes_back_as_digests_and_replies(folder: Folder) -> None:
    receipt = kept(SIX[0])
    ten_are_kept()
    release_batch(reach_for(mai()))
    file = written(folder, reply="Xin cho biết thêm thời gian.")
    taken = take_result(reach_for(trustee()), file)
    assert taken.new == 1 + len(digests(HCMC_CAMPAIGN))
    assert take_result(reach_for(trustee()), file).changes == 0
    page = send({}, address=BY_RECEIPT, receipt=str(receipt)).page
    assert "Xin cho biết thêm thời gian." in page
    assert "đã mở lô này" in page
    assert list(discrepancies()) == []


def test_a_result_unsigned_signed_once_or_changed_is_not_taken(folder: Folder) -> None:
    ten_are_kept()
    release_batch(reach_for(mai()))
    file: dict[str, list[object]] = written(folder)
    reach = reach_for(trustee())
    wrongs: list[object] = [
        {**file, "signatures": file["signatures"][:1]},
        {**file, "told": {}},
        {},
        [],
    ]
    for wrong in wrongs:
        with pytest.raises((NotSigned, ResultUnusable)):
            take_result(reach, wrong)
    with pytest.raises(NotThere):
        take_result(reach_for(lan()), file)
    assert not OpinionDigest.objects.exists()


def test_another_result_of_the_same_batch_is_refused(folder: Folder) -> None:
    ten_are_kept()
    release_batch(reach_for(mai()))
    take_result(reach_for(trustee()), written(folder))
    table = laid_open(folder, 1)
    table.write(0, topic="T1", words="Nói khác đi.", reply="")
    with pytest.raises(OpenedBefore):
        take_result(reach_for(trustee()), signed(table))


def test_copies_by_many_weigh_one_and_their_number_is_told(folder: Folder) -> None:
    for number in range(6):
        kept(
            f"Đề nghị cấp trên cho thôi chức ông trưởng phòng vì thái độ hách dịch với dân, {number}."
        )
    ten_are_kept()
    release_batch(reach_for(mai()))
    take_result(reach_for(trustee()), written(folder))
    assert max(one.voices for one in digests(HCMC_CAMPAIGN)) == 6


def heads_pages() -> list[tuple[int, int, str]]:
    """What Lan, whom it concerns, is shown on pages that could betray something."""
    shown = []
    for who in (lan(), thao()):
        client = Client()
        client.force_login(who)
        for name, more in (
            ("unit", ["A47"]),
            ("wall", []),
            ("items", []),
            ("sealed-trustees", []),
            ("sealed-digests", ["A47"]),
            ("sealed-digests", ["B02"]),
        ):
            response = client.get(reverse(name, args=[HCMC_CAMPAIGN, *more]))
            page = response.content.decode()
            page = page.split("csrfmiddlewaretoken")[0]
            shown.append((response.status_code, len(response.content), page))
        desk = client.get(reverse("my-desk"))
        shown.append((desk.status_code, len(desk.content), ""))
    return shown


def test_whom_it_concerns_learns_nothing_before_intake_closed(folder: Folder) -> None:
    before = heads_pages()
    ten_are_kept()
    assert heads_pages() == before
    release_batch(reach_for(mai()))
    assert heads_pages() == before
    take_result(reach_for(trustee()), written(folder))
    assert heads_pages() == before
    assert digests_for(reach_for(mai()), "A47", on=today())


def test_the_head_reads_digests_after_the_close_with_five_and_replies(folder: Folder) -> None:
    ten_are_kept()
    release_batch(reach_for(mai()))
    take_result(reach_for(trustee()), written(folder))
    with at_noon(AFTER):
        head = reach_for(lan())
        found = digests_for(head, "A47", on=today())
        assert len(found) >= 5
        assert digests_for(reach_for(binh()), "A47", on=today()) == ()
        client = Client()
        client.force_login(lan())
        address = reverse("sealed-digests", args=[HCMC_CAMPAIGN, "A47"])
        assert "Chưa kiểm chứng" in client.get(address).content.decode()
        assert "10" not in client.get(address).content.decode().split("<h1>")[1].split("<h2>")[0]
        sent = client.post(address, {"code": found[0].code, "words": "Đã xử lý từ tháng 10."})
        assert sent.status_code == 302
        assert "Đã xử lý từ tháng 10." in client.get(address).content.decode()
        with pytest.raises(NotThere):
            reply_to_digest(reach_for(binh()), "A47", found[0].code, "x")
        with pytest.raises(NotThere):
            reply_to_digest(head, "A47", "L9-9", "x")


def test_with_fewer_than_five_the_head_finds_no_page_even_after_the_close(folder: Folder) -> None:
    for words in SIX[:4]:
        kept(words)
    with at_noon(AFTER):
        release_batch(reach_for(mai()))
        take_result(reach_for(trustee()), written(folder))
        assert digests_for(reach_for(lan()), "A47", on=today()) == ()
        assert len(digests_for(reach_for(mai()), "A47", on=today())) == 4


def test_retaliation_goes_to_a_unit_above_and_shows_to_nobody_of_the_unit(folder: Folder) -> None:
    receipt = kept(SIX[0])
    talk = send({}, address=BY_RECEIPT, receipt=str(receipt))
    send(
        talk.hidden, address=BY_RECEIPT, words="Sau khi góp ý thì bị chuyển việc.", retaliation="1"
    )
    release_batch(reach_for(mai()))
    assert Spooled.objects.count() == 1
    take_away(folder, 1)
    table = laid_open(folder, 1)
    table.write(0, topic="", words="Bị chuyển việc sau khi góp ý.", reply="")
    with pytest.raises(NotWritten, match="the unit's code as the topic"):
        table.told()
    table.write(0, topic="A47", words="Bị chuyển việc sau khi góp ý.", reply="")
    take_result(reach_for(trustee()), signed(table))
    (told,) = retaliations(HCMC_CAMPAIGN)
    assert told.unit == "A47"
    assert told.to_unit != "A47"


def test_a_trustee_whom_a_batch_concerns_is_left_out_of_it(folder: Folder) -> None:
    ten_are_kept()
    release_batch(reach_for(mai()))
    file = written(folder)
    account = trustee()
    over = RoleOver("thanh-uy-tphcm", unit="A47")
    grant_role(Role.UNIT_OFFICE, to=account, over=over, since=OPENS, by=account.pk)
    client = Client()
    client.force_login(account)
    taken = client.get(reverse("sealed-batch", args=[HCMC_CAMPAIGN, 1]))
    assert "Content-Disposition" not in taken.headers
    assert "đứng ngoài cả lô" in taken.content.decode()
    with pytest.raises(InConflict):
        take_result(reach_for(account), file)
    assert not OpinionDigest.objects.exists()


def test_a_trustee_is_of_no_office_and_no_group() -> None:
    over = RoleOver("thanh-uy-tphcm")
    with pytest.raises(InConflict):
        grant_role(Role.TRUSTEE, to=mai(), over=over, since=OPENS, by=mai().pk)
    with pytest.raises(InConflict):
        grant_role(Role.CAMPAIGN_OFFICE, to=trustee(), over=over, since=OPENS, by=mai().pk)


# Keys and keeping


def test_one_person_of_the_office_neither_ends_nor_opens_early_nor_exchanges_who_keeps_the_key() -> (
    None
):
    """What was promised to whoever wrote holds, whatever is sent again: nothing of it is recorded."""
    office, told = reach_for(mai()), channel_told()
    others = tuple(replace(one, name=f"{one.name} khác") for one in told.trustees)
    past, before = DURING - timedelta(days=91), OPENS - timedelta(days=120)
    for wrong, refusal in (
        (replace(told, opens_on=before, closes_on=past), DaysWrong),
        (replace(told, closes_on=DURING - timedelta(days=1)), DaysWrong),
        (replace(told, opens_on=before), DaysWrong),
        (replace(told, threshold=1), ChannelStands),
        (replace(told, trustees=others), ChannelStands),
        (replace(told, crowds={**told.crowds, "A01": 20}), StillSmall),
    ):
        with pytest.raises(refusal):
            open_channel(office, wrong)
    assert not open_channel(office, told).changes
    assert channel_of(HCMC_CAMPAIGN, DURING).closes_on == CLOSES


def test_what_a_digest_is_called_tells_neither_its_batch_nor_its_place(folder: Folder) -> None:
    ten_are_kept()
    release_batch(reach_for(mai()))
    take_away(folder, 1)
    codes = [one["code"] for one in written(folder)["told"]["digests"]]
    assert len(set(codes)) == len(codes) > 1
    assert all(re.fullmatch(r"YK-[0-9a-f]{10}", one) for one in codes)
    assert codes == [one["code"] for one in written(folder)["told"]["digests"]]


def test_a_key_is_never_exchanged_and_the_days_may_move() -> None:
    other = hold_ceremony(HCMC_CAMPAIGN, [one.card for one in TRUSTEES], 2)
    told = ToOpen(other.campaign_key, 2, other.trustees, DURING, CLOSES, {})
    with pytest.raises(ChannelStands):
        open_channel(reach_for(mai()), told)
    later = replace(channel_told(), closes_on=CLOSES + timedelta(days=7))
    assert open_channel(reach_for(mai()), later).changes
    assert channel_of(HCMC_CAMPAIGN, DURING).closes_on == later.closes_on
    assert TrusteeKey.made("x", "").card.name == "x"
