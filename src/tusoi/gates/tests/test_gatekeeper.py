"""Who is meant: posts become persons on the day, so that a case follows its person and not the chair's post."""

from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from tests.cast import BINH, LAN, MINH, SOMEWHERE, on
from tusoi.campaigns.models import Review
from tusoi.campaigns.queries import CampaignView
from tusoi.discipline.queries import CaseView, InspectionView
from tusoi.gates.gate import GateClosed, Refusal
from tusoi.gates.queries import Gatekeeper
from tusoi.organisation.models import Unit
from tusoi.organisation.queries import PostHeld, Posts, UnitStanding
from tusoi.values.day import When
from tusoi.values.period import ALWAYS, Period
from tusoi.values.wording import Wording, same

NOV_20 = date(2012, 11, 20)
NOV_10 = on("2012-11-10")
DUNG = Wording(vi="Ủy ban Kiểm tra", en="Inspection Commission")

CAMPAIGN = CampaignView(
    code="hcmc-2012",
    host="tu",
    title=same("Kiểm điểm"),
    host_name=same("Thành ủy"),
    place=same(""),
    symbol="TU",
    opens_on=date(2012, 9, 10),
    due_on=date(2012, 12, 17),
    as_of=date(2012, 12, 17),
    guidance_set="nqtw4-2012",
    blocks={"A": same("A")},
    bodies={"inspection_commission": DUNG},
    printed={},
    provenance=SOMEWHERE,
)


def held(
    unit: str,
    post: str,
    holder: str,
    *,
    rank: str = "head",
    since: date = ALWAYS,
    until: date | None = None,
) -> PostHeld:
    return PostHeld(unit, post, post, rank, holder, Period(since, until), SOMEWHERE)


POSTS = (held("A01", "BT", LAN), held("A01", "PBT", MINH, rank="leader"), held("A02", "BT", BINH))

GRAVE = CaseView(
    code="KL07",
    subject="member",
    unit="A01",
    post="BT",
    out_of_unit="",
    phase_told="",
    found=None,
    concluded=on("2012-11-01"),
    serious=on("2012-12-10"),
    reviewed=on("2012-11-05"),
    decided=on("2012-11-10"),
    decided_by="inspection_commission",
    form="",
    provenance=SOMEWHERE,
)


@dataclass
class Known:
    """What is known in a story of these tests."""

    cases: tuple[CaseView, ...] = (GRAVE,)
    posts: tuple[PostHeld, ...] = POSTS
    chairs: dict[str, str] = field(default_factory=dict)
    inspections: dict[str, InspectionView] = field(default_factory=dict)

    def gates(self) -> Gatekeeper:
        standing = UnitStanding("A01", "Đơn vị A01", "", "TU", "TU/A01/", Period(ALWAYS), SOMEWHERE)
        return Gatekeeper(
            campaign=CAMPAIGN,
            names={"A01": (standing,)},
            posts=Posts.of(self.posts),
            cases=self.cases,
            inspections={review(unit): view for unit, view in self.inspections.items()},
            chairs={review(unit): post for unit, post in self.chairs.items()},
            reasons={},
        )


def review(unit: str) -> UUID:
    return Review.key_of("hcmc-2012", Unit.key_of("tu", unit), "")


def codes(refusals: tuple[Refusal, ...]) -> list[str]:
    return [refusal.gate for refusal in refusals]


def test_where_no_chair_is_named_the_head_is_looked_at() -> None:
    assert codes(Known().gates().before_review("A01", NOV_20)) == ["G3"]


def test_a_named_substitute_opens_the_way() -> None:
    assert codes(Known(chairs={"A01": "A01/PBT"}).gates().before_review("A01", NOV_20)) == []


def test_a_substitute_from_another_unit_who_is_barred_himself_does_not() -> None:
    his = replace(GRAVE, code="KL09", unit="A02")
    known = Known(cases=(GRAVE, his), chairs={"A01": "A02/BT"})
    (refusal,) = known.gates().before_review("A01", NOV_20)
    assert refusal.gate == "G3"
    assert "KL09" in refusal.sentence.vi
    assert "KL07" not in refusal.sentence.vi


def test_the_open_case_of_a_substitute_from_another_unit_is_no_open_case_of_this_one() -> None:
    his = replace(GRAVE, code="KL09", unit="A02", serious=None, reviewed=None, decided=None)
    known = Known(cases=(his,), chairs={"A01": "A02/BT"})
    assert codes(known.gates().before_review("A01", NOV_20)) == []


SUCCEEDED = (
    held("A01", "BT", LAN, until=date(2012, 11, 15)),
    held("A01", "BT", MINH, since=date(2012, 11, 16)),
)


def test_the_case_of_who_held_the_post_before_does_not_bar_the_successor() -> None:
    assert codes(Known(posts=SUCCEEDED).gates().before_review("A01", NOV_20)) == []


def test_it_bars_that_person_in_whatever_post() -> None:
    moved = (*SUCCEEDED, held("A02", "BT", LAN, since=date(2012, 11, 16)))
    known = Known(posts=moved)
    assert codes(known.gates().at_session("A02", NOV_20, chair="A02/BT")) == ["G3"]


def test_a_conclusion_without_a_day_is_dated_by_when_the_wrong_was_found() -> None:
    """Its bound, the return's own day, would point at whoever holds the post by then."""
    vague = replace(GRAVE, found=on("2012-10-20"), concluded=When(date(2012, 11, 18), stated=False))
    known = Known(cases=(vague,), posts=SUCCEEDED)
    assert codes(known.gates().before_review("A01", NOV_20)) == []


def test_where_no_day_is_stated_nobody_of_several_holders_is_taken_for_the_subject() -> None:
    vague = replace(GRAVE, concluded=When(date(2012, 11, 18), stated=False))
    assert codes(Known(cases=(vague,), posts=SUCCEEDED).gates().before_review("A01", NOV_20)) == []
    assert codes(Known(cases=(vague,)).gates().before_review("A01", NOV_20)) == ["G3"]


def test_a_chair_that_is_not_stated_breaks_nothing() -> None:
    assert codes(Known().gates().at_session("A01", NOV_20, chair="")) == []


def test_a_unit_without_a_head_on_that_day_is_not_barred() -> None:
    ended = (held("A01", "BT", LAN, until=date(2012, 11, 15)),)
    assert codes(Known(posts=ended).gates().before_review("A01", NOV_20)) == []


def test_a_holder_not_stated_is_told_apart_by_unit_and_post() -> None:
    silent = (held("A01", "BT", ""), held("A02", "BT", ""))
    known = Known(posts=silent)
    assert codes(known.gates().at_session("A01", NOV_20, chair="A01/BT")) == ["G3"]
    assert codes(known.gates().at_session("A01", NOV_20, chair="A02/BT")) == []


def test_the_case_of_an_organisation_bars_no_person() -> None:
    known = Known(cases=(replace(GRAVE, subject="organisation", post=""),))
    assert codes(known.gates().before_review("A01", NOV_20)) == []


def test_a_case_out_of_this_review_does_not_block_but_one_out_of_another_does() -> None:
    still_open = replace(GRAVE, serious=None, reviewed=None, decided=None)
    mine = Known(cases=(replace(still_open, out_of_unit="A01"),))
    other = Known(cases=(replace(still_open, out_of_unit="A02"),))
    assert codes(mine.gates().before_review("A01", NOV_20)) == []
    assert codes(other.gates().before_review("A01", NOV_20)) == ["G1"]


def test_who_can_clear_are_the_bodies_of_the_campaign() -> None:
    still_open = replace(GRAVE, serious=None, reviewed=None, decided=None)
    (refusal,) = Known(cases=(still_open,)).gates().before_review("A01", NOV_20)
    assert refusal.who_can_clear.vi == "Ủy ban Kiểm tra kiểm điểm, quyết định vụ việc"
    assert refusal.who_can_clear.en == "Inspection Commission, by reviewing and deciding the case"


def test_a_unit_is_called_as_it_was_called_that_day() -> None:
    assert Known().gates().name_on("A01", NOV_20) == "Đơn vị A01"
    assert Known().gates().name_on("Z99", NOV_20) == "Z99"


def settled(post: str, day: When = NOV_10) -> InspectionView:
    return InspectionView(
        waiting_for="Thanh tra",
        awaited=on("2012-10-01"),
        concluded=on("2012-11-05"),
        settled=day,
        provenance=SOMEWHERE,
        serious_posts=(post,),
    )


def test_whose_responsibility_was_settled_as_serious_does_not_chair_and_another_may() -> None:
    known = Known(cases=(), inspections={"A01": settled("A01/BT")})
    (refusal,) = known.gates().before_review("A01", NOV_20)
    assert refusal.gate == "G3"
    assert "trách nhiệm cá nhân đã làm rõ sau thanh tra (A01/BT)" in refusal.sentence.vi
    assert "the responsibility settled after an inspection (A01/BT) is" in refusal.sentence.en
    assert codes(known.gates().at_session("A01", NOV_20, chair="A01/PBT")) == []
    early = date(2012, 11, 9)
    assert "G3" not in codes(known.gates().at_session("A01", early, chair="A01/BT"))


def test_a_case_and_a_responsibility_are_both_named() -> None:
    known = Known(inspections={"A01": settled("A01/BT")})
    (refusal,) = known.gates().before_review("A01", NOV_20)
    assert "(KL07) và trách nhiệm cá nhân đã làm rõ sau thanh tra (A01/BT)" in refusal.sentence.vi
    assert "(A01/BT) are recorded as serious" in refusal.sentence.en


def test_a_serious_responsibility_is_the_persons_and_follows_into_another_post() -> None:
    moved = (*SUCCEEDED, held("A02", "BT", LAN, since=date(2012, 11, 16)))
    known = Known(cases=(), posts=moved, inspections={"A01": settled("A01/BT")})
    assert codes(known.gates().at_session("A01", NOV_20, chair="A01/BT")) == []
    assert codes(known.gates().at_session("A02", NOV_20, chair="A02/BT")) == ["G3"]


def test_where_the_day_of_settling_is_not_stated_nobody_of_several_holders_is_taken() -> None:
    vague = {"A01": settled("A01/BT", When(date(2012, 11, 18), stated=False))}
    several = Known(cases=(), posts=SUCCEEDED, inspections=vague)
    assert codes(several.gates().at_session("A01", NOV_20, chair="A01/BT")) == []
    one = Known(cases=(), inspections=vague)
    assert codes(one.gates().at_session("A01", NOV_20, chair="A01/BT")) == ["G3"]


def test_closed_gates_say_who_can_clear_them_and_when_to_look_again() -> None:
    refusals = Known().gates().before_review("A01", NOV_20)
    closed = GateClosed((replace(refusals[0], next_look=date(2012, 12, 24)),))
    assert closed.refusals[0].gate == "G3"
    assert "Người có thể gỡ: cấp trên" in closed.wording.vi
    assert closed.wording.vi.endswith("Ngày xem lại: 24/12/2012.")
    assert closed.wording.en.endswith("Next look on 24 December 2012.")
