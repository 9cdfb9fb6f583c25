"""The pages of cases: a sealed file shows to those it is for and leaves no trace anywhere else."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_CAMPAIGN,
    another_of_the_commission,
    at_noon,
    binh,
    dung,
    figures_kept,
    hien,
    kept_for_a_module,
    khanh,
    lan,
    mai,
    mai_loads_the_seed,
    member,
    minh,
    minh_decides_as_well,
    minh_inspects_as_well,
    quan,
    reach_for,
    thao,
    tuan,
    vinh,
    yen,
)
from tests.pages import text
from tusoi.campaigns.actions import campaign_act, tell_by_hand
from tusoi.campaigns.events import REASON_STATED
from tusoi.campaigns.models import CampaignTerms, campaign_tree, work_tree
from tusoi.campaigns.queries import campaign_view
from tusoi.desk.digest import digests
from tusoi.desk.my_desk import desk_of
from tusoi.discipline.files import file_of, readings_of
from tusoi.discipline.handling import AgainstTheRule, decide_case
from tusoi.discipline.rules.appeal import appeal_until
from tusoi.discipline.rules.forms import Form
from tusoi.discipline.rules.outcome import Outcome
from tusoi.ledger.checking import discrepancies
from tusoi.ledger.models import Entry
from tusoi.ledger.queries import head
from tusoi.organisation.access import asker_of
from tusoi.organisation.actions import (
    account_named,
    add_account,
    end_role,
    grant_role,
    tell_contact,
)
from tusoi.organisation.models import Account
from tusoi.organisation.roles import Role, RoleOver
from tusoi.values.clock import now, today
from tusoi.values.moment import ZONE

pytestmark = pytest.mark.django_db

CASE, IC, SC = "SEALED9", "inspection_commission", "standing_committee"
GROUND = "Nội dung giữ kín về quản lý đất đai."
HOME = f"/dot/{HCMC_CAMPAIGN}/"
DESK, PAGE = f"{HOME}vu-viec/", f"{HOME}vu-viec/{CASE}/"
CLOCK = re.compile(r"\b\d\d:\d\d\b")
"""The moment as of which a page is read: it goes on."""


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """All of it happens in the weeks before one day, so that no period runs out with the years."""
    with kept_for_a_module(django_db_blocker), figures_kept():
        with at_noon(date(2026, 9, 1)):
            mai_loads_the_seed()
            for player in (*STRANGERS, dung, minh, yen, quan):
                player()
        with at_noon(date(2026, 11, 28)):
            yield


STRANGERS: tuple[Callable[[], Account], ...] = (mai, lan, thao, tuan, hien, vinh, binh, khanh)
"""Everybody who must not learn that the case is there, the subject's own head and office among them."""


def as_(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def ago(days: int) -> str:
    return (today() - timedelta(days=days)).isoformat()


OPENING = {
    "case": CASE,
    "subject": "official",
    "unit": "A47",
    "post": "PBT",
    "whose": "subordinate_committee",
    "ground": GROUND,
    "violated_on": "2025-06-30",
}
VOTES = {"called": "15", "present": "14", "in_favour": "11", "against": "2", "blank": "1", "invalid": "0"}  # fmt: skip


def send(who: Account, slug: str, /, **sent: str) -> Any:
    """A form, sent now; a conclusion and a notice on the day they state, for a window counts from its recording."""
    if slug in ("ket-luan", "thong-bao"):
        with at_noon(date.fromisoformat(sent["on"])):
            return sent_now(who, slug, **sent)
    return sent_now(who, slug, **sent)


def sent_now(who: Account, slug: str, /, **sent: str) -> Any:
    return as_(who).post(f"{PAGE}viec/{slug}/", sent)


def done(response: Any) -> None:
    assert response.status_code == 302, text(response)


def opened(**other: str) -> None:
    """Dung opens the case against A47's deputy, tells the bodies' levels, and names who may read it."""
    until = (today() + timedelta(days=90)).isoformat()
    with at_noon(today() - timedelta(days=60)):
        done(as_(dung()).post(f"{HOME}vu-viec/viec/mo/", {**OPENING, "on": ago(0), **other}))
        for body, level, above in ((SC, "superior", "nobody"), (IC, "inspection", SC)):
            sent = {"body": body, "level": level, "above": above}
            done(as_(dung()).post(f"{HOME}vu-viec/viec/co-quan/", sent))
        for reader in ("Yến", "Quân"):
            done(send(dung(), "nguoi-doc", account=reader, reason="Cơ quan quyết định", until=until))  # fmt: skip


def concluded_and_noticed() -> None:
    opened()
    done(send(dung(), "ket-luan", on=ago(55)))
    done(send(dung(), "thong-bao", text="Xin trình bày.", on=ago(50), reply_until=ago(35)))


def voted() -> None:
    concluded_and_noticed()
    done(send(dung(), "kiem-diem", text="Đã kiểm điểm.", on=ago(30)))
    done(send(yen(), "bieu-quyet", on=ago(20), body=IC, stage="decide", form="warning", **VOTES))


def decided() -> None:
    voted()
    done(send(yen(), "quyet-dinh", on=ago(18), body=IC, outcome="applied", form="warning", text="Cảnh cáo."))  # fmt: skip
    done(send(dung(), "giao", on=ago(15)))


# Sealed


def test_a_sealed_case_leaves_no_trace_for_anybody_else() -> None:
    """The same pages, address by address, before and after: they read the same."""
    pages = [reverse(name, args=[HCMC_CAMPAIGN]) for name in ("wall", "figures", "groups", "items")]
    pages += [f"{HOME}don-vi/A47/", f"{HOME}so-lieu/cases_known/", f"{HOME}so-doi-chung/", DESK]
    before = {(who, page): _read(who(), page) for who in STRANGERS for page in pages}
    opened()
    for (who, page), said in before.items():
        after = _read(who(), page)
        if page.endswith("so-doi-chung/"):
            assert CASE not in after, "the bodies' levels left a line there, the case none"
            continue
        assert after == said, (who.__name__, page)
    for who in STRANGERS:
        there = as_(who()).get(PAGE)
        not_there = as_(who()).get(PAGE.replace(CASE, "NOTHERE"))
        assert there.status_code == not_there.status_code == 404
        assert text(there).replace(CASE, "…") == text(not_there).replace("NOTHERE", "…")


def _read(account: Account, page: str) -> str:
    response = as_(account).get(page)
    said = CLOCK.sub("", text(response)) if response.status_code == 200 else ""
    return f"{response.status_code} {said}"


def test_a_conclusion_holds_up_the_review_and_says_no_code_no_post_and_no_ground() -> None:
    concluded_and_noticed()
    for who in (*STRANGERS, dung):
        for page in (HOME, f"{HOME}don-vi/A47/", f"{HOME}so-lieu/", f"{HOME}so-lieu/cases_known/"):
            said = _read(who(), page)
            assert CASE not in said, (who.__name__, page)
            assert GROUND not in said
    said = _read(lan(), f"{HOME}don-vi/A47/")
    assert "1 vụ việc đã kết luận có sai phạm (hồ sơ giữ kín)" in said


def test_the_ledgers_lines_bear_no_code_of_a_sealed_case() -> None:
    voted()
    bodies = "\n".join(Entry.objects.values_list("body", flat=True))
    assert CASE not in bodies
    assert "giữ kín" not in bodies
    assert CASE not in _read(khanh(), f"{HOME}so-doi-chung/")


def test_an_export_holds_no_sealed_case_and_holds_it_once_it_is_decided() -> None:
    voted()
    assert CASE not in exported()
    done(
        send(yen(), "quyet-dinh", on=ago(18), body=IC, outcome="applied", form="warning", text="x")
    )
    assert CASE in exported()


def exported() -> str:
    answer: Any = as_(mai()).get(reverse("exchange-export", args=[HCMC_CAMPAIGN]))
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    with ZipFile(BytesIO(content)) as folder:
        name = next(one for one in folder.namelist() if one.endswith("ky-luat.xlsx"))
        with ZipFile(BytesIO(folder.read(name))) as book:
            return "".join(book.read(one).decode() for one in book.namelist() if ".xml" in one)


def test_the_subject_sees_nothing_before_the_notice_and_their_own_part_after_it() -> None:
    opened()
    assert as_(minh()).get(PAGE).status_code == 404
    assert CASE not in _read(minh(), DESK)
    done(send(dung(), "thong-bao", text="Xin trình bày.", on=ago(50), reply_until=ago(35)))
    said = text(as_(minh()).get(PAGE))
    assert "Xin trình bày." in said
    assert GROUND not in said, "the ground is the readers'; the notice is the subject's"
    assert "Yến" not in said
    for who in (lan, thao, lambda: member("UV1")):
        assert as_(who()).get(PAGE).status_code == 404


def test_only_a_named_reader_reads_and_only_until_the_day_named() -> None:
    opened()
    assert GROUND in text(as_(yen()).get(PAGE))
    done(send(dung(), "nguoi-doc", account="Yến", reason="Thôi", until=ago(0)))
    assert as_(yen()).get(PAGE).status_code == 200
    with at_noon(today() + timedelta(days=1)):
        assert as_(yen()).get(PAGE).status_code == 404


def test_another_of_the_commission_sees_its_days_and_names_readers_but_reads_nothing() -> None:
    opened()
    said = text(as_(another_of_the_commission()).get(PAGE))
    assert GROUND not in said
    assert "chưa được cử đọc" in said
    assert readings() == 1, "who knows of a case and opens its page leaves a trace as well"


def test_every_reading_is_recorded_in_the_tree_of_work_and_shown_to_the_commission() -> None:
    opened()
    figures_tip, work = head(campaign_tree(HCMC_CAMPAIGN)).size, head(work_tree(HCMC_CAMPAIGN)).size
    for _ in range(2):
        assert as_(yen()).get(PAGE).status_code == 200
    assert readings() == 2
    assert head(work_tree(HCMC_CAMPAIGN)).size == work + 2
    assert head(campaign_tree(HCMC_CAMPAIGN)).size == figures_tip, "no figure moves"
    said = text(as_(dung()).get(PAGE))
    assert "Các lần mở: 3" in said
    assert "Yến" in said
    assert "Các lần mở" not in text(as_(yen()).get(PAGE))
    assert list(discrepancies()) == []


def readings() -> int:
    return Entry.objects.filter(body__contains='"sealed_read"').count()


# The desk


def test_the_desk_puts_what_holds_up_a_review_first_and_asks_as_often_for_two_as_for_one() -> None:
    opened()
    client = as_(dung())
    client.get(DESK)
    with CaptureQueriesContext(connection) as one:
        client.get(DESK)
    second = {**OPENING, "case": "AAA1", "ground": "Việc khác.", "on": ago(10)}
    done(as_(dung()).post(f"{HOME}vu-viec/viec/mo/", second))
    done(send(dung(), "ket-luan", on=ago(55)))
    client.get(DESK)
    with CaptureQueriesContext(connection) as two:
        said = text(client.get(DESK))
    assert said.index(CASE) < said.index("AAA1"), "it holds up A47's review"
    assert "giữ cuộc kiểm điểm" in said
    assert len(two) == len(one)


def test_whoever_has_no_case_sees_an_empty_page_that_reads_the_same_for_all() -> None:
    concluded_and_noticed()
    assert text(as_(lan()).get(DESK)).count("Không có vụ việc nào dành cho bạn.") == 1
    assert CASE in text(as_(minh()).get(DESK))


# The whole way, as forms


def test_the_whole_way_on_pages_and_every_page_in_both_languages() -> None:
    decided()
    done(send(minh(), "khieu-nai", to=SC, text="Không đúng."))
    done(send(quan(), "giai-quyet", on=ago(0), body=SC, settlement="lifted", text="Đúng."))
    done(send(quan(), "sua", on=ago(0), body=SC, form="lifted", text="Xóa bỏ."))
    for part in ("apology", "rights", "printed"):
        done(send(dung(), "phuc-hoi", on=ago(0), part=part, text="Đã làm."))
    for lang, sentence in (("vi", "đã phục hồi quyền lợi"), ("en", "restored")):
        for who in (dung, minh, yen):
            client = as_(who())
            client.get(f"{PAGE}?lang={lang}")
            said = text(client.get(PAGE))
            assert "{" not in said.replace("{%", "")
        assert sentence in text(as_(dung()).get(f"{PAGE}?lang={lang}")) or lang == "en"
    assert "xóa bỏ" in _read(lan(), f"{HOME}don-vi/A47/")
    assert list(discrepancies()) == []


def test_each_form_opens_in_both_languages_for_whom_it_is() -> None:
    decided()
    for account, slug in (
        (dung(), "nguoi-doc"), (dung(), "cap"), (dung(), "ket-luan"), (dung(), "thong-bao"),
        (dung(), "tra-loi"), (minh(), "tra-loi"), (dung(), "kiem-diem"), (yen(), "bieu-quyet"),
        (yen(), "quyet-dinh"), (dung(), "giao"), (minh(), "khieu-nai"), (dung(), "khieu-nai"),
        (quan(), "giai-quyet"), (quan(), "sua"), (dung(), "phuc-hoi"),
    ):  # fmt: skip
        assert as_(account).get(f"{PAGE}viec/{slug}/").status_code == 200, slug
        assert as_(account).get(f"{PAGE}viec/{slug}/?as_of=2020-01-01").status_code == 302


def test_a_case_is_opened_today_unless_another_day_is_written() -> None:
    page = text(as_(dung()).get(f"{HOME}vu-viec/viec/mo/"))
    assert f'name="on" value="{today().isoformat()}"' in page


def test_acts_are_not_there_for_whom_they_are_not() -> None:
    decided()
    for account, slug in (
        (minh(), "ket-luan"), (minh(), "quyet-dinh"), (minh(), "nguoi-doc"), (dung(), "quyet-dinh"),
        (dung(), "bieu-quyet"), (yen(), "ket-luan"), (yen(), "khieu-nai"), (lan(), "khieu-nai"),
        (mai(), "nguoi-doc"), (dung(), "khong-co"),
    ):  # fmt: skip
        for method in ("get", "post"):
            assert getattr(as_(account), method)(f"{PAGE}viec/{slug}/").status_code == 404, slug


# Bad input: a sentence, the form as it was, nothing half-written


def refused(response: Any, *sentences: str) -> None:
    assert response.status_code == 422, response.status_code
    said = text(response)
    for sentence in sentences:
        assert sentence in said


def rows() -> int:
    trees = (campaign_tree(HCMC_CAMPAIGN), work_tree(HCMC_CAMPAIGN))
    return sum(head(tree).size for tree in trees)


def test_votes_that_do_not_add_up_are_refused_and_what_was_typed_stands() -> None:
    concluded_and_noticed()
    done(send(dung(), "kiem-diem", text="Đã kiểm điểm.", on=ago(30)))
    before = rows()
    wrong = {**VOTES, "in_favour": "12"}
    vote = {"on": ago(20), "body": IC, "stage": "decide", "form": "warning"}
    response = send(yen(), "bieu-quyet", **vote, **wrong)
    refused(response, "Số phiếu không khớp", "D12", 'value="12"', "Nguồn")
    refused(send(yen(), "bieu-quyet", **vote, **{**VOTES, "blank": "-1"}), "một số từ 0")
    refused(send(yen(), "bieu-quyet", **vote, **{**VOTES, "blank": "mười"}), "một số từ 0")
    assert rows() == before


def test_a_body_below_the_competent_level_and_one_that_is_not_yours_are_refused() -> None:
    concluded_and_noticed()
    done(send(dung(), "kiem-diem", text="Đã kiểm điểm.", on=ago(30)))
    before = rows()
    vote = {"on": ago(20), "stage": "decide", "form": "removal", **VOTES}
    refused(
        send(yen(), "bieu-quyet", body=IC, **vote), "D7", "không đủ thẩm quyền", "Ban Thường vụ"
    )
    refused(send(yen(), "bieu-quyet", body=SC, **vote), "Hãy chọn một trong các mục")
    assert rows() == before


def test_where_the_level_is_not_sure_a_person_names_it_with_a_reason() -> None:
    opened(whose="not_stated")
    done(send(dung(), "ket-luan", on=ago(55)))
    done(send(dung(), "thong-bao", text="Xin trình bày.", on=ago(50), reply_until=ago(35)))
    done(send(dung(), "kiem-diem", text="Đã kiểm điểm.", on=ago(30)))
    assert "chưa chắc: phải có người xác định" in text(as_(dung()).get(PAGE))
    vote = {"on": ago(20), "body": IC, "stage": "decide", "form": "warning", **VOTES}
    refused(send(yen(), "bieu-quyet", **vote), "D8", "Chưa chắc")
    refused(send(dung(), "cap", body=IC, reason=" ", on=ago(21)), "Ô này phải điền")
    done(send(dung(), "cap", body=IC, reason="Theo quy chế làm việc.", on=ago(21)))
    done(send(yen(), "bieu-quyet", **vote))


def test_nothing_is_voted_while_the_window_for_a_reply_is_open() -> None:
    opened()
    done(send(dung(), "ket-luan", on=ago(55)))
    until = (today() + timedelta(days=5)).isoformat()
    done(send(dung(), "thong-bao", text="Xin trình bày.", on=ago(10), reply_until=until))
    done(send(dung(), "kiem-diem", text="Đã kiểm điểm.", on=ago(3)))
    vote = {"on": ago(0), "body": IC, "stage": "decide", "form": "warning", **VOTES}
    refused(send(yen(), "bieu-quyet", **vote), "D6", "còn được trả lời")
    done(send(minh(), "tra-loi", text="Tôi đã nói hết.", says_all="yes"))
    done(send(yen(), "bieu-quyet", **vote))


def test_a_reply_after_its_window_is_kept_and_said_to_be_late() -> None:
    concluded_and_noticed()
    done(send(minh(), "tra-loi", text="Xin bổ sung."))
    for who in (minh, dung):
        said = text(as_(who()).get(PAGE))
        assert "Xin bổ sung." in said
        assert "đến sau hạn trả lời; vẫn giữ trong hồ sơ" in said


def day_of(sent: str) -> str:
    """A day that was sent, as a page writes it."""
    return f"{date.fromisoformat(sent):%d/%m/%Y}"


def test_a_notice_recorded_late_leaves_its_whole_window_and_nothing_is_voted_before() -> None:
    opened()
    done(send(dung(), "ket-luan", on=ago(55)))
    notice = {"text": "Xin trình bày.", "on": ago(40)}
    before = rows()
    short = sent_now(dung(), "thong-bao", **notice, reply_until=ago(30))
    refused(short, "D5", f"không được sớm hơn ngày {in_days(10)}", f"tính từ ngày {in_days(0)}")
    english = text(as_(dung()).post(f"{PAGE}viec/thong-bao/?lang=en", {**notice, "reply_until": ago(-9)}))  # fmt: skip
    assert "after the notice, or after it was recorded" in english
    assert rows() == before
    assert as_(minh()).get(PAGE).status_code == 404
    done(sent_now(dung(), "thong-bao", **notice, reply_until=ago(-10)))
    assert day_of(ago(40)) in text(as_(minh()).get(PAGE)), "the stated day stands beside it"
    done(send(dung(), "kiem-diem", text="Đã kiểm điểm.", on=ago(0)))
    vote = {"body": IC, "stage": "decide", "form": "warning", **VOTES}
    refused(send(yen(), "bieu-quyet", **vote, on=ago(0)), "D6", in_days(10))
    with at_noon(today() + timedelta(days=11)):
        done(send(yen(), "bieu-quyet", **vote, on=ago(0)))


def test_the_day_of_recording_is_the_organisations() -> None:
    """Half an hour past midnight in the organisation's zone it is still yesterday in UTC."""
    opened()
    half_past = datetime(2026, 11, 28, 0, 30, tzinfo=ZONE)
    with time_machine.travel(half_past):
        notice = {"text": "Xin trình bày.", "on": "2026-11-20"}
        refused(sent_now(dung(), "thong-bao", **notice, reply_until="2026-12-07"), "08/12/2026")
        done(sent_now(dung(), "thong-bao", **notice, reply_until="2026-12-08"))


def test_a_notice_said_again_ends_no_window_earlier() -> None:
    opened()
    done(send(dung(), "thong-bao", text="Xin trình bày.", on=ago(20), reply_until=ago(-30)))
    again = {"text": "Xin trình bày, có sửa.", "on": ago(50)}
    refused(sent_now(dung(), "thong-bao", **again, reply_until=ago(-29)), "D5", "không rút ngắn hạn", in_days(30))  # fmt: skip
    done(sent_now(dung(), "thong-bao", **again, reply_until=ago(-30)))
    assert "có sửa" in text(as_(minh()).get(PAGE))


def test_a_decision_recorded_late_as_received_leaves_a_whole_month_for_the_appeal() -> None:
    voted()
    sent = {"body": IC, "outcome": "applied", "form": "warning", "text": "Cảnh cáo."}
    done(send(yen(), "quyet-dinh", on=ago(20), **sent))
    with at_noon(today() + timedelta(days=20)):
        done(send(dung(), "giao", on=ago(38)))
        until = in_days(31)
        assert until == "18/01/2027"
        assert f"khiếu nại được đến hết ngày {until}" in text(as_(minh()).get(PAGE))
    with at_noon(today() + timedelta(days=25)):
        done(send(dung(), "giao", on=ago(43)))
        assert until in text(as_(minh()).get(PAGE)), "the form sent twice"
    with at_noon(date(2027, 1, 18)):
        done(send(minh(), "khieu-nai", to=SC, text="Không đúng."))
    with at_noon(date(2027, 2, 20)):
        done(send(quan(), "giai-quyet", on="2027-01-19", body=SC, settlement="upheld", text="x"))
        view = campaign_view(HCMC_CAMPAIGN, known_by=now())
        sealed = file_of(view, CASE, known_by=now())
        assert sealed is not None
        assert appeal_until(sealed.file) == date(2027, 3, 20), "the next appeal as well"


def test_an_appeals_time_that_was_told_is_not_cut_by_saying_its_day_again() -> None:
    the_campaign_sets(appeal_months=3)
    decided()
    the_campaign_sets(appeal_months=1)
    done(send(dung(), "giao", on=ago(16)))
    assert "28/02/2027" in text(as_(minh()).get(PAGE))


def test_an_appeal_that_skips_a_level_and_one_that_is_late_are_refused() -> None:
    decided()
    central = {"body": "central", "name": "Ủy ban Kiểm tra Trung ương", "level": "inspection"}
    done(as_(dung()).post(f"{HOME}vu-viec/viec/co-quan/", {**central, "above": "nobody"}))
    done(as_(dung()).post(f"{HOME}vu-viec/viec/co-quan/", {"body": SC, "level": "superior", "above": "central"}))  # fmt: skip
    before = rows()
    refused(send(minh(), "khieu-nai", to="central", text="Không đúng."), "D19", "khiếu nại đi từng cấp", "Không đúng.")  # fmt: skip
    assert rows() == before
    with at_noon(today() + timedelta(days=40)):
        refused(send(minh(), "khieu-nai", to=SC, text="Không đúng."), "D18", "Hạn khiếu nại đã hết")


def test_a_second_form_for_one_violation_is_refused() -> None:
    decided()
    again = {"on": ago(10), "body": IC, "outcome": "applied", "form": "reprimand", "text": "x"}
    refused(send(yen(), "quyet-dinh", **again), "D11", "một vi phạm chỉ một hình thức")
    vote = {"on": ago(10), "body": IC, "stage": "decide", "form": "reprimand", **VOTES}
    refused(send(yen(), "bieu-quyet", **vote), "D11")
    second = {**OPENING, "case": "OTHER1", "on": ago(5)}
    refused(as_(dung()).post(f"{HOME}vu-viec/viec/mo/", second), "chính nội dung này")


def test_nobody_decides_on_their_own_case() -> None:
    """Minh, the subject, is given the role that decides: the rule says why not, and nothing is written."""
    voted()
    minh_decides_as_well()
    before = rows()
    with pytest.raises(AgainstTheRule) as said:
        decide_case(
            reach_for(minh()),
            CASE,
            today(),
            body=IC,
            outcome=Outcome.APPLIED,
            form=Form.WARNING,
            text="x",
        )
    assert said.value.rule.code == "D1"
    assert rows() == before


def test_a_subject_is_not_named_its_reader_and_nobody_opens_a_case_against_themselves() -> None:
    opened()
    until = (today() + timedelta(days=9)).isoformat()
    refused(send(dung(), "nguoi-doc", account="Minh", reason="x", until=until), "là đối tượng")
    refused(send(dung(), "nguoi-doc", account="Không Có", reason="x", until=until), "Không có tài khoản")  # fmt: skip
    minh_inspects_as_well()
    assert as_(minh()).get(PAGE).status_code == 404, (
        "an inspector learns of the own case by the notice"
    )
    assert CASE not in text(as_(minh()).get(DESK))
    own = {**OPENING, "case": "OWN1", "ground": "x", "on": ago(1)}
    refused(as_(minh()).post(f"{HOME}vu-viec/viec/mo/", own), "D1")


def test_a_form_sent_twice_changes_nothing_and_says_so() -> None:
    concluded_and_noticed()
    for account, slug, sent in (
        (dung(), "ket-luan", {"on": ago(55)}),
        (dung(), "thong-bao", {"text": "Xin trình bày.", "on": ago(50), "reply_until": ago(35)}),
        (minh(), "tra-loi", {"text": "Một lần."}),
    ):
        if slug == "tra-loi":
            done(send(account, slug, **sent))
        before = rows()
        client = as_(account)
        response = client.post(f"{PAGE}viec/{slug}/", sent, follow=True)
        assert "đã được ghi từ trước" in text(response)
        assert rows() - before == (1 if account.name == "Dung" else 0), "but for Dung's own reading"


def test_a_decision_sent_twice_stands_once() -> None:
    voted()
    sent = {"on": ago(18), "body": IC, "outcome": "applied", "form": "warning", "text": "Cảnh cáo."}
    done(send(yen(), "quyet-dinh", **sent))
    before = rows()
    done(send(yen(), "quyet-dinh", **sent))
    assert rows() == before


def test_a_lapsed_period_is_voted_and_then_applied_and_the_case_stays_sealed() -> None:
    opened(violated_on="2010-01-01")
    done(send(dung(), "ket-luan", on=ago(55)))
    done(send(dung(), "thong-bao", text="Xin trình bày.", on=ago(50), reply_until=ago(35)))
    done(send(dung(), "kiem-diem", text="Đã kiểm điểm.", on=ago(30)))
    done(send(yen(), "bieu-quyet", on=ago(20), body=IC, stage="decide", form="warning", **VOTES))
    sent = {"on": ago(18), "body": IC, "form": "warning", "text": "Hết thời hiệu."}
    refused(send(yen(), "quyet-dinh", outcome="applied", **sent), "D16", "hết thời hiệu")
    assert "hồ sơ giữ kín" in _read(lan(), f"{HOME}don-vi/A47/")
    done(send(yen(), "quyet-dinh", outcome="lapsed", **sent))
    said = _read(lan(), f"{HOME}don-vi/A47/")
    assert "hồ sơ giữ kín" not in said
    assert CASE not in said


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"unit": "ZZ9"}, "Không có đơn vị này"),
        ({"post": "KHONGCO"}, "Đơn vị này không có chức vụ ấy"),
        ({"post": ""}, "chọn chức vụ"),
        ({"subject": "organisation"}, "không chọn chức vụ"),
        ({"ground": "  "}, "Ô này phải điền"),
        ({"case": "Vụ một"}, "Mã chỉ gồm chữ không dấu"),
        ({"on": "2099-01-01"}, "chưa đến"),
        ({"on": "hôm qua"}, ""),
        ({"violated_on": "1800-01-01"}, "trước năm 1900"),
        ({"case": "KL01", "unit": "A47"}, "KL01"),
        ({"ground": "a\x00b"}, ""),
    ],
)
def test_a_case_that_does_not_fit_is_not_opened(change: dict[str, str], sentence: str) -> None:
    before = rows()
    response = as_(dung()).post(f"{HOME}vu-viec/viec/mo/", {**OPENING, "on": ago(60), **change})
    refused(response, sentence)
    assert rows() == before


def test_a_ring_of_bodies_is_refused() -> None:
    opened()
    sent = {"body": SC, "level": "superior", "above": IC}
    refused(as_(dung()).post(f"{HOME}vu-viec/viec/co-quan/", sent), "đứng dưới")


# What waits, on the desk and in the mail


def waits_for(who: Account) -> list[str]:
    """The sealed lines of somebody's desk, by kind of duty."""
    desk = desk_of(asker_of(who, on=today()), on=today(), known_by=now())
    return [line.duty.code for line in desk.lines if line.duty.sealed]


def noticed_yesterday() -> None:
    """The window for a reply is open."""
    until = (today() + timedelta(days=20)).isoformat()
    done(send(dung(), "ket-luan", on=ago(55)))
    done(send(dung(), "thong-bao", text="Xin trình bày.", on=ago(1), reply_until=until))


def everybodys_desk() -> dict[str, list[str]]:
    people = {"dung": dung(), "yen": yen(), "quan": quan(), "minh": minh()}
    return {name: found for name, who in people.items() if (found := waits_for(who))}


def test_what_waits_in_a_case_waits_for_whoever_moves_next_alone() -> None:
    opened()
    assert everybodys_desk() == {"dung": ["case_notice"]}
    noticed_yesterday()
    assert everybodys_desk() == {"minh": ["case_reply"]}
    done(send(minh(), "tra-loi", text="Tôi đã làm đúng.", says_all="yes"))
    assert everybodys_desk() == {"dung": ["case_review"]}
    done(send(dung(), "kiem-diem", text="Đã kiểm điểm.", on=ago(0)))
    assert everybodys_desk() == {"yen": ["case_vote"], "quan": ["case_vote"]}
    vote = {"body": IC, "stage": "decide", "form": "warning", **VOTES, "on": ago(0)}
    done(send(yen(), "bieu-quyet", **vote))
    assert everybodys_desk() == {"yen": ["case_decision"]}
    decision = {"body": IC, "outcome": "applied", "form": "warning", "text": "Cảnh cáo."}
    done(send(yen(), "quyet-dinh", **decision, on=ago(0)))
    assert everybodys_desk() == {"dung": ["case_notification"]}
    done(send(dung(), "giao", on=ago(0)))
    assert everybodys_desk() == {"minh": ["case_appeal"]}
    done(send(minh(), "khieu-nai", to=SC, text="Xin xem lại."))
    assert everybodys_desk() == {"quan": ["case_settlement"]}
    lifted = {"body": SC, "settlement": "lifted", "text": "Đúng.", "on": ago(0)}
    done(send(quan(), "giai-quyet", **lifted))
    assert everybodys_desk() == {"quan": ["case_correction"]}
    done(send(quan(), "sua", body=SC, form="lifted", text="Xóa bỏ.", on=ago(0)))
    assert everybodys_desk() == {"dung": ["case_restoration"]}
    for part in ("apology", "rights", "printed"):
        done(send(dung(), "phuc-hoi", part=part, text="Đã làm.", on=ago(0)))
    assert everybodys_desk() == {}
    for stranger in STRANGERS:
        assert waits_for(stranger()) == []


def test_the_desk_names_the_case_and_says_nothing_of_it_and_reading_it_is_no_opening() -> None:
    opened()
    noticed_yesterday()
    before = len(readings_of(HCMC_CAMPAIGN, CASE, known_by=now()))
    shown = text(as_(minh()).get("/ban-lam-viec/"))
    assert CASE in shown
    assert GROUND not in shown
    assert "hồ sơ giữ kín" in shown
    assert len(readings_of(HCMC_CAMPAIGN, CASE, known_by=now())) == before
    for stranger in STRANGERS:
        assert CASE not in text(as_(stranger()).get("/ban-lam-viec/"))


def test_the_mail_says_that_a_matter_waits_and_not_which_how_many_or_where() -> None:
    opened()
    noticed_yesterday()
    tell_contact(minh(), "minh@co-quan.vn", "vi", by=minh().pk)
    (mail,) = digests(on=today(), known_by=now(), site="https://tusoi.office.vn")
    assert "Có việc chờ bạn; hãy đăng nhập để xem." in mail.text
    for word in (CASE, "vu-viec", "vụ việc", "Vụ việc", "kỷ luật", "trả lời", "ý kiến"):
        assert word not in mail.text + mail.subject


# The campaign's own limits, a new violation, and who left the post


def the_campaign_sets(**limits: int) -> None:
    """The campaign's terms are told once more, with limits of its own for cases."""
    terms = CampaignTerms.objects.known().filter(campaign=HCMC_CAMPAIGN).get()
    again = CampaignTerms(
        key=terms.key,
        day=terms.day,
        origin=terms.origin,
        campaign_id=HCMC_CAMPAIGN,
        due_on=terms.due_on,
        as_of=terms.as_of,
        guidance_set=terms.guidance_set,
        content={**terms.content, "discipline": limits},
    )
    with campaign_act(reach_for(mai()), REASON_STATED, unit="A47") as told:
        assert tell_by_hand(told, [again]).changed == 1


def test_the_campaign_sets_a_longer_window_and_the_pages_say_so_with_the_source() -> None:
    opened()
    with at_noon(today() - timedelta(days=58)):
        the_campaign_sets(reply_days=30)
    done(send(dung(), "ket-luan", on=ago(55)))
    form = text(as_(dung()).get(f"{PAGE}viec/thong-bao/"))
    assert "ít nhất 30 ngày sau ngày thông báo, ghi muộn thì sau ngày ghi" in form
    assert "tệp của đợt kiểm điểm" in form
    sent = {"text": "Xin trình bày.", "on": ago(50)}
    refused = send(dung(), "thong-bao", **sent, reply_until=ago(35))
    assert refused.status_code == 422
    assert "ít nhất 30 ngày" in text(refused)
    done(send(dung(), "thong-bao", **sent, reply_until=ago(20)))
    for who in (dung(), minh()):
        shown = text(as_(who).get(PAGE))
        assert "(30 ngày)" in shown
        assert (
            "ít nhất 30 ngày sau ngày thông báo, ghi muộn thì sau ngày ghi (tệp của đợt kiểm điểm"
            in shown
        )


def test_a_time_for_an_appeal_that_was_told_is_not_made_shorter_by_a_later_setting() -> None:
    the_campaign_sets(appeal_months=3)
    decided()
    told = [one for one in range(60, 100) if in_days(one) in text(as_(minh()).get(PAGE))]
    assert told, "three months from fifteen days ago"
    the_campaign_sets(appeal_months=1)
    assert in_days(told[0]) in text(as_(minh()).get(PAGE))


def in_days(number: int) -> str:
    """A day to come as a page writes it."""
    return f"{today() + timedelta(days=number):%d/%m/%Y}"


def test_a_new_violation_is_recorded_before_the_notice_and_starts_the_period_anew() -> None:
    opened()
    shown = text(as_(dung()).get(PAGE))
    assert "30/06/2030" in shown, "five years after 30 June 2025"
    sent = {"violated_on": "2026-02-03", "text": "Lại chi sai.", "on": ago(59)}
    done(send(dung(), "vi-pham-moi", **sent))
    shown = text(as_(dung()).get(PAGE))
    assert "03/02/2031" in shown
    assert "30/06/2030" not in shown
    before = send(dung(), "vi-pham-moi", **{**sent, "violated_on": "2024-01-01"})
    assert before.status_code == 422
    assert "D25" in text(before)
    assert "Lại chi sai." in text(before), "what was typed stands"
    done(send(dung(), "ket-luan", on=ago(55)))
    done(send(dung(), "thong-bao", text="Xin trình bày.", on=ago(50), reply_until=ago(35)))
    late = send(dung(), "vi-pham-moi", **{**sent, "violated_on": "2026-05-05", "on": ago(40)})
    assert "hãy mở một vụ việc khác" in text(late)
    assert "Ghi vi phạm mới" not in text(as_(dung()).get(PAGE))


def test_whoever_left_the_post_reads_nothing_of_their_own_case_in_a_new_office() -> None:
    """Minh, no longer deputy, is of the inspection commission now: the case of those days is still his own."""
    concluded_and_noticed()
    client, shown = as_(left_without_a_role()), text(as_(minh_inspects_as_well()).get(PAGE))
    assert "Vụ việc liên quan đến bạn" in shown
    assert GROUND not in shown
    assert client.get(f"{PAGE}viec/nguoi-doc/").status_code == 404


def test_a_case_is_opened_by_the_names_of_its_unit_and_post() -> None:
    sent = {**OPENING, "on": ago(60), "unit": "vi a47", "post": "bi thu"}
    address = f"{HOME}vu-viec/viec/mo/"
    offered = as_(dung()).post(address, sent)
    assert offered.status_code == 422
    assert 'name="unit_is" value="A47"' in text(offered)
    assert GROUND in text(offered), "nothing typed is lost"
    done(as_(dung()).post(address, {**sent, "unit_is": "A47", "post": "phó bí thư"}))
    assert "A47/PBT" in text(as_(dung()).get(PAGE))


def test_a_case_is_not_opened_by_half_a_posts_name() -> None:
    """“Bí thư” is a post of its own here, and not the deputy: a whole name is taken, a part is offered."""
    address = f"{HOME}vu-viec/viec/mo/"
    offered = as_(dung()).post(address, {**OPENING, "on": ago(60), "post": "thư"})
    assert offered.status_code == 422
    assert 'name="post_is" value="PBT"' in text(offered)
    assert 'name="post_is" value="BT"' in text(offered)
    nowhere = as_(dung()).post(address, {**OPENING, "on": ago(60), "out_of_unit": "không đâu"})
    assert "Không có đơn vị này" in text(nowhere)
    assert as_(dung()).get(PAGE).status_code == 404


def left_without_a_role() -> Account:
    """Minh, whose only role ended yesterday."""
    over, yesterday = RoleOver("thanh-uy-tphcm", unit="A47", post="PBT"), today() - timedelta(1)
    end_role(Role.MEMBER, of=minh(), over=over, until=yesterday, by=mai().pk)
    return account_named("Minh")


def test_whoever_lost_every_role_still_reads_answers_and_appeals_their_own_case() -> None:
    opened()
    left = left_without_a_role()
    assert as_(left).get(PAGE).status_code == 404, "nothing before the notice"
    done(send(dung(), "ket-luan", on=ago(55)))
    done(send(dung(), "thong-bao", text="Xin trình bày.", on=ago(50), reply_until=ago(-5)))
    shown = text(as_(left).get(PAGE))
    assert "Bạn không còn vai trò nào ở đây" in shown
    assert "Xin trình bày." in shown
    assert GROUND not in shown
    assert PAGE in text(as_(left).get("/ho-so-cua-toi/"))
    done(send(left, "tra-loi", text="Tôi không ký văn bản ấy.", says_all="yes"))
    assert "Tôi không ký văn bản ấy." in text(as_(dung()).get(PAGE))
    assert list(discrepancies()) == []
    done(send(dung(), "kiem-diem", text="Đã kiểm điểm.", on=today().isoformat()))
    done(send(yen(), "bieu-quyet", on=today().isoformat(), body=IC, stage="decide", form="warning", **VOTES))  # fmt: skip
    done(send(yen(), "quyet-dinh", on=today().isoformat(), body=IC, outcome="applied", form="warning", text="Cảnh cáo."))  # fmt: skip
    done(send(dung(), "giao", on=today().isoformat()))
    done(send(left, "khieu-nai", to=SC, text="Không đúng."))
    assert "Không đúng." in text(as_(left).get(PAGE))


def test_whoever_lost_every_role_reaches_nothing_but_their_own_case() -> None:
    """No other page of the campaign, no other act on the case, no link to either; and nobody else reaches the case."""
    concluded_and_noticed()
    left = left_without_a_role()
    client = as_(left)
    for name in ("wall", "figures", "groups", "items", "cases", "case-open", "case-bodies"):
        address = reverse(name, args=[HCMC_CAMPAIGN])
        assert client.get(address).status_code == 404, name
        assert f'href="{address}"' not in text(client.get(PAGE)), name
    for slug in ("nguoi-doc", "ket-luan", "thong-bao", "kiem-diem", "quyet-dinh", "giao"):
        assert client.get(f"{PAGE}viec/{slug}/").status_code == 404
        assert client.post(f"{PAGE}viec/{slug}/", {"text": "x"}).status_code == 404
    assert client.get(f"{DESK}KHONG-CO/").status_code == 404
    assert as_(add_account("Ai đó")).get(PAGE).status_code == 404


def test_the_reply_hangs_on_no_role_that_is_left() -> None:
    """Minh, no longer deputy of A47, is of another unit's office, which has no part in cases."""
    concluded_and_noticed()
    grant_role(Role.UNIT_OFFICE, to=minh(), over=RoleOver("thanh-uy-tphcm", unit="A46"), since=today(), by=mai().pk)  # fmt: skip
    left = left_without_a_role()
    shown = text(as_(left).get(PAGE))
    assert "Bạn không còn vai trò nào" not in shown
    assert "/ho-so-cua-toi/" in shown
    done(send(left, "tra-loi", text="Xin nói thêm."))


def test_a_late_reply_is_told_that_it_is_late_and_kept() -> None:
    concluded_and_noticed()
    response = as_(minh()).post(f"{PAGE}viec/tra-loi/", {"text": "Xin nói thêm."}, follow=True)
    assert "ý kiến này đến sau hạn, vẫn được giữ" in text(response)


def test_whoever_runs_the_server_can_read_it_and_the_pages_say_so() -> None:
    concluded_and_noticed()
    for who in (dung(), minh()):
        assert "không mã hóa trong đó" in text(as_(who).get(PAGE))
