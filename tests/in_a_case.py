"""A case of the seed brought step by step to its end, and the pages that each of its people has before them on the way."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tests.cast import HCMC_CAMPAIGN, dung, minh, quan, reach_for, yen
from tusoi.discipline.handling import (
    CaseToOpen,
    add_violation,
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
from tusoi.discipline.rules.case_file import Part, Votes
from tusoi.discipline.rules.forms import Form, Subject
from tusoi.discipline.rules.levels import Level, Whose
from tusoi.discipline.rules.outcome import Outcome, Settlement
from tusoi.organisation.models import Account
from tusoi.values.clock import today

CASE, IC, SC = "VV01", "inspection_commission", "standing_committee"
HOME = f"/dot/{HCMC_CAMPAIGN}/vu-viec/"


@dataclass(frozen=True, slots=True)
class CasePage:
    """A page that somebody has before them at one moment of the case."""

    name: str
    reader: Callable[[], Account]
    address: str


def case_pages() -> Iterator[CasePage]:
    """The pages, in order: each is to be looked at before the next is asked for, because the case goes on."""
    day, commission = today(), reach_for(dung())
    minh()
    yield CasePage("case-open", dung, f"{HOME}viec/mo/")
    yield CasePage("case-bodies", dung, f"{HOME}viec/co-quan/")
    tell_body(commission, SC, Level.SUPERIOR)
    tell_body(commission, IC, Level.INSPECTION, above=SC)
    about = CaseToOpen(
        CASE,
        Subject.OFFICIAL,
        "A47",
        "Phê duyệt chi vượt định mức, không qua thẩm định, trong năm 2025.",
        post="PBT",
        whose=Whose.SUBORDINATE_COMMITTEE,
        violated_on=day - timedelta(days=400),
    )
    open_case(commission, about, day - timedelta(days=60))
    for reader in (yen(), quan()):
        name_reader(commission, CASE, reader.name, "Cơ quan quyết định", day + timedelta(days=90))
    again = day - timedelta(days=100)
    add_violation(commission, CASE, again, "Lại chi vượt định mức.", on=day - timedelta(days=58))
    yield _page("case opened", dung)
    yield from (_act(slug, dung) for slug in ("nguoi-doc", "cap", "vi-pham-moi", "ket-luan"))
    yield _act("thong-bao", dung)
    conclude_case(commission, CASE, day - timedelta(days=55), serious=True)
    until = day + timedelta(days=10)
    notice_subject(commission, CASE, day - timedelta(days=15), "Xin trình bày về hai lần.", until)
    yield _page("case noticed", minh)
    yield _act("tra-loi", minh)
    reply_to_case(reach_for(minh()), CASE, "Tôi đã xin ý kiến tập thể.", says_all=True)
    review_case(commission, CASE, day, "Đã kiểm điểm, tập thể nhất trí.")
    yield _page("case reviewed", yen)
    yield _act("bieu-quyet", yen)
    _voted_and_decided(day)
    notify_decision(commission, CASE, day)
    yield _page("case decided", dung)
    yield _page("case decided, own", minh)
    yield _act("khieu-nai", minh)
    appeal_decision(reach_for(minh()), CASE, SC, "Chứng từ đã có đủ, kèm theo.")
    yield _act("giai-quyet", quan)
    lifted = Settlement.LIFTED
    settle_appeal(reach_for(quan()), CASE, day, body=SC, settlement=lifted, text="Khiếu nại đúng.")
    yield _act("sua", quan)
    correct_decision(reach_for(quan()), CASE, day, body=SC, text="Xóa bỏ quyết định.")
    yield _act("phuc-hoi", dung)
    for part in Part:
        restore_rights(commission, CASE, day, part, "Đã làm.")
    yield _page("case restored", dung)
    yield _page("case restored, own", minh)
    yield CasePage("cases", dung, HOME)


def _voted_and_decided(day: date) -> None:
    reach, votes = reach_for(yen()), Votes(15, 14, 11, 2, 1)
    vote_on_case(reach, CASE, day, body=IC, form=Form.WARNING, votes=votes)
    outcome, form = Outcome.APPLIED, Form.WARNING
    decide_case(
        reach, CASE, day, body=IC, outcome=outcome, form=form, text="Cảnh cáo.", number="12-QĐ"
    )


def _page(name: str, reader: Callable[[], Account]) -> CasePage:
    return CasePage(name, reader, f"{HOME}{CASE}/")


def _act(slug: str, reader: Callable[[], Account]) -> CasePage:
    return CasePage(f"case-act {slug}", reader, f"{HOME}{CASE}/viec/{slug}/")
