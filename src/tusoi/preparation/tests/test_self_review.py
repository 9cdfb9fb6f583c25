"""Writing a self-review and handing it in: versions, two at one draft, what locks it and what opens it again."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_CAMPAIGN,
    binh,
    dung,
    kept_for_a_module,
    khanh,
    lan,
    mai,
    mai_loads_the_seed,
    member,
    minh,
    reach_for,
    thao,
    tuan,
)
from tusoi.campaigns.actions import Seat, campaign_act, reopen_parts, review_of, round_of
from tusoi.campaigns.cascade import AddedTopic
from tusoi.campaigns.events import REASON_STATED
from tusoi.campaigns.models import campaign_tree, work_tree
from tusoi.campaigns.parts import Part
from tusoi.campaigns.queries import redo_of
from tusoi.campaigns.typed import NotAsAsked
from tusoi.guidance.forms import FormKind, form_of
from tusoi.ledger.actions import Told
from tusoi.ledger.checking import discrepancies
from tusoi.ledger.queries import head
from tusoi.organisation.access import NotThere
from tusoi.organisation.models import Account
from tusoi.preparation.models import SelfReviewPrepared
from tusoi.preparation.queries import (
    begun_in,
    form_for,
    prepared_in,
    submissions_of,
    versions_of,
    words_of,
)
from tusoi.preparation.versions import Version, texts_at
from tusoi.preparation.writing import (
    DraftMoved,
    Saved,
    SectionsEmpty,
    SelfReviewLocked,
    save_draft,
    submit_self_review,
)
from tusoi.values.clock import today
from tusoi.values.day import When
from tusoi.values.wording import Wording

pytestmark = pytest.mark.django_db

A47, DEPUTY, HEAD = Seat("A47"), Seat("A47", "A47-02"), Seat("A47", "A47-01")
MET = When(date(2012, 12, 20))


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        yield


def whole(kind: FormKind = FormKind.COLLECTIVE, word: str = "Đã kiểm điểm.") -> dict[str, str]:
    """A text in every section that the form requires."""
    return {one.code: word for one in form_of("nqtw4-2012", kind).written if one.required}


def saved(
    texts: Mapping[str, str],
    by: Account | None = None,
    whose: Seat = A47,
    *,
    base: Version | None = None,
    autosaved: bool = False,
    met_on: When | None = None,
) -> Saved:
    start = base.id if base else None
    return save_draft(
        reach_for(by or lan()), whose, texts, base=start, autosaved=autosaved, met_on=met_on
    )


def after(one: Saved) -> Version:
    assert one.version is not None
    return one.version


def standing(whose: Seat = A47) -> Version:
    return versions_of(reach_for(mai()).campaign, "A47", whose.holder)[-1]


def said(whose: Seat = A47) -> dict[str, str]:
    versions = versions_of(reach_for(mai()).campaign, "A47", whose.holder)
    return texts_at(versions, versions[-1].number)


def handed_in(by: Account | None = None, whose: Seat = A47, met_on: When | None = None) -> Told:
    return submit_self_review(reach_for(by or lan()), whose, standing(whose).id, met_on=met_on)


def reopen(*parts: Part, number: int = 1) -> None:
    reach = reach_for(mai())
    with campaign_act(reach, REASON_STATED, unit="A47") as opened:
        reopen_parts(opened, round_of(reach), "A47", parts, today(), round_number=number)


def is_open(part: Part) -> bool:
    reach = reach_for(mai())
    return redo_of(HCMC_CAMPAIGN, review_of(reach, "A47"))[part].is_open


# Who writes


def test_the_collectives_is_written_by_head_and_office_and_a_persons_by_that_person() -> None:
    for who, whose in ((lan(), A47), (thao(), A47), (minh(), DEPUTY), (lan(), HEAD)):
        before = versions_of(reach_for(who).campaign, "A47", whose.holder)
        base = before[-1] if before else None
        assert saved({"earlier": f"của {who.name}"}, who, whose, base=base).told.new == 1


@pytest.mark.parametrize(
    ("who", "whose"),
    [
        (mai, A47),
        (minh, A47),
        (tuan, A47),
        (dung, A47),
        (khanh, A47),
        (binh, A47),
        (lan, DEPUTY),
        (thao, DEPUTY),
        (minh, HEAD),
        (mai, DEPUTY),
        (lambda: member("UV1"), Seat("A47", "UV1")),
        (lan, Seat("A47", "khong-co")),
        (lan, Seat("B02")),
        (lan, Seat("ZZ9")),
    ],
)
def test_nobody_writes_what_is_not_theirs(who: object, whose: Seat) -> None:
    assert callable(who)
    with pytest.raises(NotThere):
        saved({"earlier": "x"}, who(), whose)
    with pytest.raises(NotThere):
        submit_self_review(reach_for(who()), whose, standing_id())


def standing_id() -> UUID:
    saved({"earlier": "x"}, lan(), A47)
    return standing().id


# Versions


def test_a_draft_is_work_in_progress_and_moves_no_figure() -> None:
    figures, work = (head(tree(HCMC_CAMPAIGN)).size for tree in (campaign_tree, work_tree))
    saved({"earlier": "Đã làm."})
    assert head(campaign_tree(HCMC_CAMPAIGN)).size == figures
    assert head(work_tree(HCMC_CAMPAIGN)).size == work + 1
    assert list(discrepancies()) == []


def test_versions_are_kept_and_each_is_read_as_it_was() -> None:
    first = after(saved({"earlier": "Một.", "causes": "Do ta."}))
    second = after(saved({"earlier": "Hai.", "causes": "Do ta."}, base=first))
    saved({"earlier": "Hai.", "causes": ""}, thao(), base=second)
    versions = versions_of(reach_for(mai()).campaign, "A47", "")
    assert [one.number for one in versions] == [1, 2, 3]
    assert texts_at(versions, 1) == {"earlier": "Một.", "causes": "Do ta."}
    assert texts_at(versions, 2) == {"earlier": "Hai.", "causes": "Do ta."}
    assert texts_at(versions, 3) == {"earlier": "Hai.", "causes": ""}


def test_a_form_sent_twice_is_one_version() -> None:
    saved({"earlier": "Một."})
    assert saved({"earlier": "Một.\r\n"}).told == Told(same=1)
    assert standing().number == 1


def test_ones_own_autosaves_of_a_day_are_one_version_until_a_button_is_pressed() -> None:
    base = after(saved({"earlier": "Một."}))
    for text in ("Một hai.", "Một hai ba."):
        base = after(saved({"earlier": text}, base=base, autosaved=True))
    assert (base.number, base.autosaved) == (2, True)
    done = after(saved({"earlier": "Một hai ba."}, base=base))
    assert (done.number, done.autosaved) == (2, False)
    assert after(saved({"earlier": "Bốn."}, base=done, autosaved=True)).number == 3


def test_anothers_autosave_stays_a_version() -> None:
    base = after(saved({"earlier": "Một."}, lan(), autosaved=True))
    assert after(saved({"earlier": "Hai."}, thao(), base=base, autosaved=True)).number == 2


def test_text_is_stored_composed_with_its_lines() -> None:
    saved({"earlier": "  Tie\u0302\u0301p nhận:\r\n– một “trích”\r\n\r\nhai\ttab \n"})
    assert said()["earlier"] == "Tiếp nhận:\n– một “trích”\n\nhai\ttab"


# Two at one draft


def test_two_who_write_in_different_sections_both_keep_their_words() -> None:
    base = after(saved({"earlier": "Một.", "causes": "Do ta."}))
    saved({"earlier": "Một.", "causes": "Do ta, năm 2011."}, thao(), base=base)
    saved({"earlier": "Một, hai.", "causes": "Do ta."}, lan(), base=base)
    assert said() == {"earlier": "Một, hai.", "causes": "Do ta, năm 2011."}


def test_of_two_who_write_in_one_section_the_second_is_told_and_nothing_is_lost() -> None:
    base = after(saved({"earlier": "Một.", "causes": "Do ta."}))
    saved({"earlier": "Một của Thảo."}, thao(), base=base)
    with pytest.raises(DraftMoved) as moved:
        saved({"earlier": "Một của Lan."}, lan(), base=base)
    assert moved.value.clashing == ("earlier",)
    assert moved.value.texts["earlier"] == "Một của Thảo."
    assert "Thảo saved this draft at" in moved.value.wording.en
    saved({"earlier": "Của cả hai."}, lan(), base=moved.value.latest)
    assert said()["earlier"] == "Của cả hai."


def test_an_autosave_never_mixes_with_what_another_saved() -> None:
    base = after(saved({"earlier": "Một."}))
    saved({"causes": "Do ta."}, thao(), base=base)
    with pytest.raises(DraftMoved):
        saved({"earlier": "Một hai."}, lan(), base=base, autosaved=True)


def test_a_base_that_is_none_of_this_draft_takes_nothing_away() -> None:
    saved({"earlier": "Của Minh."}, minh(), DEPUTY)
    saved({"earlier": "Một."})
    with pytest.raises(DraftMoved):
        saved({"earlier": "Khác."}, thao(), base=standing(DEPUTY))
    assert said()["earlier"] == "Một."


def test_what_an_autosave_was_begun_from_is_known_though_its_place_is_taken() -> None:
    base = after(saved({"earlier": "Một."}, autosaved=True))
    saved({"earlier": "Một hai."}, base=base, autosaved=True)
    saved({"earlier": "Một.", "causes": "Do ta."}, thao(), base=base)
    assert said() == {"earlier": "Một hai.", "causes": "Do ta."}


# What cannot stand


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Đất " * 500_000, "1999999 characters"),
        ("a\x0bb", "U+000B"),
        ("a\x00b", "U+0000"),
        ("a\ufffeb", "U+FFFE"),
        ("a\ud800b", "U+D800"),
    ],
)
def test_a_text_that_cannot_be_kept_is_refused_by_its_section(text: str, fault: str) -> None:
    with pytest.raises(NotAsAsked) as refused:
        saved({"earlier": text, "causes": "Do ta."})
    assert fault in refused.value.faults["earlier"].en
    assert set(refused.value.faults) == {"earlier"}


def test_a_section_that_the_form_has_not_is_passed_over() -> None:
    saved({"earlier": "Một.", "khong-co": "x", "explanations": "x"})
    assert said() == {"earlier": "Một."}


def test_the_fourth_topic_is_asked_of_the_grassroots_alone() -> None:
    reach = reach_for(lan())
    save_draft(reach, A47, {"topic-T4": "Với dân."}, base=None)
    assert not versions_of(reach.campaign, "A47", "")
    grassroots = replace(reach.campaign, level="grassroots")
    assert form_for(grassroots, "").section("topic-T4") is not None
    assert form_for(reach.campaign, "").section("topic-T4") is None


def test_a_topic_that_the_campaign_adds_is_a_section_of_its_form() -> None:
    added = AddedTopic("T9", Wording(vi="Chuyển đổi số", en="Digital change"), ())
    campaign = replace(reach_for(lan()).campaign, added_topics=(added,))
    section = form_for(campaign, "").section("topic-T9")
    assert section is not None
    assert "Chuyển đổi số" in section.title.vi


# Handing in


def test_handing_in_locks_and_tells_that_the_self_review_is_ready() -> None:
    saved(whole())
    assert handed_in().new == 2
    campaign = reach_for(mai()).campaign
    assert prepared_in(campaign, "A47")[""] == When(today())
    with pytest.raises(SelfReviewLocked, match="handed in on"):
        saved({"earlier": "Khác."}, base=standing())
    assert handed_in() == Told(same=1)
    assert list(discrepancies()) == []


def test_a_persons_own_is_ready_in_the_row_a_return_would_give_it() -> None:
    saved(whole(FormKind.PERSONAL), minh(), DEPUTY)
    handed_in(minh(), DEPUTY)
    (ready,) = SelfReviewPrepared.objects.known().filter(key="A47/PBT|prepared")
    assert ready.review.seat == "A47-02"
    assert begun_in(reach_for(mai()).campaign, "A47") == {"A47-02"}


def test_holes_are_named_and_the_draft_stands() -> None:
    texts = whole()
    del texts["causes"], texts["topic-T2"]
    saved(texts)
    with pytest.raises(SectionsEmpty) as refused:
        handed_in()
    assert refused.value.codes == ("topic-T2", "causes")
    assert "“Nguyên nhân của hạn chế, khuyết điểm”" in refused.value.wording.vi
    assert said() == texts
    assert submissions_of(reach_for(mai()).campaign, "A47") == ()


def test_what_another_saved_meanwhile_is_not_handed_in_unseen() -> None:
    before = after(saved(whole()))
    saved({"causes": "Do cơ chế."}, thao(), base=before)
    with pytest.raises(DraftMoved):
        submit_self_review(reach_for(lan()), A47, before.id)


def test_a_day_told_on_paper_stays_the_day_it_was_ready() -> None:
    from tusoi.preparation.actions import record_self_review

    record_self_review(reach_for(lan()), "A47", date(2012, 12, 18))
    saved(whole())
    handed_in()
    assert prepared_in(reach_for(mai()).campaign, "A47")[""] == When(date(2012, 12, 18))


def test_what_has_met_is_not_written_any_more() -> None:
    saved(whole())
    with pytest.raises(SelfReviewLocked, match="has met since"):
        saved({"earlier": "Khác."}, base=standing(), met_on=MET)
    with pytest.raises(SelfReviewLocked):
        handed_in(met_on=MET)


# A redo


def test_a_redo_opens_it_once_and_the_first_day_stands() -> None:
    saved(whole())
    handed_in()
    reopen(Part.SELF_REVIEW)
    saved({"causes": "Do ta, nói rõ hơn."}, base=standing(), met_on=MET)
    handed_in(met_on=MET)
    assert not is_open(Part.SELF_REVIEW)
    campaign = reach_for(mai()).campaign
    assert [(one.version, one.redo_round) for one in submissions_of(campaign, "A47")] == [
        (1, 0),
        (2, 1),
    ]
    with pytest.raises(SelfReviewLocked):
        saved({"earlier": "Khác."}, base=standing(), met_on=MET)


def test_a_redo_of_another_part_opens_nothing_here() -> None:
    saved(whole())
    handed_in()
    reopen(Part.EXPLANATIONS, Part.PERSONAL_SELF_REVIEWS)
    with pytest.raises(SelfReviewLocked):
        saved({"earlier": "Khác."}, base=standing(), met_on=MET)


def test_the_persons_self_reviews_are_done_again_once_everybody_has() -> None:
    for who, whose in ((minh(), DEPUTY), (lan(), HEAD)):
        saved(whole(FormKind.PERSONAL), who, whose)
        handed_in(who, whose)
    reopen(Part.PERSONAL_SELF_REVIEWS)
    handed_in(minh(), DEPUTY, met_on=MET)
    assert is_open(Part.PERSONAL_SELF_REVIEWS)
    with pytest.raises(SelfReviewLocked):
        saved({"earlier": "Nữa."}, minh(), DEPUTY, base=standing(DEPUTY), met_on=MET)
    saved({"earlier": "Thêm."}, lan(), HEAD, base=standing(HEAD), met_on=MET)
    handed_in(lan(), HEAD, met_on=MET)
    assert not is_open(Part.PERSONAL_SELF_REVIEWS)


def test_the_version_handed_in_is_never_taken_the_place_of() -> None:
    base = after(saved(whole(), autosaved=True))
    submit_self_review(reach_for(lan()), A47, base.id)
    reopen(Part.SELF_REVIEW)
    assert after(saved({"causes": "Khác."}, base=base, autosaved=True, met_on=MET)).number == 2


# What others are told


def test_others_read_what_was_handed_in_and_nothing_of_a_draft() -> None:
    campaign = reach_for(tuan()).campaign
    saved({**whole(), "scope": "Theo quy chế."})
    assert words_of(campaign, "A47") is None
    handed_in()
    reopen(Part.SELF_REVIEW)
    saved({"causes": "Nháp mới."}, base=standing(), met_on=MET)
    words = words_of(campaign, "A47")
    assert words is not None
    assert words.version == 1
    assert [one.code for one in words.sections][:3] == ["earlier", "scope", "topic-T1"]
    assert all("Nháp mới" not in one.text for one in words.sections)
