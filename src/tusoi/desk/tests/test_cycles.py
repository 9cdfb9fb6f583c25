"""Two campaigns, one after the other: what is open from last time, what came again, and the figures side by side."""

import csv
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import StringIO
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from tests.cast import at_one_moment, kept_for_a_module
from tests.pages import text
from tests.two_rounds import ON, mai_loads_both, reader
from tusoi.campaigns.asked import Asked, asked_of
from tusoi.desk.cycles import pages
from tusoi.figures import engine
from tusoi.figures.kept import figures_kept
from tusoi.organisation.roles import Role
from tusoi.values.clock import now

pytestmark = pytest.mark.django_db

NOW = "/dot/hospital-2026/"
AS_OF_THEN, AS_OF_NOW = "2026-06-30", "2026-10-20"
"""To which days the returns of both count."""


@pytest.fixture(scope="module", autouse=True)
def two_rounds(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_both()
        yield


@pytest.mark.parametrize(
    ("page", "section"), [("dot-truoc/", "Khắc phục"), ("so-sanh/", "Số liệu")]
)
def test_the_section_that_leads_there_is_marked(page: str, section: str) -> None:
    shown = text(reader().get(NOW + page, ON))
    assert re.search(rf'aria-current="[a-z]+"[^>]*>{section}<', shown)


def test_what_last_time_left_open_stands_by_unit_at_its_state_of_the_day() -> None:
    page = text(reader().get(f"{NOW}dot-truoc/", ON))
    assert "báo xong" in page
    assert "Sổ bàn giao ca đêm" in page
    assert "đã xác minh" not in page
    assert 'href="/dot/hospital-2025/khac-phuc/KHOA-NOI' in page


def test_what_came_again_stands_with_both_origins() -> None:
    page = text(reader().get(f"{NOW}dot-truoc/", ON | {"lang": "en"}))
    assert "the same address" in page
    assert 'href="/dot/hospital-2025/don-vi/KHOA-NOI/khuyet-diem/"' in page


def test_a_head_reads_of_last_time_what_is_of_the_own_unit_alone() -> None:
    page = text(reader(Role.UNIT_HEAD, unit="KHOA-NOI").get(f"{NOW}dot-truoc/", ON))
    assert "KHOA-NOI" in page
    assert "KHOA-CC" not in page


def test_whoever_sees_this_round_alone_learns_nothing_of_the_one_before() -> None:
    client = reader(Role.UNIT_HEAD, unit="KHOA-NOI", campaign="hospital-2026")
    for page, back in (("dot-truoc/", "khac-phuc/"), ("so-sanh/", "so-lieu/")):
        shown = text(client.get(NOW + page, ON)).partition("<main")[2]
        assert "không xem được đợt nào là đợt trước" in shown
        assert "cơ quan thường trực nạp vào, ở mục “Sổ bảng”" in shown
        assert f'href="{NOW}{back}"' in shown
        assert "hospital-2025" not in shown
    asked = client.get(f"{NOW}so-sanh/", {"voi": "hospital-2025"})
    absent = client.get(f"{NOW}so-sanh/", {"voi": "hospital-2024"})
    assert asked.status_code == absent.status_code
    assert text(asked).replace("hospital-2025", "X") == text(absent).replace("hospital-2024", "X")


def test_where_there_is_one_to_choose_whoever_has_not_chosen_is_led_to_the_choice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def naming_none(*given: Any, **more: Any) -> Asked:
        asked = asked_of(*given, **more)
        return replace(asked, campaign=replace(asked.campaign, previous=""))

    monkeypatch.setattr(pages, "asked_of", naming_none)
    shown = text(reader().get(f"{NOW}so-sanh/", {"lang": "en"}))
    assert "Choose one above" in shown
    assert 'value="hospital-2025"' in shown.partition("Choose one above")[0]
    assert "“Workbooks”" not in shown


def test_each_figure_stands_beside_the_earlier_one_and_leads_to_its_page() -> None:
    page = text(reader().get(f"{NOW}so-sanh/", {"lang": "en"}))
    assert 'href="/dot/hospital-2025/so-lieu/units_reviewed.done/?as_of=' in page
    assert 'href="/dot/hospital-2026/so-lieu/units_reviewed.done/?as_of=' in page
    assert "The trees of units differ" in page
    assert "not compared: they rest on different terms" in page


def test_the_table_says_the_same_as_the_page() -> None:
    response = reader().get(f"{NOW}so-sanh/csv/", {"lang": "en"})
    lines = list(csv.reader(StringIO(response.content.decode("utf-8-sig"))))
    assert lines[0][0] == "code"
    done = next(line for line in lines if line[0] == "units_reviewed.done")
    assert all(number.isdecimal() for number in done[3:7])


@pytest.mark.parametrize(
    ("campaign", "other", "said"),
    [
        ("hospital-2026", "hospital-2026", "with chính nó"),
        ("hospital-2025", "hospital-2026", "không phải là đợt trước"),
        ("hospital-2026", "khong-co", "Không có đợt khác"),
    ],
)
def test_what_cannot_be_compared_is_said_in_a_sentence(
    campaign: str, other: str, said: str
) -> None:
    response = reader().get(f"/dot/{campaign}/so-sanh/", {"voi": other})
    assert response.status_code in (400, 409, 422)
    assert said.replace("with ", "") in text(response)


def test_a_summary_leads_to_each_figure_and_says_how_the_two_stand() -> None:
    page = text(reader().get(f"{NOW}so-sanh/", {"lang": "en"}))
    short, _, whole = page.partition('<h2 id="summary">')[2].partition("</section>")
    led = re.findall(r'<td><a href="#(\w+)">', short)
    assert len(led) == len(set(led)) > 10
    assert [f'<h3 id="{one}">' in whole for one in led] == [True] * len(led)
    counts = re.findall(r'<h3><a href="#(\w+)">[^<]+</a>: (\d+)</h3>', short)
    assert [held for held, _ in counts] == ["changed", "apart", "same"]
    assert sum(int(count) for _, count in counts) == len(led)
    apart = whole.partition('<h2 id="apart">')[2].partition("</section>")[0]
    assert apart.count("<h3 ") == int(dict(counts)["apart"])
    assert apart.count('class="notice warn"') >= int(dict(counts)["apart"])


def large(patch: pytest.MonkeyPatch) -> None:
    """From now on both campaigns are ones of which no page reads all."""
    engine.forget()
    patch.setattr(engine, "LARGE", 5)
    patch.setattr(engine, "_read", None)


@pytest.fixture
def one_moment() -> Iterator[None]:
    """Pages say when they were read."""
    with at_one_moment():
        yield


@pytest.mark.parametrize(
    ("lang", "said"),
    [("vi", "chỉ nêu các việc khắc phục tái diễn"), ("en", "only items that came back stand here")],
)
@pytest.mark.usefixtures("one_moment")
def test_of_a_large_campaign_what_last_time_left_open_is_the_same_and_leads_to_units_for_more(
    lang: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = reader()
    among_all = text(client.get(f"{NOW}dot-truoc/", ON | {"lang": lang}))
    large(monkeypatch)
    alone = text(client.get(f"{NOW}dot-truoc/", ON | {"lang": lang}))
    assert (
        alone.partition('<section aria-labelledby="again">')[0]
        == (among_all.partition('<section aria-labelledby="again">')[0])
    )
    assert said in alone
    assert said not in among_all


@pytest.mark.usefixtures("one_moment")
def test_a_head_reads_the_same_of_a_large_campaign(monkeypatch: pytest.MonkeyPatch) -> None:
    client = reader(Role.UNIT_HEAD, unit="KHOA-NOI")
    pages = [(f"{NOW}dot-truoc/", ON), (f"{NOW}so-sanh/", {})]
    among_all = [text(client.get(*page)) for page in pages]
    large(monkeypatch)
    assert [text(client.get(*page)) for page in pages] == among_all


@pytest.mark.usefixtures("one_moment")
def test_large_campaigns_are_compared_by_their_last_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    client = reader()
    among_all = text(client.get(f"{NOW}so-sanh/"))
    large(monkeypatch)
    for code, day in (("hospital-2025", AS_OF_THEN), ("hospital-2026", AS_OF_NOW)):
        waiting = text(client.get(f"{NOW}so-sanh/", {"lang": "vi"}))
        assert "chưa đếm" in waiting
        assert f'href="/dot/{code}/so-lieu/?as_of={day}"' in waiting
        assert "chưa đếm" in text(client.get(f"{NOW}so-sanh/csv/"))
        figures_kept(code, as_of=date.fromisoformat(day), known_by=now())
    assert text(client.get(f"{NOW}so-sanh/")) == among_all
