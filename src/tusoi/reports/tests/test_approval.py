"""draft_report, approve_report: a second person approves, and from then on the text stands."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from subprocess import PIPE
from uuid import UUID, uuid4

import pytest
from pytest_django import DjangoDbBlocker

from tests.cast import (
    DEC_17,
    HCMC_CAMPAIGN,
    HCMC_HOST,
    dung,
    kept_for_a_module,
    khanh,
    lan,
    mai,
    mai_loads_the_seed,
    reach_for,
)
from tusoi.campaigns.actions import BeforeCampaign, DayAhead, state_reason
from tusoi.campaigns.models import CampaignTerms
from tusoi.ledger.checking import discrepancies
from tusoi.ledger.models import Entry, Fact
from tusoi.ledger.queries import head
from tusoi.organisation.access import NotThere
from tusoi.organisation.actions import add_account, grant_role
from tusoi.organisation.models import Account
from tusoi.organisation.roles import Role, RoleOver
from tusoi.remediation.models import Item
from tusoi.reports.approval import (
    ApprovedBefore,
    KnownAhead,
    SameHand,
    approve_report,
    digest_of,
    draft_report,
)
from tusoi.reports.comparison import differences
from tusoi.reports.formats import FORMATS
from tusoi.reports.models import ReportDrafted
from tusoi.reports.queries import Draft, draft, drafts
from tusoi.values.clock import now, today

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        for player in (mai, dung, khanh, lan):
            player()
        yield


def drafted() -> str:
    return str(draft_report(reach_for(mai()), as_of=DEC_17, known_by=now()))


def kept(key: str) -> Draft:
    return draft(HCMC_CAMPAIGN, UUID(key))


def of_the_same_commission() -> Account:
    """Hà, of the inspection commission too."""
    ha = add_account("Hà")
    grant_role(
        Role.INSPECTION,
        to=ha,
        over=RoleOver(HCMC_HOST),
        since=today() - timedelta(days=9),
        by=ha.pk,
    )
    return ha


def test_a_draft_keeps_its_text_both_times_and_the_ledgers_root() -> None:
    before = head(f"campaign/{HCMC_CAMPAIGN}")
    moment = now()
    key = draft_report(reach_for(mai()), as_of=DEC_17, known_by=moment)
    found = draft(HCMC_CAMPAIGN, key)
    assert (found.as_of, found.known_by, found.drafter) == (DEC_17, moment, "Mai")
    assert (found.ledger_size, found.ledger_root) == (before.size, before.root)
    assert found.digest == digest_of(found.content)
    document = found.document("vi")
    assert document.draft == "DỰ THẢO"
    assert before.root in document.ledger_line
    assert document.approved == ""


def test_an_entry_bears_witness_to_each_step_and_holds_no_text() -> None:
    key = kept(drafted()).id
    approve_report(reach_for(dung()), draft=key)
    bodies = list(Entry.objects.order_by("-pk").values_list("body", flat=True)[:2])
    assert '"event":"report_approved"' in bodies[0]
    assert '"event":"report_drafted"' in bodies[1]
    assert '"as_of":"2012-12-17"' in bodies[0]
    assert not any("BÁO CÁO" in body or "Mai" in body for body in bodies)
    assert list(discrepancies()) == []


def test_the_same_form_sent_twice_is_one_draft() -> None:
    moment = now()
    reach = reach_for(mai())
    first = draft_report(reach, as_of=DEC_17, known_by=moment)
    assert draft_report(reach, as_of=DEC_17, known_by=moment) == first
    assert len(drafts(HCMC_CAMPAIGN)) == 1


def test_the_drafter_may_not_approve_even_with_both_roles() -> None:
    author = mai()
    grant_role(Role.INSPECTION, to=author, over=RoleOver(HCMC_HOST), since=today(), by=author.pk)
    key = kept(drafted()).id
    with pytest.raises(SameHand):
        approve_report(reach_for(author), draft=key)
    assert draft(HCMC_CAMPAIGN, key).approval is None


def test_a_second_person_approves_and_the_text_says_who_when_and_which() -> None:
    key = kept(drafted()).id
    approve_report(reach_for(dung()), draft=key)
    found = draft(HCMC_CAMPAIGN, key)
    assert found.approval is not None
    for lang in ("vi", "en"):
        document = found.document(lang)
        assert (document.draft, document.draft_sentence) == ("", "")
        for said in ("Mai", "Dung", found.digest):
            assert said in document.approved
        assert found.ledger_root in document.ledger_line
        assert "17" in document.counted


def test_of_two_who_approve_one_wins_and_the_other_is_told_who_and_when() -> None:
    key = kept(drafted()).id
    ha = of_the_same_commission()
    approve_report(reach_for(dung()), draft=key)
    with pytest.raises(ApprovedBefore) as refused:
        approve_report(reach_for(ha), draft=key)
    assert "Dung" in refused.value.wording.vi
    assert "approved this draft at" in refused.value.wording.en
    approve_report(reach_for(dung()), draft=key)
    assert len([one for one in drafts(HCMC_CAMPAIGN) if one.approval]) == 1


@pytest.mark.parametrize("player", [lan, khanh, dung])
def test_whoever_may_not_draft_is_told_of_nothing(player: Callable[[], Account]) -> None:
    with pytest.raises(NotThere):
        draft_report(reach_for(player()), as_of=DEC_17, known_by=now())


@pytest.mark.parametrize("player", [lan, khanh, mai])
def test_whoever_may_not_approve_is_told_of_nothing(player: Callable[[], Account]) -> None:
    key = kept(drafted()).id
    with pytest.raises(NotThere):
        approve_report(reach_for(player()), draft=key)
    with pytest.raises(NotThere):
        approve_report(reach_for(dung()), draft=uuid4())


def test_a_day_or_a_moment_that_cannot_be_is_refused_and_nothing_is_written() -> None:
    reach, entries = reach_for(mai()), Entry.objects.count()
    with pytest.raises(DayAhead):
        draft_report(reach, as_of=today() + timedelta(days=1), known_by=now())
    with pytest.raises(BeforeCampaign):
        draft_report(reach, as_of=DEC_17.replace(year=2011), known_by=now())
    with pytest.raises(KnownAhead):
        draft_report(reach, as_of=DEC_17, known_by=now() + timedelta(minutes=1))
    assert Entry.objects.count() == entries


def test_made_again_at_once_there_is_no_difference() -> None:
    found = kept(drafted())
    for lang in ("vi", "en"):
        assert differences(found, lang) == ()


def test_what_is_told_later_changes_neither_the_frozen_report_nor_the_one_made_again() -> None:
    key = kept(drafted()).id
    approve_report(reach_for(dung()), draft=key)
    found = draft(HCMC_CAMPAIGN, key)
    written = {code: form.write(found.document("vi")) for code, form in FORMATS.items()}
    state_reason(reach_for(mai()), "B29", "chờ kết luận kiểm tra")
    later = draft(HCMC_CAMPAIGN, key)
    assert {code: form.write(later.document("vi")) for code, form in FORMATS.items()} == written
    assert differences(later, "vi") == ()


def quietly(model: type[Fact]) -> None:
    """Change rows behind the program's back, as a forger with the database would."""
    model._default_manager.update(told_at=now() + timedelta(days=1))


def test_a_record_changed_behind_the_programs_back_is_named_figure_by_figure() -> None:
    found = kept(drafted())
    quietly(Item)
    named = {one.where: (one.kept, one.now) for one in differences(found, "vi")}
    assert named["remediation_items.total"] == ("52", "0")
    again = kept(str(found.id))
    assert again.content == found.content
    assert any("52 đầu việc" in one.kept for one in differences(found, "vi"))


def test_a_title_that_reads_otherwise_is_named_in_its_line() -> None:
    found = kept(drafted())
    terms = CampaignTerms.objects.known().get(campaign=HCMC_CAMPAIGN)
    terms.content["host"]["name_en"] = "Another Committee"
    CampaignTerms.objects.filter(pk=terms.pk).update(content=terms.content)
    assert any("ANOTHER COMMITTEE" in one.now for one in differences(found, "en"))
    assert differences(found, "vi") != ()


def test_a_frozen_text_that_is_changed_is_named_by_the_ledgers_check() -> None:
    key = kept(drafted()).id
    row = ReportDrafted.objects.get(pk=key)
    row.content["vi"]["title"] = "BÁO CÁO KHÁC"
    ReportDrafted.objects.filter(pk=key).update(content=row.content)
    assert [one.place for one in discrepancies()] == [f"reports.reportdrafted {key}"]


ACTOR = """
import django; django.setup()
import sys; from uuid import UUID
from tests.cast import DEC_17, dung, khanh, lan, mai, mai_loads_the_seed, reach_for
from tusoi.reports.approval import ApprovedBefore, approve_report, draft_report
from tusoi.reports.tests.test_approval import of_the_same_commission
from tusoi.values.clock import now
word = sys.argv[1]
if word == "draft":
    from django.core.management import call_command; call_command("migrate", verbosity=0)
    mai_loads_the_seed(); dung(); of_the_same_commission()
    print(draft_report(reach_for(mai()), as_of=DEC_17, known_by=now()))
else:
    from tusoi.organisation.actions import account_named
    reach = reach_for(account_named(word))
    print("ready", flush=True); sys.stdin.readline()
    try:
        approve_report(reach, draft=UUID(sys.argv[2])); print("approved")
    except ApprovedBefore:
        print("told")
"""


def test_two_who_approve_at_the_same_moment_leave_one_approval(tmp_path: Path) -> None:
    """Two programs on one embedded database, let go at once."""
    there = {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "TUSOI_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "tusoi.site.settings",
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
    }

    def start(*words: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", ACTOR, *words], env=there, text=True, stdin=PIPE, stdout=PIPE
        )

    drafting, _ = start("draft").communicate(timeout=600)
    both = [start(name, drafting.strip()) for name in ("Dung", "Hà")]
    for one in both:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in both:
        assert one.stdin is not None
        one.stdin.write("\n")
        one.stdin.flush()
    ended = sorted(one.communicate(timeout=600)[0].strip() for one in both)
    assert ended == ["approved", "told"]
