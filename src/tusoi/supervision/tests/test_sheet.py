"""A group's work on its sheet: drafts of two at once, notes, dissents; the unit's reply; what is published and when."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_CAMPAIGN,
    binh,
    concluded,
    dung,
    hien,
    kept_for_a_module,
    lan,
    mai,
    mai_loads_the_seed,
    minh,
    reach_for,
    thao,
    tuan,
    vinh,
)
from tusoi.campaigns.actions import campaign_act, review_of, round_of, tell_redone
from tusoi.campaigns.models import campaign_tree, work_tree
from tusoi.campaigns.parts import Part
from tusoi.discipline.actions import record_conclusion, settle_responsibilities
from tusoi.ledger.actions import Told
from tusoi.ledger.checking import discrepancies
from tusoi.ledger.queries import head
from tusoi.meetings.actions import hold_session
from tusoi.meetings.events import SESSION_HELD
from tusoi.organisation.access import NotThere
from tusoi.organisation.actions import grant_role
from tusoi.organisation.conflicts.rule import InConflict
from tusoi.organisation.models import Account
from tusoi.organisation.roles import Role, RoleOver
from tusoi.supervision.actions import give_verdict
from tusoi.supervision.drafting import (
    MovedOn,
    NoWords,
    RoundMovedOn,
    add_note,
    dissent,
    save_draft,
)
from tusoi.supervision.models import GroupNote, SheetDraft, VerdictReply
from tusoi.supervision.queries import Line, RoundJudged, notes, rounds_of, sheet_lines
from tusoi.supervision.replies import (
    NotForYouToPublish,
    NothingToPublish,
    NoVerdictYet,
    ReplyTooLate,
    TooEarlyToPublish,
    publish_criticism,
    reply_to_verdict,
)
from tusoi.values.clock import now, today
from tusoi.values.day import When

pytestmark = pytest.mark.django_db

DEC_19, DEC_20, DEC_21, DEC_22, DEC_23 = (date(2012, 12, day) for day in range(19, 24))
HELD = When(DEC_20)


@pytest.fixture(scope="module", autouse=True)
def held(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A47 is cleared and has held its review on 20 December; nobody has judged it."""
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        record_conclusion(reach_for(dung()), "A47", date(2012, 12, 18))
        settle_responsibilities(reach_for(dung()), "A47", DEC_19)
        hold_session(
            reach_for(lan()),
            "A47",
            DEC_20,
            chair="A47/BT",
            leaders=("A47-01", "A47-02"),
            prepared_on=DEC_19,
        )
        yield


def rounds() -> tuple[RoundJudged, ...]:
    return rounds_of(HCMC_CAMPAIGN, review_of(reach_for(mai()), "A47"))


def standing() -> dict[str, Line]:
    return sheet_lines(HCMC_CAMPAIGN, review_of(reach_for(mai()), "A47"), "1")


def saves(account: Account, based_on: Mapping[str, str] | None = None, **words: str) -> Told:
    """Somebody saves the sheet: `sign_3="seen"` marks that sign, with its word as the quote."""
    lines = {
        about.replace("_", "-"): Line(word, f"câu {word}" if word else "", "minutes", "")
        for about, word in words.items()
    }
    return save_draft(reach_for(account), "A47", 1, lines, based_on=based_on or {})


def bases() -> dict[str, str]:
    """Of what a form opened now is made."""
    return {about: line.key for about, line in standing().items()}


# The sheet as a draft


def test_a_draft_moves_no_figure_and_is_kept_line_by_line() -> None:
    before, work = head(campaign_tree(HCMC_CAMPAIGN)).size, head(work_tree(HCMC_CAMPAIGN)).size
    assert saves(hien(), sign_1="not_seen", sign_3="seen").new == 2
    assert head(campaign_tree(HCMC_CAMPAIGN)).size == before
    assert head(work_tree(HCMC_CAMPAIGN)).size == work + 1
    assert standing()["sign-3"].said == ("seen", "câu seen", "minutes", "")
    assert saves(hien(), bases(), sign_1="not_seen", sign_3="seen") == Told()
    assert list(discrepancies()) == []


def test_the_other_of_the_group_goes_on_where_the_first_stopped() -> None:
    saves(hien(), sign_1="not_seen")
    assert saves(tuan(), bases(), sign_1="not_seen", sign_2="seen").new == 1
    assert set(standing()) == {"sign-1", "sign-2"}


def test_two_at_once_on_different_signs_lose_nothing() -> None:
    saves(hien(), sign_1="not_seen", sign_2="not_seen")
    both = bases()
    saves(hien(), both, sign_1="seen", sign_2="not_seen")
    saves(tuan(), both, sign_1="not_seen", sign_2="cannot_tell")
    assert {about: line.word for about, line in standing().items()} == {
        "sign-1": "seen",
        "sign-2": "cannot_tell",
    }


def test_two_at_once_on_the_same_sign_the_second_gets_a_sentence_and_the_first_one_s_words() -> (
    None
):
    opened = bases()
    saves(hien(), opened, sign_3="seen")
    with pytest.raises(MovedOn) as refused:
        saves(tuan(), opened, sign_3="not_seen", sign_4="seen")
    assert (
        "Hiền vừa sửa biểu hiện số 3 sau khi bạn mở trang; chưa ghi gì" in refused.value.wording.vi
    )
    assert refused.value.about["sign-3"].word == "seen"
    assert set(standing()) == {"sign-3"}, "nothing is half-written"
    saves(tuan(), bases(), sign_3="not_seen", sign_4="seen")
    assert standing()["sign-3"].word == "not_seen"


def test_two_who_say_the_same_at_once_do_not_disagree() -> None:
    opened = bases()
    saves(hien(), opened, sign_3="seen")
    assert saves(tuan(), opened, sign_3="seen") == Told(same=1)


def test_a_verdict_is_not_given_over_a_line_that_moved_on_unseen() -> None:
    opened = bases()
    saves(hien(), opened, sign_3="seen")
    with pytest.raises(MovedOn, match="Hiền changed sign 3"):
        give_verdict(reach_for(tuan()), "A47", concluded(), DEC_21, held_on=HELD, based_on=opened)
    assert rounds() == ()
    give_verdict(reach_for(tuan()), "A47", concluded(), DEC_21, held_on=HELD, based_on=bases())
    assert standing()["sign-3"].word == "not_seen", "the draft follows the verdict"


def test_who_saves_after_the_leader_concluded_is_told_and_writes_nothing() -> None:
    opened = bases()
    give_verdict(reach_for(tuan()), "A47", concluded(), DEC_21, held_on=HELD)
    before = head(work_tree(HCMC_CAMPAIGN)).size
    with pytest.raises(RoundMovedOn) as refused:
        saves(hien(), opened, sign_3="seen")
    assert "tổ trưởng đã ghi kết luận" in refused.value.wording.vi
    assert head(work_tree(HCMC_CAMPAIGN)).size == before


def test_a_verdict_on_a_round_that_is_past_is_not_taken_for_the_next_one() -> None:
    judged()
    with campaign_act(reach_for(lan()), SESSION_HELD, unit="A47") as opened:
        tell_redone(opened, round_of(reach_for(lan())), "A47", Part.FINDINGS, DEC_22)
    with pytest.raises(RoundMovedOn):
        give_verdict(reach_for(tuan()), "A47", concluded("redo"), DEC_23, held_on=HELD, of_round=1)
    assert [one.number for one in rounds()] == [1]


@pytest.mark.parametrize("who", [lan, thao, minh, binh, mai, dung, vinh])
def test_nobody_outside_the_group_drafts_notes_or_dissents(who: Callable[[], Account]) -> None:
    reach = reach_for(who())
    with pytest.raises(NotThere):
        save_draft(reach, "A47", 1, {}, based_on={})
    with pytest.raises(NotThere):
        add_note(reach, "A47", "x")
    with pytest.raises(NotThere):
        dissent(reach, "A47", "x")
    assert not SheetDraft.objects.exists()


# Notes and dissents


def test_a_note_is_kept_once_and_two_notes_are_two() -> None:
    assert add_note(reach_for(hien()), "A47", "  xem trang 3 ").new == 1
    assert add_note(reach_for(hien()), "A47", "xem trang 3") == Told(same=1)
    add_note(reach_for(tuan()), "A47", "xem trang 3")
    assert [note.text for note in notes(HCMC_CAMPAIGN, review_of(reach_for(mai()), "A47"))] == [
        "xem trang 3",
        "xem trang 3",
    ]
    assert GroupNote.objects.count() == 2


@pytest.mark.parametrize("text", ["", " \n ", "a" * 2_001])
def test_a_note_has_words_and_not_too_many(text: str) -> None:
    for act in (add_note, dissent):
        with pytest.raises(NoWords):
            act(reach_for(hien()), "A47", text)


def test_a_dissent_before_the_verdict_stands_beside_it_and_is_the_member_s_own() -> None:
    dissent(reach_for(hien()), "A47", "tôi thấy chưa đạt")
    give_verdict(reach_for(tuan()), "A47", concluded(), DEC_21, held_on=HELD)
    dissent(reach_for(hien()), "A47", "tôi thấy phải làm lại phần giải trình")
    (only,) = rounds()
    assert [one.text for one in only.dissents] == ["tôi thấy phải làm lại phần giải trình"]
    assert only.dissents[0].by == hien().pk
    assert only.verdict == "meets", "a dissent changes no verdict"


# The unit's reply


def judged(word: str = "redo", *, parts: tuple[Part, ...] = (Part.FINDINGS,)) -> None:
    give_verdict(reach_for(tuan()), "A47", concluded(word, parts=parts), DEC_21, held_on=HELD)


def later(days: int) -> time_machine.travel:
    return time_machine.travel(now() + timedelta(days=days))


def test_the_unit_replies_once_and_may_replace_its_reply_while_its_time_runs() -> None:
    judged()
    assert reply_to_verdict(reach_for(lan()), "A47", "Đơn vị tiếp thu").new == 1
    assert reply_to_verdict(reach_for(lan()), "A47", " Đơn vị tiếp thu ") == Told(same=1)
    with later(7):
        told = reply_to_verdict(reach_for(lan()), "A47", "Đơn vị tiếp thu và bổ sung")
    assert told == Told(changed=1)
    assert VerdictReply.objects.known().count() == 1
    (only,) = rounds()
    assert only.reply is not None
    assert only.reply.text == "Đơn vị tiếp thu và bổ sung"


def test_the_time_to_reply_runs_from_when_the_verdict_was_known_and_then_says_so() -> None:
    judged()
    until = today() + timedelta(days=7)
    with later(8), pytest.raises(ReplyTooLate) as refused:
        reply_to_verdict(reach_for(lan()), "A47", "muộn")
    assert f"đã hết ngày {until:%d/%m/%Y}" in refused.value.wording.vi
    assert not VerdictReply.objects.exists()


def test_a_campaign_may_set_its_own_times() -> None:
    judged()
    reach = reach_for(lan())
    reach = replace(reach, campaign=replace(reach.campaign, supervision={"reply_days": 10}))
    with later(10):
        assert reply_to_verdict(reach, "A47", "Đơn vị tiếp thu").new == 1
    office = reach_for(mai())
    sooner = {"publication_days": 3, "reply_days": 5}
    office = replace(office, campaign=replace(office.campaign, supervision=sooner))
    with later(5), pytest.raises(TooEarlyToPublish):
        publish_criticism(office, "A47", "x")
    with later(6):
        assert publish_criticism(office, "A47", "x").new == 1


def test_there_is_no_reply_before_a_verdict_and_none_by_others() -> None:
    with pytest.raises(NoVerdictYet):
        reply_to_verdict(reach_for(lan()), "A47", "sớm")
    judged()
    for account in (thao(), minh(), tuan(), mai(), binh()):
        with pytest.raises(NotThere):
            reply_to_verdict(reach_for(account), "A47", "không phải của tôi")
    with pytest.raises(NoWords, match="2,000,000 characters"):
        reply_to_verdict(reach_for(lan()), "A47", "a" * 2_000_000)


# What is published


def test_a_criticism_is_published_only_if_it_is_not_cured_in_time() -> None:
    judged()
    since = today() + timedelta(days=30)
    for days in (0, 29):
        with later(days), pytest.raises(TooEarlyToPublish) as refused:
            publish_criticism(reach_for(mai()), "A47", "Chưa nêu rõ địa chỉ")
        assert f"từ ngày {since:%d/%m/%Y}" in refused.value.wording.vi
    with later(30):
        assert publish_criticism(reach_for(mai()), "A47", "Chưa nêu rõ địa chỉ").new == 1
        again = publish_criticism(reach_for(mai()), "A47", "Chưa nêu rõ địa chỉ")
        assert again == Told(same=1)
    (only,) = rounds()
    assert only.published is not None


def test_what_is_cured_is_not_published() -> None:
    judged()
    with campaign_act(reach_for(lan()), SESSION_HELD, unit="A47") as opened:
        tell_redone(opened, round_of(reach_for(lan())), "A47", Part.FINDINGS, DEC_22)
    with later(40), pytest.raises(NothingToPublish) as redone:
        publish_criticism(reach_for(mai()), "A47", "Chưa nêu rõ địa chỉ")
    assert "điều đã sửa thì không công bố" in redone.value.wording.vi
    give_verdict(reach_for(tuan()), "A47", concluded(), DEC_23, held_on=HELD)
    with later(40), pytest.raises(NothingToPublish):
        publish_criticism(reach_for(mai()), "A47", "Chưa nêu rõ địa chỉ")


def test_where_nothing_was_criticised_nothing_is_published() -> None:
    with pytest.raises(NothingToPublish):
        publish_criticism(reach_for(mai()), "A47", "x")
    judged("basically_meets", parts=())
    with later(40), pytest.raises(NothingToPublish) as refused:
        publish_criticism(reach_for(mai()), "A47", "x")
    assert "không yêu cầu A47 kiểm điểm lại" in refused.value.wording.vi


def also_of_the_office(account: Account) -> Account:
    over = RoleOver("thanh-uy-tphcm")
    grant_role(Role.CAMPAIGN_OFFICE, to=account, over=over, since=date(2012, 1, 1), by=mai().pk)
    return account


def test_nobody_publishes_their_own_verdict_or_about_their_own_unit() -> None:
    judged()
    with later(40):
        with pytest.raises(NotForYouToPublish, match="You gave the verdict"):
            publish_criticism(reach_for(also_of_the_office(tuan())), "A47", "x")
        with pytest.raises(InConflict, match="serving there"):
            publish_criticism(reach_for(also_of_the_office(thao())), "A47", "x")
        for account in (lan(), dung(), vinh(), binh()):
            with pytest.raises(NotThere):
                publish_criticism(reach_for(account), "A47", "x")
