"""A campaign opened on a page below another: from the tree or a pasted list, in one transaction or not at all."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from tusoi.campaigns.access import Reach
from tusoi.campaigns.cascade import Direction
from tusoi.campaigns.models import Campaign
from tusoi.campaigns.queries import campaign_view, members, topics_of
from tusoi.exchange.actions import FolderFaulty
from tusoi.exchange.below import OpenBelow, TreeMoved, open_below, read_topics, tree_below
from tusoi.exchange.columns import PEOPLE, UNITS
from tusoi.exchange.start import UnitLine, UnitsUnreadable
from tusoi.exchange.tests.folders import NEXT_TOLD, ledger_is_clean, load, small, state
from tusoi.figures.engine import figures_of
from tusoi.organisation.access import NotThere, asker_of
from tusoi.organisation.actions import add_account, grant_role
from tusoi.organisation.models import Account, Standing
from tusoi.organisation.roles import Role, RoleOver
from tusoi.values.clock import now, today
from tusoi.values.refusal import Refused

pytestmark = pytest.mark.django_db

UPPER = "thu-2012"
OPENS, DUE = date(2013, 1, 7), date(2013, 2, 28)


def upper(tmp_path: Path) -> None:
    """The campaign above; A01 has two communes below it, of which one has a head."""
    folder = small(tmp_path / "above")
    for unit in ("X1", "X2"):
        told = {"name": f"Xã {unit}", "kind": "xã", "parent": "A01", "origin": "derived"}
        folder[UNITS].append({"unit": unit, **told, "citation": "Quyết định 12"})
    folder[PEOPLE].append(
        {
            "unit": "X1",
            "post": "BT",
            "title": "Bí thư",
            "rank": "head",
            "holder": "X1-1",
            "holder_name": "Sáu",
            "origin": "record",
        }
    )
    load(folder.write())


def office(unit: str = "", campaign: str = "") -> Account:
    account = Account.objects.filter(name="Nga").first() or add_account("Nga")
    over = RoleOver("huyen-uy", unit=unit, campaign=campaign)
    grant_role(Role.CAMPAIGN_OFFICE, to=account, over=over, since=date(2012, 1, 1), by=account.pk)
    return account


def reach(account: Account, campaign: str = UPPER) -> Reach:
    from tusoi.campaigns.access import reach_of

    view = campaign_view(campaign, known_by=now())
    return reach_of(asker_of(account, on=today()), view, on=today())


def told(own: Reach, under: str = "A01", **changed: object) -> OpenBelow:
    seen = tree_below(own, under, known_by=now()).seen
    asked = OpenBelow(
        code="xa-2013",
        title="Kiểm điểm cấp xã",
        under=under,
        opens_on=OPENS,
        due_on=DUE,
        direction=Direction.TOP_DOWN,
        order_held=True,
        level="grassroots",
        topics=read_topics("T5; Gần dân; Close to the people; có"),
        pasted=(),
        seen=seen,
    )
    return replace(asked, **changed)  # type: ignore[arg-type]


def test_units_come_from_the_tree_and_nothing_of_what_stands_changes(tmp_path: Path) -> None:
    upper(tmp_path)
    own, standing = reach(office()), set(Standing.objects.values_list("pk", flat=True))
    open_below(own, told(own))
    assert set(Standing.objects.values_list("pk", flat=True)) == standing
    assert [one.unit for one in members("xa-2013", known_by=now())] == ["X1", "X2"]
    view = campaign_view("xa-2013", known_by=now())
    assert view.cascade
    assert (view.cascade.of, view.cascade.under, view.guidance_set) == (UPPER, "A01", "nqtw4-2012")
    assert [one.code for one in topics_of(view, known_by=now())] == ["T1", "T2", "T3", "T4", "T5"]
    found = figures_of("xa-2013", as_of=DUE, known_by=now())
    assert str(found.share("units_reviewed")) == "0/2"
    assert str(figures_of(UPPER, as_of=DUE, known_by=now()).share("units_reviewed")) == "2/4"
    assert ledger_is_clean()


def test_units_may_be_pasted_where_the_tree_has_none(tmp_path: Path) -> None:
    load(small(tmp_path).write())
    own = reach(office())
    with pytest.raises(Refused, match="no unit that is in no campaign"):
        open_below(own, told(own))
    open_below(own, told(own, pasted=(UnitLine("X9", "Xã Chín", "xã"),)))
    assert [one.unit for one in members("xa-2013", known_by=now())] == ["X9"]


def test_a_pasted_unit_that_the_tree_has_is_not_told_anew(tmp_path: Path) -> None:
    upper(tmp_path)
    own = reach(office())
    with pytest.raises(UnitsUnreadable, match="The tree has A02 already"):
        open_below(own, told(own, pasted=(UnitLine("A02", "Tên khác", ""),)))


def test_opened_twice_the_second_finds_it_taken(tmp_path: Path) -> None:
    upper(tmp_path)
    own = reach(office())
    first = told(own)
    open_below(own, first)
    before = state()
    with pytest.raises(Refused, match="There is a campaign “xa-2013” already"):
        open_below(own, first)
    with pytest.raises(TreeMoved):
        open_below(own, replace(first, code="xa-2014"))
    assert state() == before


def test_a_tree_that_moved_meanwhile_is_shown_again_before_anything_is_opened(
    tmp_path: Path,
) -> None:
    upper(tmp_path)
    own = reach(office())
    seen = told(own)
    again = small(tmp_path / "again")
    again[UNITS].append({"unit": "X3", "name": "Xã X3", "parent": "A01", "origin": "record"})
    for unit in ("X1", "X2"):
        again[UNITS].append(
            {"unit": unit, "name": f"Xã {unit}", "kind": "xã", "parent": "A02", "origin": "record"}
        )
    again[PEOPLE].append({**again[PEOPLE][2], "unit": "X1", "holder": "X1-1"})
    load(again.write(), NEXT_TOLD)
    with pytest.raises(TreeMoved):
        open_below(own, seen)
    assert not Campaign.objects.filter(code="xa-2013").exists()
    open_below(own, told(own))
    assert [one.unit for one in members("xa-2013", known_by=now())] == ["X3"]


def test_a_topic_the_guidance_has_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    upper(tmp_path)
    own = reach(office())
    before = state()
    with pytest.raises(FolderFaulty) as faulty:
        open_below(own, told(own, topics=read_topics("T1; Khác")))
    assert [fault.code for fault in faulty.value.findings.faults] == ["topic-there"]
    with pytest.raises(FolderFaulty):
        open_below(own, told(own, opens_on=date(2012, 1, 1)))
    assert state() == before


def test_an_office_opens_below_its_own_unit_alone_and_sees_what_it_opened(tmp_path: Path) -> None:
    upper(tmp_path)
    own = reach(office("A01", campaign=UPPER))
    with pytest.raises(NotThere):
        tree_below(own, "A02", known_by=now())
    with pytest.raises(NotThere):
        open_below(own, replace(told(own), under="A02"))
    open_below(own, told(own))
    assert reach(Account.objects.get(name="Nga"), "xa-2013").units() == frozenset(
        {"A01", "X1", "X2"}
    )


# The page


def browser(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def form(client: Client, **changed: str) -> dict[str, str]:
    page = client.get(reverse("open-below", args=[UPPER]), {"duoi": "A01"})
    assert page.status_code == 200
    typed = {
        "under": "A01",
        "seen": page.context["typed"]["seen"],
        "title": "Kiểm điểm cấp xã",
        "code": "xa-2013",
        "opens_on": "2013-01-07",
        "due_on": "28/02/2013",
        "direction": "bottom_up",
        "order": "open",
        "level": "grassroots",
        "topics": "",
        "units": "",
    }
    return typed | changed


def test_the_page_offers_the_units_below_and_opens_the_campaign(tmp_path: Path) -> None:
    upper(tmp_path)
    client = browser(office())
    address = reverse("open-below", args=[UPPER])
    assert "A01" in client.get(address).content.decode()
    sent = client.post(address, form(client, topics="T5; Gần dân"))
    assert (sent.status_code, sent["Location"]) == (302, "/dot/xa-2013/")
    view = campaign_view("xa-2013", known_by=now())
    assert view.cascade is not None
    assert (view.cascade.direction, view.cascade.order_held) == (Direction.BOTTOM_UP, False)
    assert client.get("/dot/xa-2013/").status_code == 200


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("direction", "sideways", "Choose one of these"),
        ("topics", "T5", "is not code; wording"),
        ("topics", "T1; Khác", "has a topic “T1” already"),
        ("units", "Xã Chín", "is not code; name; block"),
        ("code", "xã 1", "The key “code” is not right"),
        ("due_on", "hôm nào", "hôm nào"),
        ("seen", "khac", "have changed since you opened this page"),
    ],
)
def test_what_is_typed_wrongly_comes_back_with_its_sentence(
    field: str, typed: str, said: str, tmp_path: Path
) -> None:
    upper(tmp_path)
    client = browser(office())
    client.cookies["lang"] = "en"
    before = state()
    answer = client.post(reverse("open-below", args=[UPPER]), form(client, **{field: typed}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Kiểm điểm cấp xã" in page
    assert state() == before
    assert said in page.replace("&#x27;", "'")


def test_whoever_starts_no_campaign_does_not_find_the_page(tmp_path: Path) -> None:
    upper(tmp_path)
    account = add_account("Bình")
    over = RoleOver("huyen-uy", unit="A01")
    grant_role(Role.UNIT_HEAD, to=account, over=over, since=date(2012, 1, 1), by=account.pk)
    address = reverse("open-below", args=[UPPER])
    assert browser(account).get(address).status_code == 404
    assert browser(account).post(address, {"under": "A01"}).status_code == 404
    client = browser(office("A01"))
    assert client.post(address, {"under": "A02"}).status_code == 404
    assert client.get(address, {"duoi": "A02"}).status_code == 422
