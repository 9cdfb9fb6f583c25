"""The story of a case: it blocks a review, is noticed, answered, voted, decided, appealed, lifted, and made good.

In January 2013 the inspection commission concludes that the deputy of B29 did wrong. Dung handles the case,
Yến acts for the commission where it decides, Quân for the standing committee above it. The days are set.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_CAMPAIGN,
    at_noon,
    dung,
    figures_kept,
    five_o_clock,
    heading,
    kept_for_a_module,
    khanh,
    mai,
    mai_loads_the_seed,
    player,
    quan,
    reach_for,
    yen,
)
from tusoi.campaigns.models import campaign_tree, work_tree
from tusoi.campaigns.queries import campaign_view
from tusoi.discipline.files import files
from tusoi.discipline.handling import (
    AgainstTheRule,
    CaseToOpen,
    appeal_decision,
    conclude_case,
    correct_decision,
    decide_case,
    name_reader,
    notice_subject,
    notify_decision,
    open_case,
    reply_to_case,
    restore_rights,
    review_case,
    settle_appeal,
    tell_body,
    vote_on_case,
)
from tusoi.discipline.rules.case_file import CaseFile, Part, Votes
from tusoi.discipline.rules.forms import Form, Subject
from tusoi.discipline.rules.levels import Level, Whose
from tusoi.discipline.rules.outcome import Outcome, Settlement
from tusoi.discipline.rules.standing import Where, where
from tusoi.exchange.actions import load_folder
from tusoi.exchange.export import export_folder
from tusoi.figures.engine import figures_of
from tusoi.figures.figure_set import FigureSet
from tusoi.gates.gate import GateClosed
from tusoi.gates.queries import gatekeeper
from tusoi.ledger.actions import Told
from tusoi.ledger.checking import discrepancies
from tusoi.ledger.queries import head
from tusoi.meetings.actions import hold_session
from tusoi.organisation.models import Account
from tusoi.values.clock import now

pytestmark = pytest.mark.django_db

CASE, UNIT, POST = "VV01", "B29", "PTT"
GROUND = "Để thất thoát kinh phí của cơ quan trong năm 2012."
IC, SC, CC = "inspection_commission", "standing_committee", "central_commission"


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker), figures_kept():
        mai_loads_the_seed()
        yield


def nga() -> Account:
    """Nga, the deputy of B29."""
    return player("Nga", unit=UNIT, post=POST)


def file_now() -> CaseFile:
    view = campaign_view(HCMC_CAMPAIGN, known_by=now())
    return files(view, known_by=now(), case=CASE)[0].file


def blocked(on: date, known_by: datetime) -> list[str]:
    """The gates that stand before B29's review on a day, as known by a moment."""
    view = campaign_view(HCMC_CAMPAIGN, known_by=known_by)
    keeper = gatekeeper(view, known_by=known_by)
    return [one.sentence.en for one in keeper.before_review(UNIT, on) if one.gate == "G1"]


def counted(as_of: date, known_by: datetime) -> tuple[int, ...]:
    """Cases known, decided, undecided; decided before the reviews and through them."""
    found: FigureSet = figures_of(HCMC_CAMPAIGN, as_of=as_of, known_by=known_by)
    return tuple(
        found.counted(path)
        for path in (
            "cases_known.known",
            "cases_known.decided",
            "cases_known.undecided",
            "discipline_before_review.total",
            "discipline_through_review.total",
        )
    )


def test_a_concluded_wrongdoing_is_dealt_with_and_a_wrong_decision_is_made_good(
    tmp_path: Path,
) -> None:
    told: dict[date, tuple[int, ...]] = {}

    def day(month: int, number: int) -> date:
        found = date(2013, month, number)
        told[found] = counted(found, five_o_clock(found))
        return found

    # It is opened on its ground, and nothing shows anywhere.
    with at_noon(opened := date(2013, 1, 5)):
        commission = reach_for(dung())
        tell_body(commission, CC, Level.INSPECTION, name="Ủy ban Kiểm tra cấp trên")
        tell_body(commission, SC, Level.SUPERIOR, above=CC)
        tell_body(commission, IC, Level.INSPECTION, above=SC)
        about = CaseToOpen(
            CASE,
            Subject.OFFICIAL,
            UNIT,
            GROUND,
            post=POST,
            whose=Whose.SUBORDINATE_COMMITTEE,
            violated_on=date(2012, 6, 30),
        )
        assert open_case(commission, about, opened).new == 1
        for reader in (yen(), quan()):
            name_reader(commission, CASE, reader.name, "Cơ quan quyết định", date(2013, 6, 30))
    day(1, 5)
    assert blocked(date(2013, 1, 5), five_o_clock(date(2013, 1, 5))) == []

    # Wrongdoing is concluded: the review waits (G1), and the sentence bears no code.
    with at_noon(date(2013, 1, 8)):
        conclude_case(reach_for(dung()), CASE, date(2013, 1, 8))
    day(1, 8)
    (sentence,) = blocked(date(2013, 1, 9), five_o_clock(date(2013, 1, 9)))
    assert "concluded wrongdoing (1: sealed)" in sentence
    assert CASE not in sentence
    with at_noon(date(2013, 1, 9)), pytest.raises(GateClosed, match="concluded wrongdoing"):
        meet(date(2013, 1, 9))

    # It is noticed; the subject now sees it, and answers.
    with at_noon(date(2013, 1, 10)):
        assert as_(nga()).get(page()).status_code == 404
        notice_subject(
            reach_for(dung()), CASE, date(2013, 1, 10), "Xin trình bày.", date(2013, 1, 25)
        )
        assert as_(nga()).get(page()).status_code == 200
    with at_noon(date(2013, 1, 20)):
        reply_to_case(reach_for(nga()), CASE, "Tôi đã báo cáo đủ chứng từ.")
    assert where(file_now()) is Where.REPLIED

    # Too early, by the wrong body, by votes that do not add up: each a sentence, nothing half-written.
    with at_noon(date(2013, 1, 21)):
        refused("D2", lambda: decide(date(2013, 1, 21), IC, yen()))
    # It is reviewed, voted and decided once the window has ended.
    with at_noon(date(2013, 1, 30)):
        review_case(reach_for(dung()), CASE, date(2013, 1, 30), "Đã kiểm điểm tại đơn vị.")
    with at_noon(date(2013, 2, 10)):
        wrong = Votes(called=15, present=14, in_favour=11, against=4)
        refused("D12", lambda: vote(date(2013, 2, 10), IC, yen(), Form.WARNING, wrong))
        right = Votes(called=15, present=14, in_favour=11, against=2, blank=1)
        refused("D7", lambda: vote(date(2013, 2, 10), IC, yen(), Form.REMOVAL, right))
        votes = Votes(called=15, present=14, in_favour=11, against=2, blank=1)
        vote_on_case(
            reach_for(yen()), CASE, date(2013, 2, 10), body=IC, form=Form.WARNING, votes=votes
        )
    day(2, 10)
    with at_noon(date(2013, 2, 12)):
        decide_case(
            reach_for(yen()),
            CASE,
            date(2013, 2, 12),
            body=IC,
            outcome=Outcome.APPLIED,
            form=Form.WARNING,
            text="Cảnh cáo.",
            number="12-QĐ/UBKTTU",
        )
    day(2, 12)
    assert blocked(date(2013, 2, 12), five_o_clock(date(2013, 2, 12))) == []
    with at_noon(date(2013, 2, 13)):
        assert meet(date(2013, 2, 13)).new > 0, "the way to the review is clear"
    assert blocked(date(2013, 2, 11), five_o_clock(date(2013, 2, 12))) != []
    known, decided, undecided, before, through = told[date(2013, 2, 10)]
    assert told[date(2013, 2, 12)] == (known + 1, decided + 1, undecided, before + 1, through)

    # It is handed over, appealed within the month, settled above: lifted.
    with at_noon(date(2013, 2, 15)):
        notify_decision(reach_for(dung()), CASE, date(2013, 2, 15))
    with at_noon(date(2013, 3, 1)):
        refused("D19", lambda: appeal_decision(reach_for(nga()), CASE, CC, "Gửi thẳng lên."))
        appeal_decision(reach_for(nga()), CASE, SC, "Chứng từ đã có đủ.")
        assert blocked(date(2013, 3, 1), five_o_clock(date(2013, 3, 1))) == []
    with at_noon(date(2013, 3, 20)):
        settle_appeal(
            reach_for(quan()),
            CASE,
            date(2013, 3, 20),
            body=SC,
            settlement=Settlement.LIFTED,
            text="Khiếu nại đúng.",
        )
    assert where(file_now()) is Where.SETTLED

    # It is corrected, and the rights are restored.
    with at_noon(date(2013, 3, 22)):
        correct_decision(
            reach_for(quan()), CASE, date(2013, 3, 22), body=SC, text="Xóa bỏ quyết định."
        )
    day(3, 22)
    for part, on in zip(
        Part, (date(2013, 3, 25), date(2013, 3, 26), date(2013, 3, 27)), strict=True
    ):
        with at_noon(on):
            restore_rights(reach_for(dung()), CASE, on, part, "Đã làm.")
    day(3, 27)
    assert where(file_now()) is Where.RESTORED
    assert blocked(date(2013, 3, 27), five_o_clock(date(2013, 3, 27))) == []

    # The figures of each day stay what they were.
    for when, numbers in told.items():
        assert counted(when, five_o_clock(when)) == numbers
    assert told[date(2013, 1, 5)] == told[date(2013, 1, 8)] == told[date(2013, 2, 10)]
    assert told[date(2013, 2, 12)] == told[date(2013, 3, 22)] == told[date(2013, 3, 27)]
    assert list(discrepancies()) == []

    # The workbooks hold what the decision made known, and loading them again changes nothing.
    with at_noon(date(2013, 3, 28)):
        for name, content in export_folder(HCMC_CAMPAIGN, known_by=now()).items():
            (tmp_path / name).write_bytes(content)
        assert load_folder(tmp_path, by=mai().pk, told_at=now()).told.changes == 0

    # Whoever sees the unit sees that the decision was lifted.
    with at_noon(date(2013, 3, 28)):
        for account in (mai(), khanh(), dung()):
            text = as_(account).get(f"/dot/{HCMC_CAMPAIGN}/don-vi/{UNIT}/").content.decode()
            assert CASE in text
            assert "xóa bỏ" in text


def meet(on: date) -> Told:
    """B29's collective meets under its head."""
    head = reach_for(heading(UNIT))
    return hold_session(head, UNIT, on, chair=f"{UNIT}/TT", prepared_on=on)


def vote(on: date, body: str, who: Account, form: Form, votes: Votes) -> Told:
    return vote_on_case(reach_for(who), CASE, on, body=body, form=form, votes=votes)


def decide(on: date, body: str, who: Account) -> Told:
    applied, form = Outcome.APPLIED, Form.WARNING
    return decide_case(
        reach_for(who), CASE, on, body=body, outcome=applied, form=form, text="Cảnh cáo."
    )


def refused(rule: str, act: Callable[[], object]) -> None:
    """A rule refuses the act with a sentence in both languages, and neither tree has moved."""
    trees = (campaign_tree(HCMC_CAMPAIGN), work_tree(HCMC_CAMPAIGN))
    before = [head(tree).size for tree in trees]
    with pytest.raises(AgainstTheRule) as said:
        act()
    assert said.value.rule.code == rule
    assert "{" not in said.value.wording.vi + said.value.wording.en
    assert [head(tree).size for tree in trees] == before


def as_(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def page() -> str:
    return f"/dot/{HCMC_CAMPAIGN}/vu-viec/{CASE}/"
