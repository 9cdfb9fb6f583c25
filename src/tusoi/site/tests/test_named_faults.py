"""A refused form: the notice above names each faulty field and leads to it, wherever the form stands."""

import re
from collections.abc import Callable, Iterator
from html import unescape

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_CAMPAIGN,
    kept_for_a_module,
    lan,
    mai,
    mai_loads_the_seed,
    tuan,
)
from tests.pages import text
from tusoi.organisation.models import Account
from tusoi.site.named_faults import with_named_faults

pytestmark = pytest.mark.django_db
WALL = f"/dot/{HCMC_CAMPAIGN}/"
A47 = f"{WALL}don-vi/A47/"
NOTICE = '<p class="refusal" role="alert">Chưa ghi gì.</p>'


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        for player in (mai, lan, tuan):
            player()
        yield


def links(page: str) -> list[tuple[str, str]]:
    """What notices lead to, and in which words."""
    found = re.search(r'<div class="named-faults".*?<ul>(.*?)</ul></div>', page, re.DOTALL)
    if found is None:
        return []
    return [
        (one, unescape(said)) for one, said in re.findall(r'href="#([^"]*)">(.*?)</a>', found[1])
    ]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (
            (
                '<div class="field"><label for="on">Ngày họp</label><p class="fault" id="on_fault">Ô này phải điền.</p>'
                '<input type="date" id="on" aria-describedby="on_hint on_fault"></div>'
            ),
            [("on", "Ngày họp: Ô này phải điền.")],
        ),
        (
            (
                '<div class="field"><label for="a">Tên:</label><input id="a"><p class="fault">Thiếu &amp; sai</p>'
                '<input type="hidden" id="h"></div><div class="field"><label for="b">B</label><input id="b"></div>'
            ),
            [("a", "Tên: Thiếu & sai")],
        ),
        (
            (
                '<fieldset class="field"><legend>Về ai</legend><p class="fault">Hãy chọn.</p><label class="choice">'
                '<input type="radio" id="a_1" name="a"> Tập thể</label></fieldset>'
            ),
            [("a_1", "Về ai: Hãy chọn.")],
        ),
        (
            '<div class="field"><p class="fault">Hai<br>dòng</p><label>Đơn vị<select id="u"><option>A01</select></label></div>',
            [("u", "Đơn vị: Hai dòng")],
        ),
        (
            '<div class="field"><label for="z">Z</label><input id="z"><p class="fault">Sai</p><label for="y">Y</label><input id="y"></div>',
            [("y", "Y: Sai")],
        ),
        (
            '<tr><td><input id="a"></td><td><p class="fault" id="f">Sai</p><input id="b" aria-describedby="f"></td></tr>',
            [("b", "Sai")],
        ),
        (
            (
                '<div class="field"><label for="a">A</label><p class="fault" role="alert">Sai</p><input id="a"></div>'
                '<div class="field"><label for="b">B</label><p class="fault">Thiếu</p><input id="b"></div>'
            ),
            [("a", "A: Sai"), ("b", "B: Thiếu")],
        ),
        (
            '<table><tr><td><p class="fault" id="f">Sai</p><input name="no_id"></td></tr></table>',
            [("f", "Sai")],
        ),
    ],
)
def test_a_fault_is_named_by_its_field_and_led_to(
    form: str, expected: list[tuple[str, str]]
) -> None:
    page = with_named_faults(f"<h1>Đợt</h1>\n{NOTICE}\n<form>{form}</form>")
    assert links(page) == expected
    assert page.count(" autofocus") == 1
    assert f'<div class="named-faults" tabindex="-1" autofocus>{NOTICE}<ul>' in page


def test_a_fault_without_anything_to_lead_to_is_given_it() -> None:
    page = with_named_faults(f'{NOTICE}<p class="fault">Sai</p>')
    ((leads_to, said),) = links(page)
    assert said == "Sai"
    assert f'<p class="fault" id="{leads_to}">' in page


def test_each_fault_belongs_to_the_notice_above_it_and_one_has_the_focus() -> None:
    form = (
        '{}<div class="field"><label for="{}">N</label><p class="fault">x</p><input id="{}"></div>'
    )
    page = with_named_faults(form.format(NOTICE, "a", "a") + form.format(NOTICE, "b", "b"))
    lists = page.split("<ul>")[1:]
    assert [re.findall('href="#(.)"', one.split("</ul>")[0]) for one in lists] == [["a"], ["b"]]
    assert page.count(" autofocus") == 1


@pytest.mark.parametrize(
    "page",
    [
        "<p>không có gì</p>",
        NOTICE,
        '<p class="fault">trước khi có thông báo</p>' + NOTICE,
        '<p class="fault" role="alert">tự báo</p><p class="fault">x</p>',
        '<p role="alert" hidden>ẩn</p><p class="fault">x</p>',
    ],
)
def test_where_nothing_is_to_be_led_to_the_page_stays_as_it_is(page: str) -> None:
    assert with_named_faults(page) == page


def test_what_somebody_wrote_stays_text() -> None:
    page = with_named_faults(
        f'{NOTICE}<div class="field"><label for="a">&lt;b&gt; <em>x</em></label>'
        '<p class="fault">“&lt;script&gt;”</p><input id="a"></div>'
    )
    assert "<b>" not in page
    assert "<script>" not in page
    assert links(page) == [("a", "<b> x: “<script>”")]


def browser(player: Callable[[], Account], lang: str) -> Client:
    client = Client()
    client.force_login(player())
    client.cookies["lang"] = lang
    return client


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    ("player", "address", "fields"),
    [
        (mai, f"{WALL}vai-tro/", {"name", "since"}),
        (lan, f"{A47}viec/ly-do/", {"reason"}),
        (lan, f"{A47}viec/hop/", {"on", "chair", "prepared_on"}),
        (lan, f"{A47}hop/", {"on", "chair", "secretary"}),
        (mai, f"{A47}viec/chu-tri/", {"post"}),
    ],
)
def test_every_fault_of_a_page_is_led_to_and_every_link_leads_to_a_field(
    player: Callable[[], Account], address: str, fields: set[str], lang: str
) -> None:
    page = text(browser(player, lang).post(address, {}))
    led_to = [one for one, _ in links(page)]
    assert fields <= set(led_to)
    assert len(led_to) == page.count('class="fault"')
    for one, said in links(page):
        (control,) = re.findall(rf'<(\w+)[^>]* id="{one}"', page)
        assert control in ("input", "select", "textarea")
        assert ": " in said


def test_a_page_that_is_opened_and_not_sent_leads_nowhere() -> None:
    page = text(browser(lan, "vi").get(f"{A47}viec/hop/"))
    assert links(page) == []
    assert "autofocus" not in page
