"""Minutes of a review: drawn from the record, corrected, signed by four, then locked."""

from collections.abc import Callable, Iterator
from datetime import date
from uuid import uuid4

import pytest
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_CAMPAIGN,
    binh,
    dung,
    hien,
    kept_for_a_module,
    lan,
    mai,
    mai_loads_the_seed,
    member,
    minh,
    reach_for,
    thao,
    tuan,
    vinh,
)
from tests.in_the_room import DEC_19, DEC_20, DEC_21, cleared, met, note, tally
from tusoi.campaigns.actions import campaign_act, reopen_parts, review_of, round_of
from tusoi.campaigns.events import REASON_STATED
from tusoi.campaigns.models import campaign_tree, work_tree
from tusoi.campaigns.parts import Part
from tusoi.discipline.actions import settle_responsibilities
from tusoi.gates.gate import GateClosed
from tusoi.ledger.actions import Told
from tusoi.ledger.checking import discrepancies
from tusoi.ledger.queries import head
from tusoi.meetings.actions import NotYetMet, sign_minutes
from tusoi.meetings.minutes.at_hand import (
    MinutesLocked,
    NothingDrafted,
    NotPresent,
    StaleVersion,
    WordsNotUsable,
)
from tusoi.meetings.minutes.correcting import answer_correction, ask_correction
from tusoi.meetings.minutes.draft import TO_BE_WRITTEN
from tusoi.meetings.minutes.queries import Minutes, minutes_of
from tusoi.meetings.minutes.signing import (
    NotInThatCapacity,
    NotReadyToSign,
    Signed,
    SignedBefore,
    sign_text,
)
from tusoi.meetings.minutes.stating import NotLocked, add_to_minutes, state_dissent
from tusoi.meetings.minutes.writing import draw_minutes, write_section
from tusoi.meetings.models import Capacity, MinutesSigned
from tusoi.meetings.queries import minutes_signed
from tusoi.meetings.rules.words import CAPACITY_WORDING
from tusoi.organisation.access import NotThere
from tusoi.organisation.actions import grant_role
from tusoi.organisation.models import Account
from tusoi.organisation.roles import Role, RoleOver
from tusoi.values.clock import now, today
from tusoi.values.day import When

pytestmark = pytest.mark.django_db

HELD = When(DEC_20)
FOUR: tuple[tuple[str, Callable[[], Account]], ...] = (
    ("chair", lan),
    ("secretary", lambda: member("UV2")),
    ("group", tuan),
    ("member", minh),
)
"""Who signs as what where UV2 took the minutes."""


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        cleared()
        yield


def minutes(redo_number: int = 0) -> Minutes:
    review = review_of(reach_for(lan()), "A47")
    return minutes_of(HCMC_CAMPAIGN, review, redo_number)


def text(key: str, redo_number: int = 0) -> str:
    version = minutes(redo_number).text
    assert version is not None
    section = version.section(key)
    assert section is not None
    return section.text


def drawn() -> None:
    draw_minutes(reach_for(thao()), "A47")


def write(key: str, words: str, *, base: int | None = None, by: Account | None = None) -> Told:
    standing = minutes().text
    number = base if base is not None else standing.number if standing else 0
    return write_section(reach_for(by or thao()), "A47", key, words, base=number)


def complete() -> None:
    """Every place left to the secretary is written."""
    draw_minutes(reach_for(thao()), "A47")
    for redo in (0, 1):
        version = minutes(redo).text
        for one in version.left_open if version else ():
            words = one.text.replace(TO_BE_WRITTEN, "đã ghi")
            if minutes(redo).is_locked:
                continue
            base = minutes(redo).text
            assert base is not None
            write_section(reach_for(thao()), "A47", one.key, words, base=base.number)


def sign(capacity: str, account: Account, *, digest: str = "", redo: int = 0) -> Signed:
    standing = minutes(redo).text
    assert standing is not None
    wanted = digest or standing.digest
    return sign_text(reach_for(account), "A47", capacity, wanted, held_on=HELD)


# The draft


def test_every_capacity_in_which_minutes_are_signed_has_its_words() -> None:
    assert list(CAPACITY_WORDING) == Capacity.values


def test_the_draft_tells_who_was_there_who_spoke_and_how_and_leaves_conclusions_to_the_secretary() -> (
    None
):
    met()
    drawn()
    assert "20/12/2012" in text("opening")
    assert "Chủ trì: Bí thư (A47/BT)." in text("opening")
    assert "Người ghi biên bản: Ủy viên Ban Chấp hành (A47/UV2)." in text("opening")
    assert "có mặt 10/11" in text("present")
    assert "Vắng mặt 1: Ủy viên Ban Chấp hành (A47/UV9), lý do: ốm." in text("present")
    assert text("point-topic-T1").splitlines() == [
        "- Bí thư (A47/BT) (tự giác phát biểu; tự phê bình): Chậm chỉ đạo xử lý đơn thư kéo dài.",
        "- Phó Bí thư (A47/PBT) (tự giác phát biểu; phê bình): Báo cáo nặng về nguyên nhân khách quan.",
    ]
    assert text("point-topic-T2") == "Không có ý kiến."
    assert text("point-topic-T3").endswith("(góp ý bằng văn bản; ý kiến khác).")
    assert "được chỉ định phát biểu; phê bình" in text("point-post-BT")
    assert "4 thành viên phát biểu, trong đó 1 thành viên chỉ phát biểu khi được chỉ định" in text(
        "counts"
    )
    assert "Nội dung chưa được thảo luận: Xây dựng đội ngũ cán bộ" in text("counts")
    assert text("conclusions") == TO_BE_WRITTEN
    persons = [one.key for one in minutes().versions[0].sections if "post" in one.key]
    assert persons[:2] == ["point-post-BT", "point-post-PBT"], "the head first"
    assert list(discrepancies()) == []


def test_a_draft_moves_no_figure() -> None:
    met()
    before = [head(tree(HCMC_CAMPAIGN)).size for tree in (campaign_tree, work_tree)]
    drawn()
    write("conclusions", "Thống nhất.")
    after = [head(tree(HCMC_CAMPAIGN)).size for tree in (campaign_tree, work_tree)]
    assert after == [before[0], before[1] + 2]


def test_drawing_again_renews_only_what_nobody_wrote_by_hand_and_says_so() -> None:
    met()
    drawn()
    write("point-topic-T1", "Viết bằng tay.")
    note(reach_for(lan()), DEC_20, [("UV3", "unasked", "criticism", "T2", "", "Muộn.")])
    note(reach_for(lan()), DEC_20, [("UV4", "unasked", "criticism", "T1", "", "Muộn nữa.")])
    merged = draw_minutes(reach_for(thao()), "A47")
    assert [one[:20] for one in merged.renewed] == ["Xây dựng đội ngũ cán"]
    assert len(merged.kept_by_hand) == 1
    assert text("point-topic-T1") == "Viết bằng tay."
    assert "Muộn." in text("point-topic-T2")
    assert len(minutes().versions) == 3


def test_drawing_again_with_nothing_new_makes_no_version() -> None:
    met()
    drawn()
    assert not draw_minutes(reach_for(thao()), "A47").changes
    assert len(minutes().versions) == 1


def test_nothing_is_drawn_before_anybody_met() -> None:
    with pytest.raises(NotYetMet, match="has not met yet"):
        drawn()


def test_nothing_is_written_where_there_is_no_draft() -> None:
    met()
    with pytest.raises(NothingDrafted, match="no draft"):
        write("conclusions", "Thống nhất.")
    with pytest.raises(NothingDrafted):
        state_dissent(reach_for(minh()), "A47", "Tôi không đồng ý.")
    with pytest.raises(NothingDrafted):
        sign_text(reach_for(lan()), "A47", "chair", "0" * 64, held_on=HELD)


@pytest.mark.parametrize("stranger", [minh, tuan, mai, binh])
def test_who_does_not_hold_the_session_writes_no_minutes(stranger: Callable[[], Account]) -> None:
    met()
    drawn()
    with pytest.raises(NotThere):
        draw_minutes(reach_for(stranger()), "A47")
    with pytest.raises(NotThere):
        write("conclusions", "Thống nhất.", by=stranger())


# Two who write


def test_two_who_write_the_same_section_never_overwrite_each_other() -> None:
    met()
    drawn()
    write("conclusions", "Của Thảo.", base=1)
    with pytest.raises(StaleVersion, match="Thảo wrote version 2"):
        write("conclusions", "Của Lan.", base=1, by=lan())
    assert text("conclusions") == "Của Thảo."
    write("conclusions", "Của cả hai.", base=2, by=lan())
    assert text("conclusions") == "Của cả hai."


def test_two_who_write_different_sections_are_no_conflict() -> None:
    met()
    drawn()
    write("conclusions", "Của Thảo.", base=1)
    write("closing", "Của Lan.", base=1, by=lan())
    assert (text("conclusions"), text("closing")) == ("Của Thảo.", "Của Lan.")


def test_a_section_sent_twice_is_one_version() -> None:
    met()
    drawn()
    assert write("conclusions", "Thống nhất.", base=1).new == 1
    assert write("conclusions", "Thống nhất.\r\n", base=1) == Told(same=1)
    assert len(minutes().versions) == 2


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("  \n ", "no words yet"),
        ("a" * 2_000_000, "2000000 characters; at most 200000"),
        ("chữ\x07", "U\\+0007"),
    ],
)
def test_words_that_cannot_be_kept_are_refused(words: str, sentence: str) -> None:
    met()
    drawn()
    with pytest.raises(WordsNotUsable, match=sentence):
        write("conclusions", words)
    assert len(minutes().versions) == 1


def test_a_section_that_is_not_there_is_not_written() -> None:
    met()
    drawn()
    with pytest.raises(NotThere):
        write("khong-co", "x")


# Corrections and dissent


def test_a_correction_is_taken_in_by_a_version_or_refused_with_a_reason() -> None:
    met()
    drawn()
    for words in ("Tôi nói là chậm hai năm.", "Bỏ câu này."):
        ask_correction(reach_for(minh()), "A47", "point-topic-T1", words, version=1)
    first, second = minutes().corrections
    assert (first.author, first.name, first.answer) == ("A47/PBT", "Minh", None)
    answer_correction(
        reach_for(thao()), "A47", first.id, taken_in=True, text="Chậm hai năm.", base=1
    )
    answer_correction(
        reach_for(thao()), "A47", second.id, taken_in=False, reason="Đúng như đã nói."
    )
    first, second = minutes().corrections
    assert first.answer is not None
    assert second.answer is not None
    assert (first.answer.taken_in, text("point-topic-T1")) == (2, "Chậm hai năm.")
    assert (second.answer.taken_in, second.answer.reason) == (None, "Đúng như đã nói.")
    assert len(minutes().corrections) == 2, "none is dropped"


def test_a_correction_is_not_refused_without_a_reason() -> None:
    met()
    drawn()
    ask_correction(reach_for(minh()), "A47", "closing", "Kết thúc muộn hơn.", version=1)
    (one,) = minutes().corrections
    with pytest.raises(WordsNotUsable):
        answer_correction(reach_for(thao()), "A47", one.id, taken_in=False)
    with pytest.raises(NotThere):
        answer_correction(reach_for(thao()), "A47", uuid4(), taken_in=False, reason="x")
    with pytest.raises(NotThere):
        answer_correction(reach_for(minh()), "A47", one.id, taken_in=False, reason="x")


def test_a_correction_by_somebody_who_was_not_there_is_refused() -> None:
    met()
    drawn()
    absent, stranger = reach_for(member("UV9")), reach_for(thao())
    with pytest.raises(NotPresent, match="you were not at the meeting"):
        ask_correction(absent, "A47", "closing", "Không phải thế.", version=1)
    with pytest.raises(NotPresent, match="you were not at the meeting"):
        state_dissent(absent, "A47", "Không phải thế.")
    with pytest.raises(NotPresent, match="not one of those who met"):
        state_dissent(stranger, "A47", "Không phải thế.")  # another was named secretary


def test_a_form_sent_twice_is_one_correction_and_one_dissent() -> None:
    met()
    drawn()
    once, reach = uuid4(), reach_for(minh())
    for expected in (Told(new=1), Told(same=1)):
        told = ask_correction(reach, "A47", "closing", "Muộn hơn.", version=1, once=once)
        assert told == expected
        assert state_dissent(reach, "A47", "Tôi bảo lưu.", once=once) == expected
    assert (len(minutes().corrections), len(minutes().dissents)) == (1, 1)


def test_somebody_of_the_group_may_correct_and_a_strangers_group_may_not() -> None:
    met()
    drawn()
    ask_correction(reach_for(hien()), "A47", "closing", "Tổ dự đến cuối.", version=1)
    assert minutes().corrections[0].author == "T07"
    with pytest.raises(NotThere):
        ask_correction(reach_for(vinh()), "A47", "closing", "x", version=1)


# Signing


def test_the_fourth_signature_locks_the_text_and_tells_the_day_of_signing() -> None:
    met()
    complete()
    for number, (capacity, who) in enumerate(FOUR, start=1):
        assert not MinutesSigned.objects.filter(key="A47|minutes").exists()
        assert sign(capacity, who()).locked == (number == 4)
    assert minutes().is_locked
    assert minutes().missing == ()
    assert MinutesSigned.objects.known().get(key="A47|minutes").day == today()
    assert minutes().in_force["group"].post.startswith("TU/"), "the post of the group's leader"
    with pytest.raises(MinutesLocked, match="were signed on"):
        write("closing", "Khác.")
    with pytest.raises(MinutesLocked):
        drawn()
    with pytest.raises(MinutesLocked):
        state_dissent(reach_for(minh()), "A47", "Muộn.")
    with pytest.raises(MinutesLocked):
        ask_correction(reach_for(minh()), "A47", "closing", "Muộn.", version=1)
    with pytest.raises(MinutesLocked):
        sign("member", member("UV3"))
    assert list(discrepancies()) == []


def test_signed_twice_by_one_is_one_signature_even_once_all_have_signed() -> None:
    met()
    complete()
    assert sign("chair", lan()) == Signed(Told(new=1), locked=False)
    assert sign("chair", lan()) == Signed(Told(same=1), locked=False)
    for capacity, who in FOUR[1:]:
        sign(capacity, who())
    assert sign("member", minh()) == Signed(Told(same=1), locked=True)
    assert len(minutes().signatures) == 4


def test_a_capacity_is_signed_once_and_nobody_signs_twice() -> None:
    met()
    complete()
    sign("member", minh())
    with pytest.raises(SignedBefore, match="Minh signed as a member"):
        sign("member", member("UV3"))


def test_four_signatures_are_of_four_people() -> None:
    met(secretary="")
    complete()
    sign("secretary", thao())
    over = RoleOver("thanh-uy-tphcm", unit="A47", post="UV5")
    grant_role(Role.MEMBER, to=thao(), over=over, since=date(2012, 1, 1), by=thao().pk)
    with pytest.raises(SignedBefore, match="four people"):
        sign("member", thao())


@pytest.mark.parametrize(
    ("capacity", "who"),
    [
        ("chair", minh),
        ("secretary", minh),
        ("secretary", thao),
        ("group", lan),
        ("member", lan),
        ("member", lambda: member("UV2")),
        ("member", tuan),
    ],
)
def test_nobody_signs_in_a_capacity_that_is_not_theirs(
    capacity: str, who: Callable[[], Account]
) -> None:
    met()
    complete()
    with pytest.raises(NotInThatCapacity, match="You cannot sign as"):
        sign(capacity, who())


def test_where_the_room_named_no_secretary_the_office_that_wrote_the_draft_signs_so() -> None:
    met(secretary="")
    complete()
    assert sign("secretary", thao()).told.new == 1


def test_an_unknown_capacity_an_absent_member_and_a_strangers_group_are_refused() -> None:
    met()
    complete()
    with pytest.raises(NotInThatCapacity, match="no such capacity"):
        sign("king", lan())
    with pytest.raises(NotPresent):
        sign("member", member("UV9"))
    with pytest.raises(NotThere):
        sign("group", vinh())
    with pytest.raises(NotThere):
        sign("chair", mai())


def test_what_was_not_read_is_not_signed() -> None:
    met()
    complete()
    read = minutes().text
    assert read is not None
    write("closing", "Kết thúc lúc 17 giờ.")
    with pytest.raises(StaleVersion, match="wrote version"):
        sign("chair", lan(), digest=read.digest)


def test_a_new_version_voids_what_was_signed_and_the_signatures_stay_on_record() -> None:
    met()
    complete()
    sign("chair", lan())
    write("closing", "Kết thúc lúc 17 giờ.")
    (one,) = minutes().signatures
    assert one.is_void
    assert "chair" in minutes().missing
    sign("chair", lan())
    assert [one.is_void for one in minutes().signatures] == [True, False]


def test_minutes_with_something_left_to_write_or_to_answer_are_not_signed() -> None:
    met()
    drawn()
    with pytest.raises(NotReadyToSign, match="Kết luận"):
        sign("chair", lan())
    complete()
    standing = minutes().text
    assert standing is not None
    ask_correction(reach_for(minh()), "A47", "closing", "Muộn hơn.", version=standing.number)
    with pytest.raises(NotReadyToSign, match="not answered yet: 1"):
        sign("chair", lan())


def test_minutes_are_not_signed_before_the_last_session() -> None:
    met(closed=False)
    complete()
    with pytest.raises(NotYetMet, match="still open"):
        sign("chair", lan())
    tally(reach_for(lan()), DEC_20)
    met(DEC_21)
    with pytest.raises(NotYetMet, match="session on 21 December 2012"):
        sign("chair", lan())
    standing = minutes().text
    assert standing is not None
    with pytest.raises(NotYetMet, match="every leader"):
        sign_text(reach_for(lan()), "A47", "chair", standing.digest, held_on=None)


def test_a_barred_chair_does_not_sign_as_chair() -> None:
    met()
    complete()
    settle_responsibilities(reach_for(dung()), "A47", DEC_19, ("A47/BT",))
    with pytest.raises(GateClosed, match="substitute"):
        sign("chair", lan())


def test_minutes_signed_on_paper_are_locked_here_too() -> None:
    met()
    complete()
    sign("chair", lan())
    assert sign_minutes(reach_for(lan()), "A47", DEC_21).new == 1
    assert minutes().is_on_paper
    with pytest.raises(MinutesLocked):
        sign("member", minh())


# Afterwards


def test_what_is_found_after_signing_is_added_after_the_text() -> None:
    with pytest.raises(NotYetMet):
        add_to_minutes(reach_for(minh()), "A47", "Sót.")
    met()
    complete()
    with pytest.raises(NotLocked):
        add_to_minutes(reach_for(minh()), "A47", "Sót.")
    for capacity, who in FOUR:
        sign(capacity, who())
    before = minutes().text
    once = uuid4()
    for expected in (Told(new=1), Told(same=1)):
        told = add_to_minutes(reach_for(minh()), "A47", "Sót một ý kiến.", once=once)
        assert told == expected
    (added,) = minutes().addenda
    assert (added.author, added.name, added.day) == ("A47/PBT", "Minh", today())
    assert minutes().text == before
    with pytest.raises(NotPresent):
        add_to_minutes(reach_for(member("UV9")), "A47", "Tôi vắng.")


def test_a_redo_has_minutes_of_its_own_and_the_first_ones_stay() -> None:
    met()
    complete()
    sign_minutes(reach_for(lan()), "A47", DEC_20)
    review = review_of(reach_for(lan()), "A47")
    first = minutes_signed(HCMC_CAMPAIGN, known_by=now())[review]
    office = reach_for(mai())
    with campaign_act(office, REASON_STATED, unit="A47") as opened:
        parts = [Part.COLLECTIVE_SESSION, Part.PERSONAL_SESSIONS]
        reopen_parts(opened, round_of(office), "A47", parts, DEC_21)
    met(DEC_21, redo=True, speeches=[("UV5", "unasked", "criticism", "T2", "", "Lần này rõ.")])
    complete()
    assert "họp kiểm điểm lại" in text("opening", 1)
    assert "Lần này rõ." in text("point-topic-T2", 1)
    assert "Lần này rõ." not in text("point-topic-T2", 0)
    for number, (capacity, who) in enumerate(FOUR, start=1):
        assert sign(capacity, who(), redo=1).locked == (number == 4)
    assert minutes(1).is_locked
    assert minutes(1).signed_on == today()
    assert minutes(0).is_locked
    assert minutes_signed(HCMC_CAMPAIGN, known_by=now())[review] == first
    assert MinutesSigned.objects.filter(key__startswith="A47").count() == 1
    assert list(discrepancies()) == []
