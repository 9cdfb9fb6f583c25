"""Every HTML form under hypothesis: whatever is sent, a page answers; what is refused leaves nothing behind and loses nothing typed.

The fast set sends each kind of form a little, the same at every run; `--slow` sends thousands.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch
from urllib.parse import urljoin
from zlib import crc32

import pytest
from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from pytest_django import DjangoDbBlocker

from tests.cast import at_noon, figures_kept, kept_for_a_module
from tests.forms.filling import MARK, SCRIPT, Filled, fillings
from tests.forms.reading import PageForm, forms_of
from tests.matrix.beside import add_what_stands_beside
from tests.matrix.principals import OF_THE_HOST, Who, add_those_who_only_look, of_group, of_unit
from tests.matrix.table import ROUTES, Route, arguments
from tests.matrix.world import CAMPAIGN, PLACES, TODAY, build
from tests.walk import kind
from tusoi.board.limits import MADE, SENT
from tusoi.campaigns.typed import Typed
from tusoi.organisation.models import Account
from tusoi.reports.models import ReportDrafted
from tusoi.text.forms import tidy

pytestmark = pytest.mark.django_db

WRITERS = (
    *OF_THE_HOST,
    *(who for place in PLACES for who in of_unit(place)),
    *(who for group in ("D1", "D2", "D3") for who in of_group(group)),
    Who("without a role"),
    Who(""),
)
ALL = 3
"""Of each address, how many pages with a form `--slow` reads."""
SHARES, TIMES = 8, 60
"""In how many shares `--slow` sends, and how often each form."""


Key = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Found:
    """One form that somebody is shown, with where."""

    who: str
    page: str
    form: PageForm

    @property
    def address(self) -> str:
        """Where it is sent."""
        return urljoin(self.page, self.form.action)

    @property
    def key(self) -> Key:
        """Forms with the same key are one kind of form: the page it is sent to, and what it asks for."""
        return kind(self.address), tuple(sorted(_alike(name) for name in self.form.controls))


def _alike(name: str) -> str:
    """A field's name without the number or the code that it holds."""
    return name.partition(":")[0].rstrip("0123456789_")


@pytest.fixture(scope="module", autouse=True)
def world(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker), figures_kept():
        build(tmp_path_factory.mktemp("forms"))
        add_those_who_only_look()
        add_what_stands_beside()
        for who in WRITERS:
            browser(who.name)
        with at_noon(TODAY):
            yield


SESSIONS: dict[str, str] = {}


def browser(name: str) -> Client:
    """A browser of its own, with somebody signed in."""
    client = Client()
    if name and name not in SESSIONS:
        client.force_login(Account.objects.get(name=name))
        SESSIONS[name] = client.cookies["sessionid"].value
    if name:
        client.cookies["sessionid"] = SESSIONS[name]
    return client


def forms_found(most: int, routes: Mapping[str, Route]) -> list[Found]:
    """One form of each kind, off the pages of the table of addresses; of each address at most so many pages with a form."""
    found: dict[Key, Found] = {}
    draft = str(ReportDrafted.objects.get().pk)
    for name, route in routes.items():
        if route.get is None or route.file or route.public == "data":
            continue
        pages: Counter[str] = Counter()
        for page, who in pages_of(name, route, draft):
            part = kind(page)
            if pages[part] >= most:
                continue
            shown = list(forms_shown(page, who))
            pages[part] += bool(shown)
            for one in shown:
                found.setdefault(one.key, one)
    return list(found.values())


def pages_of(name: str, route: Route, draft: str) -> Iterator[tuple[str, str]]:
    """Its addresses, each with those who may open it."""
    for place in PLACES if route.over == "unit" else (None,):
        for args in arguments(route, place, draft):
            for who in WRITERS:
                if route.get is not None and route.get(who, place, args):
                    yield reverse(name, kwargs=dict(args)), who.name


def forms_shown(page: str, who: str) -> Iterator[Found]:
    MADE.fill()
    response = browser(who).get(page)
    if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
        for form in forms_of(response.content.decode()):
            yield Found(who, page, form)


# What is held of each answer


def rows() -> dict[str, int]:
    """How many rows each table has, by one question."""
    tables = [model._meta.db_table for model in apps.get_models(include_auto_created=True)]
    asked = ", ".join(f'(SELECT COUNT(*) FROM "{table}")' for table in tables)  # noqa: S608  # the house's own
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {asked}")
        return dict(zip(tables, cursor.fetchone(), strict=True))


def answer(found: Found, filled: Filled) -> list[str]:
    """What is wrong with the answer to a form as it is filled; nothing that it writes stays."""
    MADE.fill()
    SENT.fill()
    body, sent_as = filled.body(is_multipart=found.form.is_multipart)
    client = browser(found.who)
    with transaction.atomic():
        before = rows()
        response = client.generic("POST", found.address, body, content_type=sent_as)
        wrong = list(faults_of(found, filled, response))
        if response.status_code >= 400:
            after = rows()
            wrong += [
                f"half written: {one}"
                for one in after
                if after[one] != before[one] and one not in GUESSES
            ]
        elif response.status_code == 302:
            for address in (response["Location"], reverse("my-desk")):
                led = client.get(address)
                wrong += [f"it leads to {fault}" for fault in page_faults(led)]
        transaction.set_rollback(True)
    return wrong


def page_faults(response: Any) -> Iterator[str]:
    """What no page may be or show."""
    if response.status_code >= 500:
        yield f"{response.status_code}"
    html = response.content.decode(errors="replace") if not response.streaming else ""
    if SCRIPT in html or f"<img src=x onerror={MARK}" in html:
        yield "a script as it was typed"


def faults_of(found: Found, filled: Filled, response: Any) -> Iterator[str]:
    """What is wrong with the page that answers."""
    yield from page_faults(response)
    status = response.status_code
    if status not in (200, 302, 400, 404, 413, 422):
        yield f"{status}"
    if status == 400 and not filled.is_no_form:
        yield "400 to a form"
    if status == 404 and not any(found.form.controls[one].kind in GIVEN for one in filled.manners if one in found.form.controls):  # fmt: skip
        yield "404 to a form of theirs"
    if status == 422:
        html = response.content.decode()
        if not REFUSAL.search(html):
            yield "422 without a sentence"
        if not filled.is_no_form:
            yield from lost(found, filled, html)


GUESSES = {"axes_accessattempt", "axes_accessfailurelog", "axes_accesslog"}
"""The door counts guesses."""
GIVEN = {"hidden", "submit", "select", "radio", "checkbox"}
REFUSAL = re.compile(r'role="alert"|class="(?:refusal|fault)')
UNSEEN = {"hidden", "submit", "password", "file", "number"}


def lost(found: Found, filled: Filled, html: str) -> Iterator[str]:
    """What was typed and is not in the form that comes back."""
    back = [form for form in forms_of(html) if urljoin(found.page, form.action) == found.address]
    for name, typed in filled.words().items():
        control = found.form.controls.get(name)
        if control is None or control.kind in UNSEEN:
            continue
        again = [form.controls[name] for form in back if name in form.controls]
        if control.offered:
            is_there = typed not in control.offered or any(typed in one.marked for one in again)
        else:
            is_there = any(tidy(one.value) == tidy(typed) for one in again)
        if not is_there:
            yield f"lost: {name} ({filled.manners.get(name, 'as asked')})"


def held(found: Found, times: int, *, drawn_anew: bool) -> None:
    """Send one form so many times, each otherwise."""

    @settings(
        max_examples=times,
        derandomize=not drawn_anew,
        database=None,
        phases=[Phase.generate, Phase.shrink] if drawn_anew else [Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(fillings(found.form, TODAY.isoformat()))
    def send(filled: Filled) -> None:
        wrong = answer(found, filled)
        assert not wrong, f"{wrong} {found.address} {filled}"

    send()


def of_share(found: Iterable[Found], share: int) -> list[Found]:
    """The same forms at every run."""
    return [one for one in found if crc32(kind(one.address).encode()) % SHARES == share]


def faults(found: Iterable[Found], times: int, *, drawn_anew: bool = False) -> list[str]:
    """What is wrong with the answers to some forms, each sent so many times."""
    wrong = []
    for one in found:
        try:
            held(one, times, drawn_anew=drawn_anew)
        except Exception as fault:  # noqa: BLE001  # whatever a page raises is what is looked for
            said = f"{one.who}, {one.page}: {type(fault).__name__} {fault}"
            wrong.append(said[:2_000])
    return wrong


SAMPLE = (
    "item", "publication", "evidence", "findings", "remedy", "room", "topics", "contact",
)  # fmt: skip
"""Addresses that the fast set sends forms to: short forms and long ones, files, keys, choices, days."""


def of_routes(*names: str) -> Mapping[str, Route]:
    return {name: ROUTES[name] for name in names}


def test_a_sample_of_forms_answers_whatever_is_sent() -> None:
    found = forms_found(1, of_routes(*SAMPLE))
    assert len(found) >= len(SAMPLE)
    assert faults(found, 2) == []


@pytest.mark.slow
@pytest.mark.parametrize("share", range(SHARES))
def test_every_form_answers_whatever_is_sent(share: int) -> None:
    found = forms_found(ALL, ROUTES)
    assert len(found) >= 60
    assert faults(of_share(found, share), TIMES, drawn_anew=True) == []


# Faults that are put in on purpose: each is seen


@pytest.fixture(scope="module")
def of_an_item(world: None) -> list[Found]:
    """The forms of an item that its owner has."""
    page = reverse("item", args=[CAMPAIGN, "PHONG-TC.KP01"])
    with at_noon(TODAY):
        return list(forms_shown(page, "head PHONG-TC"))


def seen_in(found: list[Found], *manners: str) -> str:
    """What is wrong with the answers while a fault stands, and fields are wrong in these ways alone."""
    with patch("tests.forms.filling.MANNERS", manners):
        return "\n".join(faults(found, 12))


def test_a_page_that_raises_is_seen(of_an_item: list[Found]) -> None:
    with patch("tusoi.desk.items.pages.receipt_for", side_effect=ZeroDivisionError):
        assert "ZeroDivisionError" in seen_in(of_an_item, "script")


def test_what_is_lost_is_seen(of_an_item: list[Found]) -> None:
    with patch("tusoi.desk.items.pages._fields", lambda *_: []):
        assert "lost: " in seen_in(of_an_item, "long")


def test_what_is_not_escaped_is_seen(of_an_item: list[Found]) -> None:
    with patch("django.template.base.conditional_escape", str):
        assert "a script as it was typed" in seen_in(of_an_item, "script")


def test_what_is_written_before_it_is_refused_is_seen(of_an_item: list[Found]) -> None:
    judged = Typed.check

    def written_first(typed: Typed) -> None:
        SessionStore().create()
        judged(typed)

    with patch.object(Typed, "check", written_first):
        assert "half written: django_session" in seen_in(of_an_item, "long")
