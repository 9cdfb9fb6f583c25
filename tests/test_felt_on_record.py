"""Four weeks after: whoever was invited and spoke of a matter is asked whether what came of it is put right."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_CAMPAIGN,
    at_noon,
    binh,
    dung,
    figures_kept,
    heading,
    kept_for_a_module,
    lan,
    mai,
    mai_loads_the_seed,
    phuc,
    reach_for,
    thao,
)
from tests.pages import text
from tusoi.board.rules.standing import Piece, PublicWords
from tusoi.board.tests.told import published, taken_back
from tusoi.issues.standing import Destination, Outcome
from tusoi.issues.working import ToRaise, answer_issue, give_issue, raise_issue, send_on
from tusoi.ledger.actions import Told
from tusoi.opinions.asking.answering import LinkRevoked, answer_by_link, answer_signed_in
from tusoi.opinions.asking.inviting import ToInvite, give_link, invite, revoke_link
from tusoi.opinions.asking.queries import links_of
from tusoi.opinions.asking.said import Point
from tusoi.organisation.access import NotThere
from tusoi.organisation.models import Account
from tusoi.remediation.lives import lives
from tusoi.remediation.living import (
    answer_felt_by_link,
    answer_felt_signed_in,
    ask_affected,
    claim_item,
    verify_claim,
)
from tusoi.remediation.models import FeltCounted, FeltOnRecord
from tusoi.remediation.rules.stage import felt_on
from tusoi.values.clock import now
from tusoi.values.moment import ZONE

pytestmark = pytest.mark.django_db

UNIT, OTHER, ITEM = "A47", "B02", "12"
DEC_18, DEC_28 = date(2012, 12, 18), date(2012, 12, 28)
MAR_4, APR_1, APR_2 = date(2013, 3, 4), date(2013, 4, 1), date(2013, 4, 2)
QUESTION = "đã xong thật chưa"


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker), figures_kept():
        mai_loads_the_seed()
        for who in (mai, lan, dung, thao, binh, phuc):
            who()
        heading("B01")
        spoken_of()
        yield


def spoken_of() -> None:
    """A body by its link and B02 signed in speak of one matter; it becomes item 12, which is verified on 4 March."""
    office, head = reach_for(mai()), reach_for(lan())
    with at(DEC_18, 8):
        invite(office, UNIT, ToInvite("cell", "Chi bộ khu phố 3", DEC_28))
        invite(office, UNIT, ToInvite("collective", "Tập thể B02", DEC_28, body_unit=OTHER))
        give_link(office, UNIT, "A47.GM01")
        answer_by_link(word(), [Point("T1", faults="Chậm xử lý đơn"), Point("T2", "Gần dân")])
    with at(DEC_18, 9):
        answer_signed_in(reach_for(binh()), OTHER, "A47.GM02", [Point("T1", faults="Đơn tồn")])
        voices = ("answer:A47.GM01/T1", "answer:A47.GM02/T1")
        raise_issue(office, UNIT, ToRaise("Đơn thư tồn đọng", voices))
        give_issue(office, UNIT, "A47.VD01", "BT", DEC_28)
        answer_issue(head, UNIT, "A47.VD01", Outcome.ACCEPTED, "Tiếp thu.")
        send_on(head, UNIT, "A47.VD01", Destination.ITEM, lambda _: ITEM)
    with at(date(2013, 1, 20), 8):
        claim_item(reach_for(heading("B01")), ITEM, "Biên bản")
    with at(MAR_4, 8):
        verify_claim(reach_for(phuc()), ITEM, 1, "Đã xem")


def at(day: date, hour: int) -> time_machine.travel:
    return time_machine.travel(datetime(day.year, day.month, day.day, hour, tzinfo=ZONE), tick=True)


def word() -> str:
    return links_of(HCMC_CAMPAIGN, ["A47.GM01"])["A47.GM01"].word


def asked() -> None:
    with at(APR_1, 8):
        ask_affected(reach_for(mai()), ITEM)


def as_(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def link_page() -> str:
    return f"/thu-moi/{word()}/"


SIGNED_IN = f"/dot/{HCMC_CAMPAIGN}/don-vi/{OTHER}/duoc-moi/A47.GM02/"


def counts() -> tuple[int, int]:
    life = lives(HCMC_CAMPAIGN, known_by=now(), numbers=[ITEM])[ITEM]
    return felt_on(life, APR_2)


def test_nobody_is_asked_before_the_four_weeks_are_over() -> None:
    with at_noon(date(2013, 3, 31)):
        assert QUESTION not in text(Client().get(link_page()))
        with pytest.raises(NotThere):
            answer_felt_by_link(word(), ITEM, put_right=True)
    asked()
    with at_noon(APR_1):
        assert text(Client().get(link_page())).count(QUESTION) == 1
        assert QUESTION in text(as_(binh()).get(SIGNED_IN))


def test_one_press_by_the_link_is_recorded_and_counted_among_everybodys() -> None:
    asked()
    with at_noon(APR_2):
        sent = {"item": ITEM, "felt": "chua"}
        assert Client().post(link_page(), sent)["Location"] == link_page()
        page = text(Client().get(link_page()))
        assert QUESTION not in page
        assert "vẫn chưa xong" in page
        assert counts() == (0, 1)
        assert FeltOnRecord.objects.get().invitation == "A47.GM01"
        Client().post(link_page(), {"item": ITEM, "felt": "roi"})
        assert counts() == (0, 1), "the first answer stands"
        assert QUESTION in text(as_(binh()).get(SIGNED_IN)), "each body is asked for itself"


def test_two_bodies_are_counted_once_each() -> None:
    asked()
    with at_noon(APR_2):
        as_(binh()).post(SIGNED_IN, {"item": ITEM, "felt": "roi"})
        Client().post(link_page(), {"item": ITEM, "felt": "chua"})
        assert counts() == (1, 1)
        assert FeltCounted.objects.known().count() == 1
        reach = reach_for(binh())
        again = answer_felt_signed_in(reach, OTHER, "A47.GM02", ITEM, put_right=True)
        assert again == Told(same=1)


def test_only_whoever_answered_is_asked_and_only_about_what_came_of_it() -> None:
    asked()
    with at_noon(APR_2):
        with pytest.raises(NotThere):
            answer_felt_by_link(word(), "8", put_right=True)
        with pytest.raises(NotThere):
            answer_felt_by_link("khongco", ITEM, put_right=True)
        for account in (lan(), mai(), thao()):
            with pytest.raises(NotThere):
                answer_felt_signed_in(reach_for(account), OTHER, "A47.GM02", ITEM, put_right=True)
        with pytest.raises(NotThere):
            answer_felt_signed_in(reach_for(binh()), OTHER, "A47.GM01", ITEM, put_right=True)
        assert counts() == (0, 0)


def test_a_link_that_was_taken_back_answers_nothing() -> None:
    asked()
    gone = word()
    with at_noon(APR_2):
        revoke_link(reach_for(mai()), UNIT, "A47.GM01")
        with pytest.raises(LinkRevoked):
            answer_felt_by_link(gone, ITEM, put_right=True)
        assert Client().post(f"/thu-moi/{gone}/", {"item": ITEM, "felt": "roi"}).status_code == 410


@pytest.mark.parametrize(
    "sent",
    [{"felt": "x", "item": ITEM}, {"felt": "roi"}, {"felt": "roi", "item": "999"}],
)
def test_what_is_no_answer_is_not_taken(sent: dict[str, Any]) -> None:
    asked()
    with at_noon(APR_2):
        assert Client().post(link_page(), sent).status_code == 404
        assert as_(binh()).post(SIGNED_IN, sent).status_code == 404
        assert counts() == (0, 0)


def both() -> tuple[str, str]:
    """The page by the link, and the one of who is signed in."""
    return text(Client().get(link_page())), text(as_(binh()).get(SIGNED_IN))


def test_an_item_is_called_as_the_public_knows_it_and_else_by_its_number() -> None:
    asked()
    with at_noon(APR_2):
        title = "Giải quyết đơn thư tồn đọng"
        assert [title in page for page in both()] == [False, False]
        published(ITEM, PublicWords(title, "Dân nguyện", "Giám đốc Sở"))
        assert [title in page for page in both()] == [True, True]
        Client().post(link_page(), {"item": ITEM, "felt": "chua"})
        assert f"“{title}” <span" in both()[0], "it is called so once it was answered, too"
        taken_back(Piece.TITLE, number=ITEM)
        assert [title in page for page in both()] == [False, False]
