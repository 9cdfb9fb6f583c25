"""Publishing and taking back: record by record, by two persons, the original untouched."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_CAMPAIGN,
    another_of_the_commission,
    dung,
    kept_for_a_module,
    khanh,
    lan,
    mai,
    mai_loads_the_seed,
    reach_for,
)
from tests.pages import text
from tusoi.board.actions import (
    NamesSomebody,
    NothingNew,
    NothingToTakeBack,
    NotWaiting,
    WaitsAlready,
    WordsNotUsable,
    decide_publication,
    propose_publication,
    propose_redaction,
)
from tusoi.board.queries import publications
from tusoi.board.rules.names import named_in
from tusoi.board.rules.standing import (
    Ground,
    Kind,
    Piece,
    Public,
    PublicWords,
    Standing,
    public_of,
    standing_of,
)
from tusoi.board.tests.told import WORDS, proposed, published, taken_back, waits, withdrawn
from tusoi.campaigns.relations import Kin, declare_relation
from tusoi.ledger.checking import discrepancies
from tusoi.organisation.access import NotThere
from tusoi.organisation.conflicts.rule import InConflict
from tusoi.organisation.kinship import Kinship
from tusoi.organisation.models import Account, Tenure
from tusoi.remediation.models import Item

pytestmark = pytest.mark.django_db
ITEM = (Kind.ITEM, "1")


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        yield


def public() -> Public | None:
    return public_of(publications(HCMC_CAMPAIGN)[ITEM])


def standing() -> Standing:
    return standing_of(publications(HCMC_CAMPAIGN)[ITEM])


def test_nothing_is_public_before_a_second_person_agrees() -> None:
    step = proposed()
    assert public() is None
    assert standing() is Standing.PROPOSED
    decide_publication(reach_for(dung()), *ITEM, step, agreed=True)
    shown = public()
    assert shown is not None
    assert shown.words == WORDS
    assert standing() is Standing.PUBLISHED


def test_from_the_desk_the_public_page_opens_in_the_desks_language() -> None:
    published()
    client = Client()
    client.force_login(mai())
    desk, board = f"/dot/{HCMC_CAMPAIGN}/cong-khai/", reverse("public-board", args=[HCMC_CAMPAIGN])
    assert f'<a href="{board}?lang=en">' in text(client.get(desk, {"lang": "en"}))
    assert f'<a href="{board}">' in text(client.get(desk, {"lang": "vi"}))


def test_the_original_stays_as_it_was_and_the_ledger_knows_every_step() -> None:
    before = list(Item.objects.order_by("pk").values())
    published()
    taken_back(Piece.TITLE, Piece.OWNER)
    published("1", PublicWords("Lời mới", "", "Sở"))
    assert list(Item.objects.order_by("pk").values()) == before
    assert len(publications(HCMC_CAMPAIGN)[ITEM]) == 3
    assert list(discrepancies()) == []


def test_whoever_proposed_may_not_agree_by_another_account_either() -> None:
    step = proposed()
    with pytest.raises(NotThere):
        decide_publication(reach_for(mai()), *ITEM, step, agreed=True)
    propose = reach_for(dung())
    decide_publication(propose, *ITEM, step, agreed=True)
    propose_redaction(propose, *ITEM, [Piece.AREA], Ground.WRONG, "ghi nhầm")
    with pytest.raises(InConflict):
        decide_publication(propose, *ITEM, waits(*ITEM), agreed=True)
    decide_publication(reach_for(another_of_the_commission()), *ITEM, waits(*ITEM), agreed=True)
    assert standing() is Standing.REDACTED


def test_whoever_has_no_right_learns_nothing() -> None:
    step = proposed()
    for account in (lan(), khanh()):
        reach = reach_for(account)
        with pytest.raises(NotThere):
            propose_publication(reach, *ITEM, WORDS)
        with pytest.raises(NotThere):
            propose_redaction(reach, *ITEM, [Piece.WHOLE], Ground.OTHER, "x")
        with pytest.raises(NotThere):
            decide_publication(reach, *ITEM, step, agreed=True)
    with pytest.raises(NotThere):
        propose_publication(reach_for(mai()), Kind.ITEM, "khong-co", WORDS)
    with pytest.raises(NotThere):
        propose_publication(reach_for(mai()), Kind.REPORT, "1", WORDS)


def test_sent_twice_it_is_one_proposal_and_one_decision() -> None:
    step = proposed()
    assert propose_publication(reach_for(mai()), *ITEM, WORDS).same == 1
    assert decide_publication(reach_for(dung()), *ITEM, step, agreed=True).new == 1
    assert decide_publication(reach_for(dung()), *ITEM, step, agreed=True).same == 1
    with pytest.raises(NotWaiting):
        decide_publication(reach_for(another_of_the_commission()), *ITEM, step, agreed=True)
    assert len(publications(HCMC_CAMPAIGN)[ITEM]) == 1


def test_what_is_said_must_be_usable() -> None:
    office = reach_for(mai())
    for words in (
        PublicWords("", "x", "y"),
        PublicWords("x", "", " "),
        PublicWords("x" * 2_001, "", "y"),
        PublicWords("x", "a" * 301, "y"),
        PublicWords("x\x00", "", "y"),
    ):
        with pytest.raises(WordsNotUsable):
            propose_publication(office, *ITEM, words)
    step = proposed()
    with pytest.raises(WordsNotUsable):
        decide_publication(reach_for(dung()), *ITEM, step, agreed=False)
    with pytest.raises(WaitsAlready):
        propose_publication(office, *ITEM, PublicWords("khác", "", "y"))
    decide_publication(reach_for(dung()), *ITEM, step, agreed=True)
    with pytest.raises(NothingNew):
        propose_publication(office, *ITEM, WORDS)


def test_a_proposal_that_is_declined_publishes_nothing_and_says_why() -> None:
    step = proposed()
    decide_publication(reach_for(dung()), *ITEM, step, agreed=False, words="Còn sơ sài.")
    assert public() is None
    assert standing() is Standing.NOT_PROPOSED
    [said] = publications(HCMC_CAMPAIGN)[ITEM]
    assert said.decided is not None
    assert said.decided.words == "Còn sơ sài."


def test_only_what_is_public_is_taken_back() -> None:
    office = reach_for(mai())
    with pytest.raises(NothingToTakeBack):
        propose_redaction(office, *ITEM, [Piece.WHOLE], Ground.OTHER, "x")
    published("1", PublicWords("Lời", "", "Sở"))
    for pieces in ([], [Piece.AREA]):
        with pytest.raises(NothingToTakeBack):
            propose_redaction(office, *ITEM, pieces, Ground.OTHER, "x")
    with pytest.raises(WordsNotUsable):
        propose_redaction(office, *ITEM, [Piece.TITLE], Ground.OTHER, " ")
    taken_back(Piece.WHOLE)
    with pytest.raises(NothingToTakeBack):
        propose_redaction(office, *ITEM, [Piece.WHOLE], Ground.OTHER, "x")


def test_the_publics_words_name_nobody_of_the_record() -> None:
    Tenure.objects.filter(unit__code="A47", post="BT").update(holder_name="Nguyễn Văn Bảy")
    office = reach_for(mai())
    for words in (
        PublicWords("Việc của đồng chí Nguyễn Văn Bảy", "", "Sở"),
        PublicWords("Việc", "", "Giám đốc Sở, ong nguyen van bay"),
    ):
        with pytest.raises(NamesSomebody):
            propose_publication(office, *ITEM, words)


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("chuyện minh họa", "Minh Hoa", False),
        ("ông Minh Hoa làm", "Minh Hoa", True),
        ("TRAN THI SAU", "Trần Thị Sáu", True),
        ("lan tỏa cách làm hay", "Lan", False),
        ("Trần Thị Sáuu", "Trần Thị Sáu", False),
    ],
)
def test_a_name_is_found_where_it_is_one(text: str, name: str, found: bool) -> None:
    assert bool(named_in(text, [name])) is found


def test_whoever_is_tied_to_the_unit_publishes_nothing_about_it() -> None:
    Item.objects.filter(number="1").update(owner_unit="A47", owner="A47/BT")
    declare_relation(reach_for(dung()), Kin("Mai", Kinship.SPOUSE, "A47/BT"))
    with pytest.raises(InConflict):
        propose_publication(reach_for(mai()), *ITEM, WORDS)


# The office's pages


def browser(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


ADDRESS = f"/dot/{HCMC_CAMPAIGN}/cong-khai/item/1/"


def test_the_office_proposes_the_commission_agrees_and_the_list_says_how_each_stands() -> None:
    office, commission = browser(mai()), browser(dung())
    words = {"title": WORDS.title, "area": WORDS.area, "owner": WORDS.owner}
    assert office.post(ADDRESS, {"what": "propose", **words}).status_code == 302
    page = commission.get(ADDRESS).content.decode()
    assert "Đồng ý công khai" in page
    assert "Đồng ý công khai" not in office.get(ADDRESS).content.decode()
    step = str(waits(*ITEM))
    assert commission.post(ADDRESS, {"what": "agree", "proposal": step}).status_code == 302
    address = reverse("publishing", args=[HCMC_CAMPAIGN])
    listed = office.get(f"{address}?xem=published").content.decode()
    assert "đang công khai (1)" in listed
    assert office.get(f"{address}?tim=khong+thay").status_code == 200
    back = {"what": "redact", "pieces": ["area"], "ground": "wrong", "reason": "ghi nhầm"}
    assert office.post(ADDRESS, back).status_code == 302
    assert "Đồng ý rút lại" in commission.get(ADDRESS).content.decode()


def test_a_refused_form_comes_back_filled() -> None:
    office = browser(mai())
    sent = {"what": "propose", "title": "", "area": "Đất đai", "owner": "Sở Xây dựng"}
    page = office.post(ADDRESS, sent)
    assert page.status_code == 422
    assert "Sở Xây dựng" in page.content.decode()
    published()
    back = {"what": "redact", "pieces": ["title"], "ground": "", "reason": "vì có tên"}
    page = office.post(ADDRESS, back)
    assert page.status_code == 422
    assert "vì có tên" in page.content.decode()
    assert 'value="title" checked' in page.content.decode()
    assert office.post(ADDRESS, {"what": "khong-co"}).status_code == 422
    assert office.get(f"{ADDRESS}?as_of=2012-12-17").status_code == 302


def test_an_act_that_is_not_theirs_is_not_there_for_them() -> None:
    step = str(proposed())
    assert browser(mai()).post(ADDRESS, {"what": "agree", "proposal": step}).status_code == 404
    published_words = {"what": "propose", "title": "x", "owner": "y"}
    assert browser(dung()).post(ADDRESS, published_words).status_code == 404
    for account in (lan(), khanh()):
        assert browser(account).get(ADDRESS).status_code == 404
        assert browser(account).post(ADDRESS, published_words).status_code == 404


def test_words_in_english_are_held_to_the_same() -> None:
    Tenure.objects.filter(unit__code="A47", post="BT").update(holder_name="Nguyễn Văn Bảy")
    for english in ("Comrade Nguyen Van Bay", "x" * 2_001, "a\x00b"):
        with pytest.raises((NamesSomebody, WordsNotUsable)):
            proposed("1", replace(WORDS, title_en=english))
    Tenure.objects.filter(unit__code="A47", post="BT").update(holder_name="")
    published("1", replace(WORDS, title_en=" Land ", area_en="Land", owner_en="Director"))
    shown = public()
    assert shown is not None
    assert shown.words == replace(WORDS, title_en="Land", area_en="Land", owner_en="Director")
    assert list(discrepancies()) == []


def test_the_form_takes_both_languages_and_loses_nothing_that_is_refused() -> None:
    client = Client()
    client.force_login(mai())
    address = reverse("publication", args=[HCMC_CAMPAIGN, "item", "1"])
    typed = {
        "what": "propose", "title": "Thu hồi đất", "area": "Đất đai", "owner": "",
        "title_en": "Land is taken back", "area_en": "Land", "owner_en": "Director",
    }  # fmt: skip
    refused = client.post(address, typed)
    assert refused.status_code == 422
    for words in ("Land is taken back", "Director"):
        assert words in text(refused)
    assert client.post(address, typed | {"owner": "Giám đốc Sở"}).status_code == 302
    [step] = publications(HCMC_CAMPAIGN)[ITEM]
    assert step.words is not None
    assert step.words.title_en == "Land is taken back"


def test_what_the_record_took_back_can_be_taken_back_from_the_public_too() -> None:
    published()
    withdrawn()
    address = reverse("publication", args=[HCMC_CAMPAIGN, *ITEM])
    client = Client()
    client.force_login(mai())
    page = text(client.get(address))
    assert "Hồ sơ của đợt không còn việc này" in page
    assert "Đề nghị công khai bằng lời khác" not in page
    with pytest.raises(NotThere):
        propose_publication(reach_for(mai()), *ITEM, replace(WORDS, title="Lời khác"))
    taken_back(Piece.WHOLE)
    shown = public()
    assert shown is not None
    assert shown.words is None


def test_nothing_is_published_anew_of_what_the_record_took_back_meanwhile() -> None:
    published()
    step = proposed(words=replace(WORDS, title="Lời khác"))
    withdrawn()
    with pytest.raises(NotThere):
        decide_publication(reach_for(dung()), *ITEM, step, agreed=True)
    decide_publication(reach_for(dung()), *ITEM, step, agreed=False, words="hồ sơ không còn")
    assert standing() is Standing.PUBLISHED


def test_what_the_record_took_back_before_anything_was_public_is_not_there() -> None:
    step = proposed()
    withdrawn()
    with pytest.raises(NotThere):
        decide_publication(reach_for(dung()), *ITEM, step, agreed=True)
