"""Every page of opinions asked for, of issues and of the dared channel: nothing is out of anybody's reach."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.cast import (
    BINHS_UNIT,
    HCMC_CAMPAIGN,
    binh,
    dung,
    khanh,
    lan,
    mai,
    mai_loads_the_seed,
    reach_for,
    thao,
    trustee,
)
from tests.open_to_all import wrong_both_ways
from tests.test_accessible import SEALED, VOICES, looked_at, opened, signed_in
from tusoi.campaigns.actions import campaign_act, round_of
from tusoi.issues.events import DIGESTS_RECEIVED
from tusoi.issues.standing import OriginKind, OriginTold, Outcome
from tusoi.issues.working import (
    ToRaise,
    answer_issue,
    give_issue,
    raise_issue,
    tell_digests,
)
from tusoi.opinions.asking.answering import answer_by_link, enter_answer
from tusoi.opinions.asking.inviting import ToInvite, give_link, invite, revoke_link
from tusoi.opinions.asking.queries import links_of
from tusoi.opinions.asking.said import Point, Via
from tusoi.opinions.sealed import channel as of_the_channel
from tusoi.opinions.sealed.channel import ToOpen, open_channel
from tusoi.opinions.sealed.models import ChannelOpened, OpinionDigest, RetaliationTold
from tusoi.opinions.sealed.tests.story import CEREMONY, SIX
from tusoi.organisation.entry.resets import ask_reset
from tusoi.organisation.models import Account
from tusoi.values.clock import today

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

UNIT = "A47"
A47 = f"/dot/{HCMC_CAMPAIGN}/don-vi/{UNIT}/"


@dataclass(frozen=True)
class Look:
    """A page as somebody (None: nobody signed in) comes to it."""

    name: str
    who: Callable[[], Account] | None
    address: str
    status: int = 200


def invited(number: int, **more: str) -> str:
    """An invitation that the office sends; its code."""
    givers = ("Chi bộ khu phố 3", "Ủy ban Mặt trận Tổ quốc phường", "Hội hưu trí", "Đơn vị bạn")
    kind = ("cell", "front", "retired", "cell")[number - 1]
    told = ToInvite(kind, givers[number - 1], today() + timedelta(days=10), **more)
    invite(reach_for(mai()), UNIT, told)
    return f"{UNIT}.GM{number:02}"


def word_of_a_link(code: str) -> str:
    give_link(reach_for(mai()), UNIT, code)
    return links_of(HCMC_CAMPAIGN, [code])[code].word


def voices() -> dict[str, str]:
    """A body answered by its link and changed its answer, another by letter; a third link is taken back. The words of links."""
    points = [Point("T1", "Đoàn kết, sâu sát", "Chậm xử lý đơn thư"), Point("T2", "Gần dân")]
    first = word_of_a_link(invited(1))
    answer_by_link(first, points)
    answer_by_link(first, [Point("T1", "Đoàn kết", "Chậm xử lý đơn thư của dân"), *points[1:]])
    office, letter = reach_for(mai()), invited(2)
    enter_answer(office, UNIT, letter, points, via=Via.LETTER, received_on=today())
    silent, taken_back = word_of_a_link(invited(3, post="PBT")), invited(4, body_unit=BINHS_UNIT)
    gone = word_of_a_link(taken_back)
    revoke_link(office, UNIT, taken_back)
    return {"answered": first, "silent": silent, "gone": gone}


def issues() -> None:
    """One issue is answered, with a digest behind it; one that names the deputy waits; a voice is in none yet."""
    office = reach_for(mai())
    digest = OriginTold(
        OriginKind.DIGEST, "L1-1", UNIT, "T1", 3, words="Có người ngại nói về đơn thư"
    )
    with campaign_act(office, DIGESTS_RECEIVED) as told:
        tell_digests(told, round_of(office), [digest])
    by = today() + timedelta(days=20)
    said = ToRaise("Đơn thư của dân để quá hạn", (f"answer:{UNIT}.GM01/T1", digest.key))
    raise_issue(office, UNIT, said)
    raise_issue(office, UNIT, ToRaise("Việc riêng", (f"answer:{UNIT}.GM02/T1",), post="PBT"))
    give_issue(office, UNIT, f"{UNIT}.VD01", "BT", by)
    give_issue(office, UNIT, f"{UNIT}.VD02", "BT", by)
    answer_issue(reach_for(lan()), UNIT, f"{UNIT}.VD01", Outcome.ACCEPTED, "Sẽ trả lời hằng tháng.")


def pages_of_voices() -> Iterator[Look]:
    words = voices()
    yield Look("issues to raise", mai, f"{A47}van-de/")
    issues()
    ask_reset(thao(), by=khanh())
    office = f"/dot/{HCMC_CAMPAIGN}/moi-gop-y/"
    yield Look("asking", mai, f"{office}?don-vi=quan")
    yield Look("asking of a head", lan, office)
    yield Look("issue-desk", mai, f"{office}van-de/")
    yield Look("opinions", mai, f"{A47}moi-gop-y/")
    yield Look("opinions of the head", lan, f"{A47}moi-gop-y/")
    for number in (1, 3, 4):
        yield Look("invitation", mai, f"{A47}moi-gop-y/{UNIT}.GM0{number}/")
    yield Look("invitation-entry", mai, f"{A47}moi-gop-y/{UNIT}.GM03/ghi/")
    for word in ("answered", "silent", "gone"):
        yield Look(f"answer-by-link {word}", None, reverse("answer-by-link", args=[words[word]]))
    theirs = [HCMC_CAMPAIGN, BINHS_UNIT]
    yield Look("invited", binh, reverse("invited", args=theirs))
    yield Look("invited-answer", binh, reverse("invited-answer", args=[*theirs, f"{UNIT}.GM04"]))
    yield Look("issues", mai, f"{A47}van-de/")
    for number, who in ((1, mai), (1, lan), (2, lan)):
        yield Look("issue", who, f"{A47}van-de/{UNIT}.VD0{number}/")
    yield Look("resets", dung, reverse("resets"))


def looked_through(
    browser: Browser, site: str, looks: Iterator[Look], wanted: Collection[str]
) -> list[str]:
    """What is wrong with the pages; that a kind of page which is wanted is not among them is wrong as well."""
    wrong: list[str] = []
    left = set(wanted)
    for one in looks:
        context = opened(browser, site, signed_in(one.who()) if one.who else Client())
        page = context.new_page()
        answer = page.goto(site + one.address)
        if answer is not None and answer.status == one.status:
            left.discard(one.name.split()[0])
        wrong.extend(f"{one.name}: {fault}" for fault in looked_at(page, site + one.address))
        context.close()
    return [*wrong, *(f"not looked at: {name}" for name in left)]


def test_pages_of_opinions_and_issues_are_open_to_everybody(
    live_server: LiveServer, browser: Browser
) -> None:
    mai_loads_the_seed()
    wrong = looked_through(browser, live_server.url, pages_of_voices(), VOICES)
    assert not wrong, "\n".join(["", *dict.fromkeys(wrong)])


# The dared channel


def channel_opens(*, closed: bool = False) -> None:
    opens, closes = today(), today() + timedelta(days=20)
    told = ToOpen(CEREMONY.campaign_key, 2, CEREMONY.trustees, opens, closes, {UNIT: 40})
    open_channel(reach_for(mai()), told)
    if closed:  # as a month later would find it
        days = {"day": opens - timedelta(days=30), "closes_on": opens - timedelta(days=10)}
        ChannelOpened.objects.update(**days)


def digests_stand() -> None:
    """Five digests about the unit and a report of retaliation, as a result would have told them."""
    from tusoi.campaigns.actions import tell_by_hand, work_act
    from tusoi.ledger.source import by_hand
    from tusoi.opinions.sealed.events import RESULT_TAKEN

    office = reach_for(mai())
    about = {"campaign_id": HCMC_CAMPAIGN, "unit_code": UNIT}
    with work_act(office, RESULT_TAKEN, batch=1) as told:
        digests = [
            OpinionDigest(
                **by_hand(f"L1-{at}", "digest", today()), **about,
                code=f"L1-{at}", about="head", topic="T4", voices=1, words=words,
            )
            for at, words in enumerate(SIX[:5], start=1)
        ]  # fmt: skip
        tell_by_hand(told, digests)
        report = RetaliationTold(
            **by_hand("L1-6", "retaliation", today()), **about,
            code="L1-6", to_unit="TU", words="Sau khi góp ý thì bị chuyển việc.",
        )  # fmt: skip
        tell_by_hand(told, [report])


def pages_of_the_channel() -> Iterator[Look]:
    keeping = reverse("sealed-trustees", args=[HCMC_CAMPAIGN])
    yield Look("sealed-trustees before", mai, keeping)
    channel_opens()
    give = reverse("sealed-give", args=[HCMC_CAMPAIGN])
    yield Look("sealed-give", None, give)
    yield Look("sealed-dialogue", None, f"{give}ma-nhan/")
    yield Look("sealed-lists", None, f"{give}lo/")
    yield Look("sealed nothing", None, "/gop-y/khong-co/")
    digests_stand()
    channel_opens(closed=True)
    yield Look("sealed-give closed", None, give)
    for who in (mai, trustee):
        yield Look("sealed-trustees", who, keeping)
    yield Look("sealed-digests", lan, f"{A47}tom-luoc/")
    yield Look("sealed-retaliation", dung, reverse("sealed-retaliation", args=[HCMC_CAMPAIGN]))


def test_pages_of_the_dared_channel_are_open_to_everybody(
    live_server: LiveServer, browser: Browser
) -> None:
    mai_loads_the_seed()
    wrong = looked_through(browser, live_server.url, pages_of_the_channel(), SEALED)
    assert not wrong, "\n".join(["", *dict.fromkeys(wrong)])


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_what_a_contributor_is_answered_is_open_to_everybody(
    live_server: LiveServer, browser: Browser, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    mai_loads_the_seed()
    channel_opens()
    page = browser.new_context().new_page()
    give = f"{live_server.url}/gop-y/{HCMC_CAMPAIGN}/"
    wrong: list[str] = []
    monkeypatch.setattr(of_the_channel, "MOST_LISTED", 5)
    page.goto(f"{give}?lang={lang}")
    wrong += wrong_both_ways(page, "give among many")
    page.fill("#unit", "don vi")
    page.click("button[name=find]")
    wrong += wrong_both_ways(page, "units found")
    page.fill("#unit", UNIT)
    page.click("button[name=find]")
    page.check("input[value=head]")
    page.fill("#words", "Tôi là Nguyễn Văn A, 0903 123 456.")
    page.click(".buttons button")
    wrong += wrong_both_ways(page, "a name is noticed")
    page.click(".buttons button")
    receipt = page.locator(".receipt").inner_text()
    wrong += wrong_both_ways(page, "receipt")
    page.goto(f"{give}ma-nhan/?lang={lang}")
    page.fill("#receipt", f"{receipt[:-1]}{'*' if receipt[-1] != '*' else '$'}")
    page.click(".buttons button")
    wrong += wrong_both_ways(page, "a receipt that cannot be")
    page.fill("#receipt", receipt)
    page.click(".buttons button")
    wrong += wrong_both_ways(page, "dialogue")
    page.fill("#words", "Nói thêm một việc.")
    page.click(".buttons button")
    wrong += wrong_both_ways(page, "a message kept")
    page.context.close()
    assert not wrong, "\n".join(["", *dict.fromkeys(wrong)])
