"""Topics suggested and answered: by whom, what an answer must say, and when it may still be amended."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from pytest_django import DjangoDbBlocker

from tests.cast import (
    binh,
    dung,
    hien,
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
from tusoi.campaigns.actions import campaign_act, reopen_parts, review_of, round_of
from tusoi.campaigns.events import REASON_STATED
from tusoi.campaigns.parts import Part
from tusoi.campaigns.queries import redo_of
from tusoi.ledger.actions import Told
from tusoi.ledger.checking import discrepancies
from tusoi.organisation.access import NotThere
from tusoi.organisation.models import Account
from tusoi.preparation.explaining import (
    ExplanationIncomplete,
    ExplanationsClosed,
    OwesNoReview,
    TopicNotUsable,
    explain,
    finish_explanations,
    suggest_topic,
)
from tusoi.preparation.models import Explanation, SuggestedTopic
from tusoi.preparation.queries import TopicPut, topics_of_unit
from tusoi.values.clock import today
from tusoi.values.day import When

pytestmark = pytest.mark.django_db

HELD = When(date(2199, 1, 1))
TOMORROW = timedelta(days=1)


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        yield


def put(
    topic: str = "Quản lý đất công",
    *,
    post: str = "",
    by: Account | None = None,
    deep: bool = False,
) -> TopicPut:
    """A topic that the superior puts to A47, or to one of its posts."""
    suggest_topic(reach_for(by or mai()), "A47", topic, post=post, deep=deep)
    return next(one for one in topics() if one.text == topic)


def topics() -> tuple[TopicPut, ...]:
    return topics_of_unit(reach_for(mai()).campaign, "A47")


def answered(
    topic: TopicPut,
    by: Account | None = None,
    *,
    cause: str = "subjective",
    ground: str = "",
    owner: str = "A47/PBT",
    words: str = "Tập thể chưa kiểm tra.",
    held_on: When | None = None,
) -> Told:
    return explain(
        reach_for(by or lan()),
        "A47",
        topic.code,
        cause=cause,
        ground=ground,
        owner=owner,
        words=words,
        held_on=held_on,
    )


def reopen(number: int = 1) -> None:
    """The group asks for the explanations again."""
    reach = reach_for(mai())
    with campaign_act(reach, REASON_STATED, unit="A47") as opened:
        reopen_parts(
            opened, round_of(reach), "A47", [Part.EXPLANATIONS], today(), round_number=number
        )


def is_open() -> bool:
    reach = reach_for(mai())
    return redo_of(reach.campaign.code, review_of(reach, "A47"))[Part.EXPLANATIONS].is_open


def test_the_superior_puts_a_topic_and_the_system_gives_its_code() -> None:
    first, second = put(), put("Tiếp công dân", by=dung(), deep=True)
    assert (first.code, second.code) == ("A47-GY1", "A47-GY2")
    assert (first.seat, first.deep, first.when) == ("", False, When(today()))
    assert second.deep
    assert first.answer is None
    assert list(discrepancies()) == []


def test_a_topic_for_a_person_hangs_on_that_persons_review() -> None:
    assert put(post="PBT").seat == "A47-02"
    assert SuggestedTopic.objects.get(code="A47-GY1").review.seat == "A47-02"


def test_a_form_sent_twice_puts_one_topic() -> None:
    put()
    assert suggest_topic(reach_for(mai()), "A47", " Quản lý  đất công ") == Told(same=1)
    assert len(topics()) == 1


@pytest.mark.parametrize("who", [lan, thao, minh, tuan, hien, khanh, binh])
def test_nobody_else_puts_a_topic(who: object) -> None:
    assert callable(who)
    with pytest.raises(NotThere):
        suggest_topic(reach_for(who()), "A47", "Đất công")


@pytest.mark.parametrize(
    ("topic", "due", "said"),
    [
        ("  \n ", None, "no topic yet"),
        ("Đất " * 500_000, None, "1999999 characters"),
        ("Đất\x00công", None, "U+0000"),
        ("Đất công", -TOMORROW, "which is past"),
        ("Đất công", timedelta(days=400_000), "too far ahead"),
    ],
)
def test_a_topic_that_cannot_stand_is_refused_in_a_sentence(
    topic: str, due: timedelta | None, said: str
) -> None:
    with pytest.raises(TopicNotUsable) as refused:
        suggest_topic(reach_for(mai()), "A47", topic, due_on=today() + due if due else None)
    assert said in refused.value.wording.en
    assert topics() == ()


@pytest.mark.parametrize(("post", "said"), [("UV1", "owes no review"), ("ZZ", "Nobody holds")])
def test_a_topic_goes_only_to_whoever_owes_a_review(post: str, said: str) -> None:
    with pytest.raises(OwesNoReview) as refused:
        suggest_topic(reach_for(mai()), "A47", "Đất công", post=post)
    assert said in refused.value.wording.en


def test_a_body_that_the_campaign_does_not_name_puts_nothing() -> None:
    with pytest.raises(TopicNotUsable, match="no body"):
        suggest_topic(reach_for(mai()), "A47", "Đất công", suggested_by="khac")


def test_a_due_day_of_today_is_no_past() -> None:
    suggest_topic(reach_for(mai()), "A47", "Đất công", due_on=today())
    assert topics()[0].due_on == today()


def test_the_collectives_topic_is_answered_by_whoever_prepares() -> None:
    topic = put()
    assert answered(topic, thao()).new == 2
    answer = topics()[0].answer
    assert answer is not None
    assert (answer.cause, answer.owner, answer.words) == (
        "subjective",
        "A47/PBT",
        "Tập thể chưa kiểm tra.",
    )
    assert answered(topic, lan()) == Told(same=2)


@pytest.mark.parametrize("who", [mai, minh, tuan, khanh, binh])
def test_the_collectives_topic_is_answered_by_nobody_else(who: object) -> None:
    assert callable(who)
    topic = put()
    with pytest.raises(NotThere):
        answered(topic, who())


def test_a_persons_topic_is_answered_by_that_person_alone() -> None:
    topic = put(post="PBT")
    assert answered(topic, minh(), owner="A47/PBT").new == 2
    for other in (lan(), thao(), member("UV1"), mai()):
        with pytest.raises(NotThere):
            answered(topic, other)


def test_a_topic_that_is_not_there_is_not_answered() -> None:
    put()
    for code in ("A47-GY9", "GY01", ""):
        with pytest.raises(NotThere):
            explain(reach_for(lan()), "A47", code, cause="subjective", words="Có.")


@pytest.mark.parametrize(
    ("cause", "ground", "words", "owner", "said"),
    [
        ("", "", "Có.", "", "Choose the cause"),
        ("subjective", "", " ", "", "no explanation yet"),
        ("objective", " ", "Do cơ chế.", "", "what speaks for it"),
        ("both", "", "Do cả hai.", "", "what speaks for it"),
        ("subjective", "", "Có." * 700_000, "", "2100000 characters"),
        ("subjective", "", "Có\x07.", "", "U+0007"),
        ("subjective", "", "Có.", "A47/ZZ", "Nobody holds"),
        ("subjective", "", "Có.", "ZZ9/BT", "Nobody holds"),
    ],
)
def test_an_answer_that_leaves_something_out_is_refused(
    cause: str, ground: str, words: str, owner: str, said: str
) -> None:
    topic = put()
    with pytest.raises(ExplanationIncomplete) as refused:
        answered(topic, cause=cause, ground=ground, words=words, owner=owner)
    assert said in refused.value.wording.en
    assert topics()[0].answer is None


def test_an_answer_may_name_nobody() -> None:
    topic = put()
    answered(topic, cause="objective", ground="Luật Đất đai 2003", owner="")
    answer = topics()[0].answer
    assert answer is not None
    assert (answer.owner, answer.ground) == ("", "Luật Đất đai 2003")


def test_before_the_review_is_held_an_answer_is_amended_and_keeps_its_first_day() -> None:
    topic = put()
    answered(topic)
    answered(topic, cause="both", ground="Luật Đất đai 2003")
    assert Explanation.objects.filter(topic_code=topic.code).count() == 2
    (standing,) = Explanation.objects.known().filter(topic_code=topic.code)
    assert (standing.cause, standing.day) == ("both", today())


def test_after_the_review_is_held_nothing_is_answered_without_a_redo() -> None:
    topic = put()
    with pytest.raises(ExplanationsClosed, match="has held its review"):
        answered(topic, held_on=HELD)


def test_a_topic_put_after_the_review_is_answered_all_the_same() -> None:
    """Places that had finished and then received suggestions take the matter up again."""
    topic = put()
    assert answered(topic, held_on=When(date(2012, 12, 20))).new == 2


def test_a_redo_of_the_explanations_opens_them_until_every_topic_is_answered_again() -> None:
    first, second = put(), put("Tiếp công dân", post="PBT")
    answered(first)
    reopen()
    answered(first, held_on=HELD)
    assert is_open()
    answered(second, minh(), held_on=HELD)
    assert not is_open()
    with pytest.raises(ExplanationsClosed):
        answered(first, words="Khác.", held_on=HELD)


def test_whoever_prepares_may_say_that_the_explanations_are_done_again() -> None:
    first = put()
    put("Tiếp công dân")
    with pytest.raises(ExplanationsClosed, match="No redo asks"):
        finish_explanations(reach_for(lan()), "A47")
    reopen()
    with pytest.raises(ExplanationsClosed, match="explained no topic again"):
        finish_explanations(reach_for(lan()), "A47")
    answered(first, held_on=HELD)
    with pytest.raises(NotThere):
        finish_explanations(reach_for(minh()), "A47")
    assert finish_explanations(reach_for(thao()), "A47").new == 1
    assert not is_open()


def test_a_second_redo_asks_for_the_answers_once_more() -> None:
    topic = put()
    answered(topic)
    reopen()
    answered(topic, held_on=HELD)
    reopen(2)
    assert is_open()
    answered(topic, held_on=HELD)
    assert not is_open()
