"""Units merge and split, posts change hands: what was left open is the successor's, and nothing answers to nobody."""

from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_CAMPAIGN,
    HCMC_HOST,
    at_noon,
    binh,
    dung,
    figures_kept,
    heading,
    kept_for_a_module,
    lan,
    mai,
    mai_loads_the_seed,
    member,
    minh,
    phuc,
    player,
    reach_for,
    thao,
    tuan,
)
from tests.pages import text as without_keys
from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import campaign_act, round_of
from tusoi.campaigns.handing_over import end_unit, hand_over_post
from tusoi.campaigns.models import HandoverAcknowledged
from tusoi.desk.courses import Courses, in_hand
from tusoi.desk.handover.shown import orphans
from tusoi.desk.my_desk import desk_of
from tusoi.discipline.access import opened_cases
from tusoi.discipline.handling import CaseToOpen, conclude_case, notice_subject, open_case
from tusoi.discipline.rules.forms import Subject
from tusoi.discipline.rules.levels import Whose
from tusoi.figures import engine
from tusoi.figures.engine import figures_of, known_of
from tusoi.issues.events import DIGESTS_RECEIVED
from tusoi.issues.standing import OriginKind, OriginTold, Outcome
from tusoi.issues.working import ToRaise, answer_issue, give_issue, raise_issue, tell_digests
from tusoi.organisation.access import NotThere, asker_of
from tusoi.organisation.actions import grant_role
from tusoi.organisation.conflicts.rule import InConflict
from tusoi.organisation.ending import (
    ChangeNotUsable,
    CircleOfSuccessors,
    EndNotUsable,
    HolderNotUsable,
    NoSuchUnit,
    OwnSuccessor,
    SuccessorEnded,
    SuccessorWanted,
    UnitsBelow,
)
from tusoi.organisation.models import Account, Standing, Tenure
from tusoi.organisation.roles import Right, Role, RoleOver
from tusoi.preparation.explaining import explain, suggest_topic
from tusoi.remediation.living import OwnerEnded, claim_item, give_item, verify_claim
from tusoi.values.clock import now, today

pytestmark = pytest.mark.django_db

JAN_10, JAN_31, FEB_1, FEB_5 = (
    date(2013, 1, 10),
    date(2013, 1, 31),
    date(2013, 2, 1),
    date(2013, 2, 5),
)
UNIT, INTO, OTHER = "A47", "A01", "A02"
DONE = "Đã xong, xem biên bản số 7."


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker), figures_kept():
        mai_loads_the_seed()
        for who in (mai, lan, minh, thao, binh, tuan, phuc, dung):
            who()
        for unit in (INTO, OTHER):
            heading(unit)
        member("UV1")
        with at_noon(JAN_10):
            reach = reach_for(mai())
            for number, unit in (("1", UNIT), ("2", UNIT), ("3", INTO)):
                give_item(reach, number, unit, f"{unit}/BT")
        yield


def merged(*successors: str) -> None:
    """A47 ends with January."""
    end_unit(reach_for(mai()), UNIT, JAN_31, successors or (INTO,))


def courses() -> Courses:
    known = known_of(HCMC_CAMPAIGN, known_by=now())
    here = in_hand(HCMC_CAMPAIGN, known_by=now(), reviews=[])
    return Courses(known.campaign, known.records, known.gates, today(), here)


def answer_to_nobody() -> list[str]:
    return [one.open.code for one in orphans(reach_for(mai()), courses())]


def waits(account: Account, code: str) -> list[tuple[str, str]]:
    """The unit and the address of what of a kind waits for somebody."""
    desk = desk_of(asker_of(account, on=today()), on=today(), known_by=now())
    return [(line.unit, line.url) for line in desk.lines if line.duty.code == code]


def page(account: Account, name: str, *parts: str, **sent: Any) -> Any:
    client = Client()
    client.force_login(account)
    address = reverse(name, args=[HCMC_CAMPAIGN, *parts])
    return client.post(address, sent) if sent else client.get(address)


def text(response: Any) -> str:
    return unescape(response.content.decode())


def test_what_a_merged_unit_left_open_waits_for_its_successor_and_for_nobody_else() -> None:
    with at_noon(FEB_5):
        before = waits(lan(), "acknowledge_handover")
        merged()
        assert waits(heading(INTO), "acknowledge_handover") == [
            (UNIT, reverse("handover", args=[HCMC_CAMPAIGN, UNIT]))
        ]
        assert before == waits(lan(), "acknowledge_handover") == []
        assert answer_to_nobody() == []


def test_the_successors_head_claims_an_item_of_the_unit_that_ended_and_the_former_head_no_longer() -> (
    None
):
    with at_noon(FEB_5):
        merged()
        with pytest.raises(NotThere):
            claim_item(reach_for(lan()), "1", DONE)
        assert claim_item(reach_for(heading(INTO)), "1", DONE).new


def test_a_handover_is_acknowledged_once_with_what_was_open_and_waits_no_longer() -> None:
    with at_noon(FEB_5):
        merged()
        sent = {"what": "acknowledge", "of": UNIT, "post": "", "on": FEB_1.isoformat()}
        assert page(heading(INTO), "handover", UNIT, **sent).status_code == 302
        assert page(heading(INTO), "handover", UNIT, **sent).status_code == 302
        acknowledged = HandoverAcknowledged.objects.known().get()
        assert (acknowledged.unit, acknowledged.items, acknowledged.handed_on) == (UNIT, 2, FEB_1)
        assert waits(heading(INTO), "acknowledge_handover") == []
        assert "A01/BT đã nhận bàn giao ngày 05/02/2013" in text(
            page(heading(INTO), "handover", INTO)
        )


@pytest.mark.parametrize("query", ["as_of=2013-02-05", "as_of=2013-02-04", "known_on=2013-02-05"])
def test_a_page_of_a_chosen_day_has_no_form_that_would_lose_what_is_typed(query: str) -> None:
    with at_noon(FEB_5):
        merged(INTO, OTHER)
        for account, name, parts in (
            (mai(), "handovers", ()),
            (mai(), "handover", (UNIT,)),
            (heading(INTO), "handover", (UNIT,)),
        ):
            client = Client()
            client.force_login(account)
            address = reverse(name, args=[HCMC_CAMPAIGN, *parts])
            of_today = text(client.get(address)).partition("<main")[2]
            chosen = text(client.get(f"{address}?{query}")).partition("<main")[2]
            assert 'method="post"' in of_today
            assert 'method="post"' not in chosen
            assert f'<a href="{address}">Về trang của hôm nay</a>' in chosen


def test_nobody_but_the_successor_acknowledges() -> None:
    with at_noon(FEB_5):
        merged()
        sent = {"what": "acknowledge", "of": UNIT, "post": "", "on": FEB_1.isoformat()}
        for account in (mai(), lan(), heading(OTHER)):
            assert page(account, "handover", UNIT, **sent).status_code == 404
        assert not HandoverAcknowledged.objects.exists()


def test_the_file_of_the_unit_says_where_it_went_and_stays_open_to_its_own() -> None:
    with at_noon(FEB_5):
        merged()
        for account in (lan(), heading(INTO), mai()):
            shown = text(page(account, "unit", UNIT))
            assert "Đơn vị này kết thúc ngày 31/01/2013" in shown
        assert "Đơn vị này làm tiếp việc còn dở của" in text(page(heading(INTO), "unit", INTO))
        assert page(heading(OTHER), "unit", UNIT).status_code == 404


def test_figures_of_earlier_days_stand_and_the_page_says_which_days_tree_it_used() -> None:
    with at_noon(FEB_5):
        before = figures_of(HCMC_CAMPAIGN, as_of=JAN_31, known_by=now())
        count = before.share("units_reviewed").whole
        merged()
        for day, units in ((JAN_31, count), (FEB_1, count - 1)):
            found = figures_of(HCMC_CAMPAIGN, as_of=day, known_by=now())
            share = found.share("units_reviewed")
            assert share.whole == units
        client = Client()
        client.force_login(mai())
        for name in ("wall", "figures"):
            address = reverse(name, args=[HCMC_CAMPAIGN])
            assert "cây tổ chức của ngày 05/02/2013" in text(client.get(address))
            assert ">A47</a> (đến 31/01/2013)" in text(client.get(address))
            assert "A47</a> (đến" not in text(client.get(f"{address}?as_of=2013-01-31"))


def test_the_group_that_followed_the_unit_still_does_and_follows_a_successor_without_one() -> None:
    with at_noon(FEB_5):
        merged("TU")
        reach = reach_for(tuan())
        assert reach.may(Right.GIVE_VERDICT, UNIT)
        assert reach.may(Right.GIVE_VERDICT, "TU")
        merged()
        assert not reach_for(tuan()).may(Right.GIVE_VERDICT, INTO)


def test_an_issue_given_to_a_post_is_answered_by_the_successors_head() -> None:
    with at_noon(JAN_10):
        reach = reach_for(mai())
        digest = OriginTold(OriginKind.DIGEST, "TL1", UNIT, "T1", 3, words="Đơn thư để lâu")
        with campaign_act(reach, DIGESTS_RECEIVED) as opened:
            tell_digests(opened, round_of(reach), [digest])
        raise_issue(reach, UNIT, ToRaise("Chậm trả lời đơn của dân", ("digest:TL1",)))
        code = f"{UNIT}.VD01"
        give_issue(reach, UNIT, code, "PBT", date(2013, 2, 20))
    with at_noon(FEB_5):
        merged()
        assert waits(heading(INTO), "answer_issue")
        assert not waits(minh(), "answer_issue")
        with pytest.raises(NotThere):
            answer_issue(reach_for(minh()), UNIT, code, Outcome.ACCEPTED, "Tiếp thu")
        assert answer_issue(reach_for(heading(INTO)), UNIT, code, Outcome.ACCEPTED, "Tiếp thu").new
        assert answer_to_nobody() == []


def test_a_split_gives_all_to_the_main_successor_and_items_one_by_one_to_the_others() -> None:
    with at_noon(FEB_5):
        merged(INTO, OTHER)
        assert "Giao cho" in text(page(mai(), "handover", UNIT))
        assert "Giao cho" not in text(page(heading(INTO), "handover", UNIT))
        sent = {"what": "give", "number": "2", "to": OTHER}
        assert page(heading(INTO), "handover", UNIT, **sent).status_code == 404
        assert page(mai(), "handover", UNIT, **sent).status_code == 302
        assert claim_item(reach_for(heading(OTHER)), "2", DONE).new
        with pytest.raises(NotThere):
            claim_item(reach_for(heading(INTO)), "2", DONE)
        assert answer_to_nobody() == []


def test_a_post_that_changes_hands_passes_on_what_was_given_to_it() -> None:
    with at_noon(FEB_5):
        hand_over_post(reach_for(mai()), f"{UNIT}/BT", FEB_1, "CB-47")
        assert waits(lan(), "acknowledge_handover") == [
            (UNIT, reverse("handover", args=[HCMC_CAMPAIGN, UNIT]))
        ]
        assert not waits(minh(), "acknowledge_handover")
        shown = text(page(lan(), "handover", UNIT))
        assert "CB-47" in shown
        sent = {"what": "acknowledge", "of": UNIT, "post": "BT", "on": FEB_1.isoformat()}
        assert page(minh(), "handover", UNIT, **sent).status_code == 404
        assert page(lan(), "handover", UNIT, **sent).status_code == 302
        assert HandoverAcknowledged.objects.known().get().items == 2
        assert not waits(lan(), "acknowledge_handover")
        assert answer_to_nobody() == []


def test_the_new_holder_of_a_leaders_post_owes_a_review_and_the_former_held_it_to_the_day_before() -> (
    None
):
    with at_noon(FEB_5):
        assert hand_over_post(reach_for(mai()), f"{UNIT}/BT", FEB_1, "CB-47").changes == 2
        rows = Tenure.objects.known().filter(unit__code=UNIT, post="BT").order_by("day")
        assert [(row.holder, row.until) for row in rows] == [("A47-01", JAN_31), ("CB-47", None)]
        assert not hand_over_post(reach_for(mai()), f"{UNIT}/BT", FEB_1, "CB-47").changes


def test_what_nobody_answers_for_is_on_the_offices_list() -> None:
    with at_noon(FEB_5):
        row = Tenure.objects.known().get(unit__code=UNIT, post="BT")
        Tenure.objects.filter(pk=row.pk).update(until=JAN_31)
        # What a workbook says without a successor: the row is written here as a load would leave it.
        assert sorted(answer_to_nobody()) == ["1", "2"]
        shown = text(page(mai(), "handovers"))
        assert "ngày 05/02/2013 không ai giữ chức vụ A47/BT" in shown


def test_of_a_large_campaign_the_list_says_the_same_page_by_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tusoi.desk.handover.pages.A_PAGE", 1)
    reader, address = Client(), reverse("handovers", args=[HCMC_CAMPAIGN])
    reader.force_login(mai())

    def listed() -> list[str]:
        engine.forget()
        return [without_keys(reader.get(address, {"trang": number})) for number in (1, 2, 3)]

    with at_noon(FEB_5), figures_kept():
        Tenure.objects.filter(unit__code=UNIT, post="BT").update(until=JAN_31)
        Standing.objects.filter(unit__code=INTO).update(until=JAN_31)
        hand_over_post(reach_for(mai()), f"{OTHER}/BT", FEB_1, "CB-02")
        end_unit(reach_for(mai()), "B02", JAN_31, ["B01"])
        end_unit(reach_for(mai()), "B01", FEB_1, ["B03"])
        among_all = listed()
        for one, said in zip(among_all, ("B01", "B02", "CB-02"), strict=True):
            for always in (said, "không ai giữ chức vụ A47/BT", "A01 đã kết thúc", "/3"):
                assert always in one
        assert "trang=2" in among_all[0]
        monkeypatch.setattr(engine, "LARGE", 100)
        monkeypatch.setattr(engine, "_read", None)
        assert listed() == among_all
    engine.forget()


REFUSED = {
    "itself": (JAN_31, (UNIT,), OwnSuccessor, "tự kế thừa"),
    "nobody": (JAN_31, (), SuccessorWanted, "ít nhất một đơn vị"),
    "unknown": (JAN_31, ("ZZ9",), NoSuchUnit, "ZZ9"),
    "before any record": (date(1812, 1, 31), (INTO,), EndNotUsable, "1812"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_an_end_that_cannot_be_is_refused_in_a_sentence(case: str) -> None:
    last_day, successors, refusal, said = REFUSED[case]
    with at_noon(FEB_5), pytest.raises(refusal) as refused:
        end_unit(reach_for(mai()), UNIT, last_day, successors)
    assert said in refused.value.wording.vi
    assert refused.value.wording.en
    assert Standing.objects.known().get(unit__code=UNIT).until is None


def test_a_successor_that_ended_a_circle_and_another_day_are_refused() -> None:
    with at_noon(FEB_5):
        merged()
        office = reach_for(mai())
        with pytest.raises(CircleOfSuccessors):
            end_unit(office, INTO, FEB_1, [UNIT])
        with pytest.raises(SuccessorEnded):
            end_unit(office, OTHER, FEB_1, [UNIT])
        with pytest.raises(EndNotUsable):
            end_unit(office, UNIT, JAN_10, [INTO])
        with pytest.raises(OwnerEnded) as refused:
            give_item(office, "4", UNIT, f"{UNIT}/BT")
        assert INTO in refused.value.wording.vi


def test_a_unit_with_units_under_it_does_not_end_before_they_do() -> None:
    with at_noon(FEB_5), pytest.raises(UnitsBelow) as refused:
        end_unit(reach_for(mai()), "TU", JAN_31, [INTO])
    assert "A01" in refused.value.wording.vi


def test_nobody_but_the_office_records_an_end_or_a_change_of_hands() -> None:
    with at_noon(FEB_5):
        for account in (lan(), tuan(), heading(INTO)):
            reach: Reach = reach_for(account)
            with pytest.raises(NotThere):
                end_unit(reach, UNIT, JAN_31, [INTO])
            with pytest.raises(NotThere):
                hand_over_post(reach, f"{UNIT}/BT", FEB_1, "CB-47")


def test_a_change_of_hands_that_cannot_be_is_refused() -> None:
    with at_noon(FEB_5):
        office = reach_for(mai())
        for holder in ("", "Nguyễn Văn A", "x" * 41):
            with pytest.raises(HolderNotUsable):
                hand_over_post(office, f"{UNIT}/BT", FEB_1, holder)
        with pytest.raises(ChangeNotUsable):
            hand_over_post(office, f"{UNIT}/XX", FEB_1, "CB-47")
        hand_over_post(office, f"{UNIT}/BT", FEB_1, "CB-47")
        with pytest.raises(ChangeNotUsable):
            hand_over_post(office, f"{UNIT}/BT", JAN_31, "CB-48")
        with pytest.raises(HolderNotUsable):
            hand_over_post(office, f"{UNIT}/BT", FEB_5, "CB-47")


def test_a_post_does_not_change_hands_before_its_holder_sat_their_own_review() -> None:
    with at_noon(FEB_5):
        sent = {"what": "post", "of_unit": "A07", "post": "BT", "holder": "CB-07"}
        answer = page(mai(), "handovers", **sent, since="2012-11-01")
        assert answer.status_code == 422
        assert "đã họp kiểm điểm cá nhân ngày" in text(answer)
        assert page(mai(), "handovers", **sent, since="0001-01-01").status_code == 422
        assert page(mai(), "handovers", **sent, since="2013-02-01").status_code == 302


def test_a_form_refused_comes_back_filled() -> None:
    with at_noon(FEB_5):
        sent = {"what": "end", "unit": UNIT, "successor": UNIT, "last_day": "2013-01-31"}
        answer = page(mai(), "handovers", **sent)
        assert answer.status_code == 422
        assert "tự kế thừa" in text(answer)
        assert 'value="2013-01-31"' in text(answer)
        good = page(mai(), "handovers", **{**sent, "successor": INTO})
        assert good.status_code == 302


def test_somebody_who_is_new_in_the_unit_sees_nothing_of_another_post() -> None:
    with at_noon(FEB_5):
        merged()
        assert not waits(player("Ai", unit=INTO, post="PBT"), "acknowledge_handover")


def test_a_topic_put_to_the_unit_is_answered_by_its_successor_and_one_put_to_a_person_by_the_person() -> (
    None
):
    with at_noon(JAN_10):
        suggest_topic(reach_for(mai()), UNIT, "Quản lý đất công")
        suggest_topic(reach_for(mai()), UNIT, "Tiếp công dân", post="PBT")
    with at_noon(FEB_5):
        merged()
        ours, theirs = (f"/dot/{HCMC_CAMPAIGN}/don-vi/{UNIT}/goi-y/A47-GY{n}/" for n in (1, 2))
        assert waits(heading(INTO), "answer_topic") == [(UNIT, ours)]
        assert waits(minh(), "answer_topic") == [(UNIT, theirs)]
        assert waits(lan(), "answer_topic") == waits(thao(), "answer_topic") == []
        said: Any = {"cause": "subjective", "words": "Kiểm tra ít."}
        with pytest.raises(NotThere):
            explain(reach_for(heading(INTO)), UNIT, "A47-GY2", **said)
        assert explain(reach_for(heading(INTO)), UNIT, "A47-GY1", **said).changes
        assert explain(reach_for(minh()), UNIT, "A47-GY2", **said).changes
        assert answer_to_nobody() == []


def test_a_review_held_and_not_judged_is_judged_by_the_group_that_followed_it() -> None:
    with at_noon(FEB_5):
        assert "A07" in {unit for unit, _ in waits(tuan(), "give_verdict")}
        end_unit(reach_for(mai()), "A07", JAN_31, [INTO])
        assert "A07" in {unit for unit, _ in waits(tuan(), "give_verdict")}
        assert (
            "cuộc kiểm điểm đã họp, chờ kết luận"
            in text(page(heading(INTO), "handover", "A07")).lower()
        )


def test_whoever_is_of_the_unit_that_answers_does_not_verify() -> None:
    with at_noon(FEB_5):
        merged()
        claim_item(reach_for(heading(INTO)), "1", DONE)
        of_the_successor = player("Ai", unit=INTO, post="PBT")
        over = RoleOver(HCMC_HOST)
        grant_role(
            Role.VERIFIER, to=of_the_successor, over=over, since=JAN_10, by=of_the_successor.pk
        )
        with pytest.raises(InConflict):
            verify_claim(reach_for(of_the_successor), "1", 1, "Đã xem")
        assert verify_claim(reach_for(phuc()), "1", 1, "Đã xem").new


def test_the_case_of_a_collective_is_its_successors_too_and_that_of_a_person_is_not() -> None:
    with at_noon(FEB_5):
        commission, head_of = reach_for(dung()), heading(INTO)
        for case, subject, post, whose in (
            ("VV1", Subject.ORGANISATION, "", None),
            ("VV2", Subject.OFFICIAL, "BT", Whose.SUBORDINATE_COMMITTEE),
        ):
            about = CaseToOpen(case, subject, UNIT, "Chi vượt.", post, whose, date(2012, 6, 1))
            open_case(commission, about, JAN_10)
            conclude_case(commission, case, JAN_10, serious=False)
            notice_subject(commission, case, FEB_1, "Xin trình bày.", date(2013, 3, 20))
        assert opened_cases(reach_for(head_of)) == ()
        merged()
        assert [one.code for one in opened_cases(reach_for(head_of))] == ["VV1"]
        assert {one.code for one in opened_cases(reach_for(lan()))} >= {"VV2"}


def test_a_successor_that_ends_as_well_passes_all_on() -> None:
    with at_noon(FEB_5):
        merged()
        end_unit(reach_for(mai()), INTO, FEB_1, [OTHER])
        assert claim_item(reach_for(heading(OTHER)), "1", DONE).new
        with pytest.raises(NotThere):
            claim_item(reach_for(heading(INTO)), "2", DONE)
        assert {unit for unit, _ in waits(heading(OTHER), "acknowledge_handover")} == {UNIT, INTO}
        assert answer_to_nobody() == []


def test_what_is_known_of_earlier_moments_does_not_change() -> None:
    with at_noon(FEB_1):
        then = now()
    with at_noon(FEB_5):
        merged()
        address = reverse("unit", args=[HCMC_CAMPAIGN, UNIT])
        client = Client()
        client.force_login(mai())
        assert "Đơn vị này kết thúc" not in text(client.get(f"{address}?as_of=2013-01-31"))
        assert "Đơn vị này kết thúc" not in text(client.get(f"{address}?known_on=2013-02-01"))
        found = figures_of(HCMC_CAMPAIGN, as_of=FEB_5, known_by=then)
        assert UNIT in {file.unit for file, _ in found.records.owing(FEB_5)}
