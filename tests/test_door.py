"""The door in full: a first password by a link, a second factor, what a session holds and when it ends."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from html import unescape
from threading import enumerate as threads
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.test import Client, RequestFactory
from django.urls import get_resolver, reverse
from pytest_django import DjangoDbBlocker, Settings

from tests.cast import (
    HCMC_CAMPAIGN,
    HCMC_HOST,
    dung,
    kept_for_a_module,
    khanh,
    lan,
    mai,
    mai_loads_the_seed,
)
from tests.door import (
    PASSWORD,
    Telephone,
    in_full,
    link_of,
    sets_up_an_application,
    signs_in,
)
from tusoi.ledger.checking import discrepancies
from tusoi.organisation.access import NotThere, asker_of
from tusoi.organisation.actions import add_account, end_role, grant_role, set_password, tell_contact
from tusoi.organisation.entry import held
from tusoi.organisation.entry.adapters import OrganisationAdapter
from tusoi.organisation.entry.links import SENDING
from tusoi.organisation.entry.resets import SamePerson, allow_reset, ask_reset, resets_waiting
from tusoi.organisation.models import Account, FactorsResetAllowed
from tusoi.organisation.roles import Role, RoleOver
from tusoi.site.confirming import BINDING
from tusoi.values.clock import today
from tusoi.values.refusal import Refused

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
WALL = f"/dot/{HCMC_CAMPAIGN}/"
AT_HOME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:146.0) Gecko/20100101 Firefox/146.0"
CONCLUSION = f"{WALL}don-vi/A47/viec/ket-luan/"


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        for player in (mai, lan, dung, khanh):
            player()
        yield


@pytest.fixture(autouse=True)
def in_earnest(settings: Settings) -> None:
    settings.FULL_SIGN_IN = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def clock() -> Iterator[Any]:
    with time_machine.travel(MORNING, tick=False) as moment:
        yield moment


def text(response: Any) -> str:
    return unescape(response.content.decode())


# The first time


def test_a_newcomer_goes_from_the_link_to_the_wall_in_three_pages(clock: Any) -> None:
    client, link = Client(), link_of(lan())
    assert "Tài khoản" in text(client.get(link))
    chosen = client.post(link, {"password": PASSWORD, "again": PASSWORD})
    assert chosen["Location"] == reverse("second-step")
    assert client.get(reverse("second-step"))["Location"] == reverse("account")
    assert "cách xác nhận thứ hai" in text(client.get(reverse("account")))
    _telephone, codes = sets_up_an_application(client)
    assert len(codes) == 10
    assert client.get(WALL).status_code == 200


def test_no_page_of_a_campaign_opens_on_a_password_alone(clock: Any) -> None:
    in_full(lan())
    for set_up in (True, False):
        client = Client()
        if not set_up:
            set_password("Mai", PASSWORD)
        signs_in(client, lan() if set_up else mai())
        for address in (WALL, "/", "/ban-lam-viec/", "/thu-nhac/", f"{WALL}so-lieu/"):
            answer = client.get(address)
            assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/vao/buoc-hai/")
        assert client.post(CONCLUSION, {}).status_code == 302


def test_the_page_asked_for_is_reached_through_the_second_step(clock: Any) -> None:
    _client, telephone = in_full(lan())
    clock.shift(60)
    again = Client()
    step = signs_in(again, lan(), onward=WALL)
    assert step == f"/vao/buoc-hai/?next={WALL.replace('/', '%2F')}"
    answer = again.post(step, {"code": telephone.code(), "next": WALL})
    assert answer["Location"] == WALL
    assert again.get(WALL).status_code == 200


def test_who_stole_a_password_can_neither_see_nor_set_up_a_factor(clock: Any) -> None:
    in_full(lan())
    thief = Client()
    signs_in(thief, lan())
    for page in ("account", "application", "passkeys", "change-password"):
        assert thief.get(reverse(page))["Location"].startswith("/vao/buoc-hai/"), page
    for page in ("application", "passkeys", "paper-codes", "change-password", "sessions-of-mine"):
        answer = thief.post(reverse(page), {"password": "x" * 20, "again": "x" * 20})
        assert answer["Location"].startswith("/vao/buoc-hai/"), page
    assert lan().check_password(PASSWORD)


def test_a_link_is_good_once_within_the_day_for_one_account(clock: Any) -> None:
    link = link_of(lan())
    both = {"password": PASSWORD, "again": PASSWORD}
    assert Client().post(link, {"password": PASSWORD, "again": "khác"}).status_code == 422
    assert "15 ký tự" in text(Client().post(link, {"password": "ngắn", "again": "ngắn"}))
    assert Client().post(link, both).status_code == 302
    assert Client().post(link, both).status_code == Client().get(link).status_code == 404
    late = link_of(mai())
    clock.shift(timedelta(days=1, minutes=1))
    assert Client().get(late).status_code == 404
    for about in ("khong-co", "AAAA", "A"):
        assert Client().get(f"/vao/mat-khau/{about}/{late.split('/')[-2]}/").status_code == 404


def test_a_name_is_found_in_the_usual_capitals_or_none(clock: Any) -> None:
    binh = add_account("Nguyễn Văn Bình")
    set_password(binh.name, PASSWORD)
    for typed in (
        "nguyễn văn bình",
        "NGUYỄN VĂN BÌNH",
        " Nguyễn  Văn Bình ",
        "Nguye\u0302\u0303n Văn Bi\u0300nh",
    ):
        answer = Client().post("/vao/", {"name": typed, "password": PASSWORD})
        assert answer.status_code == 302, typed
    add_account("nguyễn văn bình")
    assert Account.objects.called("NGUYỄN VĂN BÌNH") is None
    assert Account.objects.called("Nguyễn Văn Bình") == binh


# Codes


def test_a_code_is_taken_once_and_never_an_older_one(clock: Any) -> None:
    _client, telephone = in_full(lan())
    clock.shift(60)
    code, before = telephone.code(), telephone.code(steps=-1)
    first, second, third = Client(), Client(), Client()
    for client in (first, second, third):
        signs_in(client, lan())
    assert first.post("/vao/buoc-hai/", {"code": f"{code[:3]} {code[3:]}"})["Location"] == "/"
    for client, said in ((second, code), (third, before)):
        refused = client.post("/vao/buoc-hai/", {"code": said})
        assert refused.status_code == 422
        assert "đã dùng rồi" in text(refused)
        assert client.get(WALL).status_code == 302


@pytest.mark.parametrize(("steps", "status"), [(-2, 422), (-1, 302), (1, 302), (2, 422)])
def test_a_code_that_changes_while_it_is_typed_is_taken_and_no_other(
    clock: Any, steps: int, status: int
) -> None:
    _client, telephone = in_full(lan())
    clock.shift(120)
    client = Client()
    signs_in(client, lan())
    code = telephone.code(steps=steps)
    assert client.post("/vao/buoc-hai/", {"code": code}).status_code == status


def test_a_paper_code_stands_in_once_and_the_page_of_them_is_shown_once(clock: Any) -> None:
    set_password("Lan", PASSWORD)
    client = Client()
    signs_in(client, lan())
    _telephone, codes = sets_up_an_application(client)
    assert not any(code in text(client.get(reverse("account"))) for code in codes)
    assert client.get(reverse("paper-codes")).status_code == 405
    for status in (302, 422):
        again = Client()
        signs_in(again, lan())
        assert again.post("/vao/buoc-hai/", {"code": codes[0]}).status_code == status
    assert "còn 9" in text(client.get(reverse("account")))
    fresh = client.post(reverse("paper-codes")).context["codes"]
    assert not set(fresh) & set(codes)
    late = Client()
    signs_in(late, lan())
    assert late.post("/vao/buoc-hai/", {"code": codes[1]}).status_code == 422


def test_secrets_lie_encrypted_and_a_new_telephone_replaces_the_old(clock: Any) -> None:
    client, telephone = in_full(lan())
    rows = Authenticator.objects.filter(user=lan())
    assert telephone.secret not in str(list(rows.values_list("data", flat=True)))
    another, _ = _another_telephone(client)
    clock.shift(60)
    again = Client()
    signs_in(again, lan())
    assert again.post("/vao/buoc-hai/", {"code": telephone.code()}).status_code == 422
    assert again.post("/vao/buoc-hai/", {"code": another.code()}).status_code == 302
    assert rows.filter(type="totp").count() == 1


def _another_telephone(client: Client) -> tuple[Telephone, str]:
    secret = client.get(reverse("application")).context["to_scan"].secret.replace(" ", "")
    telephone = Telephone(secret)
    wrong = client.post(reverse("application"), {"code": next(telephone.wrong_codes())})
    assert wrong.status_code == 422
    assert secret == wrong.context["to_scan"].secret.replace(" ", "")
    sent = client.post(reverse("application"), {"code": telephone.code()})
    assert sent["Location"] == reverse("account")
    return telephone, secret


@pytest.mark.parametrize(
    "credential",
    [
        "",
        "x",
        "[]",
        "{}",
        '{"id": 1}',
        '{"id":"AA","rawId":"AA","type":"public-key","response":{}}',
    ],
)
def test_a_passkey_that_is_none_is_refused_in_a_sentence(clock: Any, credential: str) -> None:
    client, _telephone = in_full(lan())
    refused = client.post(reverse("passkeys"), {"name": "x", "credential": credential})
    assert refused.status_code == 422
    assert "Chưa thêm được khóa" in text(refused)
    half = Client()
    signs_in(half, lan())
    assert half.post("/vao/buoc-hai/", {"credential": credential or "x"}).status_code == 422


# A forgotten password


def test_a_forgotten_password_is_set_by_a_link_in_the_holders_mail(clock: Any) -> None:
    tell_contact(lan(), "lan@co-quan.vn", "en", by=lan().pk)
    set_password("Lan", "cái cũ đã quên mất rồi")
    told = [text(Client().post("/vao/quen-mat-khau/", {"name": who})) for who in ("Lan", "Mai")]
    nobody = text(Client().post("/vao/quen-mat-khau/", {"name": "Khong co"}))
    assert (
        told[0].replace("Lan", "X")
        == told[1].replace("Mai", "X")
        == nobody.replace("Khong co", "X")
    )
    _wait_for_the_mail()
    assert [one.to for one in mail.outbox] == [["lan@co-quan.vn"]]
    assert "“Lan”" in mail.outbox[0].body
    link = next(line for line in mail.outbox[0].body.splitlines() if "/vao/mat-khau/" in line)
    path = link[link.index("/vao/") :]
    assert Client().post(path, {"password": PASSWORD, "again": PASSWORD}).status_code == 302
    assert lan().check_password(PASSWORD)


def _wait_for_the_mail() -> None:
    for thread in threads():
        if thread.name == SENDING:
            thread.join(10)


def test_nobodys_mailbox_is_filled(clock: Any) -> None:
    tell_contact(lan(), "lan@co-quan.vn", "vi", by=lan().pk)
    answers = [Client().post("/vao/quen-mat-khau/", {"name": "Lan"}) for _ in range(20)]
    assert [one.status_code for one in answers] == [200] * 7 + [422] * 13
    _wait_for_the_mail()
    assert len(mail.outbox) == 7
    assert Client().post("/vao/quen-mat-khau/", {"name": " "}).status_code == 422


# Sessions


def test_ones_other_sessions_are_listed_and_ended(clock: Any) -> None:
    client, telephone = in_full(lan())
    clock.shift(60)
    other = Client(HTTP_USER_AGENT=AT_HOME, REMOTE_ADDR="203.0.113.7")
    signs_in(other, lan())
    other.post("/vao/buoc-hai/", {"code": telephone.code()})
    shown = text(client.get(reverse("account")))
    assert "Firefox, Windows" in shown
    assert "phiên này" in shown
    assert "203.0.113.7" not in shown
    assert set(UserSession.objects.values_list("ip", flat=True)) == {"0.0.0.0"}  # noqa: S104
    theirs = UserSession.objects.get(user_agent="Firefox, Windows")
    stranger, _ = in_full(mai())
    stranger.post(reverse("sessions-of-mine"), {"which": str(theirs.pk)})
    assert other.get(WALL).status_code == 200
    client.post(reverse("sessions-of-mine"), {"which": str(theirs.pk)})
    assert other.get(WALL)["Location"].startswith("/vao/?")
    assert client.get(WALL).status_code == 200


def test_another_password_ends_every_other_session(clock: Any) -> None:
    client, telephone = in_full(lan())
    clock.shift(60)
    other = Client()
    signs_in(other, lan())
    other.post("/vao/buoc-hai/", {"code": telephone.code()})
    new = {"password": "một câu khác hẳn câu cũ", "again": "một câu khác hẳn câu cũ"}
    assert client.post(reverse("change-password"), new)["Location"] == reverse("account")
    assert client.get(WALL).status_code == 200
    assert other.get(WALL).status_code == 302


def test_a_session_ends_at_the_first_request_after_a_role_ends(clock: Any) -> None:
    over = RoleOver(HCMC_HOST)
    for first in (WALL, reverse("account"), "/", "/thu-nhac/"):
        hoa = add_account(f"Hoa {first}")
        grant_role(Role.AUDITOR, to=hoa, over=over, since=date(2026, 1, 1), by=mai().pk)
        client, telephone = in_full(hoa)
        assert client.get(WALL).status_code == 200
        end_role(Role.AUDITOR, of=hoa, over=over, until=today() - timedelta(days=1), by=mai().pk)
        gone = client.get(first)
        assert (gone.status_code, gone["Location"]) == (302, "/vao/?why=role")
        assert "vai trò của bạn vừa hết" in text(client.get(gone["Location"]))
        assert client.get(first)["Location"].split("?")[0] == "/vao/"
        clock.shift(60)
        assert signs_in(client, hoa) == reverse("second-step")
        client.post("/vao/buoc-hai/", {"code": telephone.code()})
        assert client.get(WALL).status_code == 404


def test_a_role_that_came_during_the_session_ends_it_too(clock: Any) -> None:
    hoa, over = add_account("Hoa"), RoleOver(HCMC_HOST)
    client, _telephone = in_full(hoa)
    assert client.get(WALL).status_code == 404
    grant_role(Role.AUDITOR, to=hoa, over=over, since=date(2026, 1, 1), by=mai().pk)
    assert client.get(WALL).status_code == 200
    end_role(Role.AUDITOR, of=hoa, over=over, until=today() - timedelta(days=1), by=mai().pk)
    assert client.get(WALL)["Location"] == "/vao/?why=role"


# Confirming


def test_an_act_that_binds_waits_for_a_confirmation_and_loses_nothing(clock: Any) -> None:
    client, _telephone = in_full(dung())
    sent = {"on": "2013-01-10", "note": "dòng một\ndòng hai “trích”"}
    assert client.get(CONCLUSION).status_code == 200
    clock.shift(held.FRESH_FOR)
    asked = client.post(CONCLUSION, sent)
    assert asked.status_code == 422
    assert "Xác nhận là bạn" in text(asked)
    assert dict(asked.context["waiting"]) == sent
    wrong = client.post(CONCLUSION, sent | {"confirm-password": "không phải"})
    assert wrong.status_code == 422
    assert dict(wrong.context["waiting"]) == sent
    assert "vẫn còn ở đây" in text(wrong)
    done = client.post(CONCLUSION, sent | {"confirm-password": PASSWORD})
    assert done.status_code == 302
    # Fresh again, so the next goes on unasked, and its own refusal is its own.
    assert "Xác nhận là bạn" not in text(client.post(CONCLUSION, {"on": "hôm qua"}))


def test_reading_and_drafting_are_never_asked_again(clock: Any) -> None:
    client, _telephone = in_full(dung())
    clock.shift(timedelta(hours=3))
    assert client.get(WALL).status_code == 200
    waived = client.post(f"{WALL}don-vi/A47/dieu-kien/", {"what": "refuse", "gate": "G1"})
    assert "Xác nhận là bạn" not in text(waived)
    allowed = client.post(f"{WALL}don-vi/A47/dieu-kien/", {"what": "allow", "gate": "G1"})
    assert "Xác nhận là bạn" in text(allowed)


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        (f"{WALL}vai-tro/de-nghi/00000000-0000-4000-8000-000000000000/", {"decision": "approve"}),
        (f"{WALL}quan-he/rut/", {"reason": "khai nhầm"}),
        (f"{WALL}don-vi/A47/giu-lai/", {"what": "lift"}),
        (f"{WALL}vu-viec/VV01/viec/thong-bao/", {"text": "Xin trình bày."}),
    ],
)
def test_what_takes_a_second_person_or_starts_a_window_takes_a_confirmation_too(
    clock: Any, address: str, sent: dict[str, str]
) -> None:
    client, _telephone = in_full(dung())
    clock.shift(held.FRESH_FOR)
    assert "Xác nhận là bạn" in text(client.post(address, sent))


def test_who_has_no_password_confirms_by_a_code(clock: Any) -> None:
    client, telephone = in_full(dung())
    dungs = dung()
    dungs.set_unusable_password()
    dungs.save()
    session = client.session
    session["_auth_user_hash"] = dungs.get_session_auth_hash()
    session.save()
    clock.shift(held.FRESH_FOR)
    sent = {"on": "2013-01-10"}
    assert "confirm-code" in text(client.post(CONCLUSION, sent))
    assert client.post(CONCLUSION, sent | {"confirm-code": "123"}).status_code == 422
    assert client.post(CONCLUSION, sent | {"confirm-code": telephone.code()}).status_code == 302


def test_in_the_demonstration_no_second_factor_is_asked_and_one_click_confirms(
    clock: Any, settings: Settings
) -> None:
    settings.DEMONSTRATION = True
    client = Client()
    assert client.post("/vao/thu/dung/")["Location"] == WALL
    assert client.get(WALL).status_code == 200
    assert "không hỏi mật khẩu và bước thứ hai" in text(client.get(reverse("account")))
    assert client.get(reverse("change-password")).status_code == 404
    clock.shift(held.FRESH_FOR)
    asked = client.post(CONCLUSION, {"on": "2013-01-10"})
    assert "một lần là đủ" in text(asked)
    assert client.post(CONCLUSION, {"on": "2013-01-10", "confirm-click": "1"}).status_code == 302


def test_a_click_confirms_nothing_outside_a_demonstration(clock: Any) -> None:
    client, _telephone = in_full(dung())
    clock.shift(held.FRESH_FOR)
    sent = {"on": "2013-01-10", "confirm-click": "1"}
    assert client.post(CONCLUSION, sent).status_code == 422


def test_every_act_that_binds_has_an_address() -> None:
    assert set(BINDING) <= set(get_resolver().reverse_dict) - {None}


# Resets


def test_a_reset_takes_a_second_person_and_shuts_everything(clock: Any) -> None:
    client, _telephone = in_full(lan())
    assert ask_reset(lan(), by=mai())
    assert not ask_reset(lan(), by=mai())
    assert client.get(WALL).status_code == 200
    assert Authenticator.objects.filter(user=lan()).exists()
    commission, _ = in_full(dung())
    page = text(commission.get(reverse("resets")))
    assert "Lan" in page
    assert "Mai" in page
    waiting = resets_waiting(asker_of(dung(), on=today()))[0]
    answer = commission.post(reverse("resets"), {"request": str(waiting.request)}, follow=True)
    assert "tusoi account password" in text(answer)
    assert not Authenticator.objects.filter(user=lan()).exists()
    assert client.get(WALL).status_code == 302
    assert signs_in(Client(), lan()) == ""
    again = Client()
    again.post(link_of(lan()), {"password": PASSWORD, "again": PASSWORD})
    sets_up_an_application(again)
    assert again.get(WALL).status_code == 200
    assert commission.post(reverse("resets"), {"request": str(waiting.request)}).status_code == 404
    assert not list(discrepancies())


def test_one_person_is_not_two(clock: Any) -> None:
    with pytest.raises(SamePerson):
        ask_reset(lan(), by=lan())
    ask_reset(lan(), by=dung())
    second = asker_of(dung(), on=today())
    waiting = resets_waiting(second)[0]
    with pytest.raises(SamePerson):
        allow_reset(waiting.request, by=second)
    client, _ = in_full(dung())
    refused = client.post(reverse("resets"), {"request": str(waiting.request)})
    assert refused.status_code == 422
    assert "hai người" in text(refused)
    ask_reset(dung(), by=mai())
    own = asker_of(dung(), on=today())
    assert [one.name for one in resets_waiting(own)] == ["Lan"]
    assert not FactorsResetAllowed.objects.exists()


def test_a_reset_is_for_the_commission_of_the_same_host_within_seven_days(clock: Any) -> None:
    ask_reset(lan(), by=mai())
    stranger = add_account("Người ngoài")
    waiting = resets_waiting(asker_of(dung(), on=today()))[0]
    for account in (mai(), lan(), khanh(), stranger):
        client, _ = in_full(account)
        assert client.get(reverse("resets")).status_code == 404
        with pytest.raises(NotThere):
            allow_reset(waiting.request, by=asker_of(account, on=today()))
    clock.shift(timedelta(days=8))
    assert resets_waiting(asker_of(dung(), on=today())) == ()
    with pytest.raises(Refused):
        allow_reset(waiting.request, by=asker_of(dung(), on=today()))


# The organisation's own sign-in


def told_by_the_organisation(name: str, number: str) -> SocialLogin:
    said = SocialAccount(
        provider="co-quan",
        uid=number,
        extra_data={"userinfo": {"preferred_username": name, "email": "lan@co-quan.vn"}},
    )
    told = SocialLogin(user=Account(), account=said)
    told.state = {"next": WALL}
    told.lookup()
    return told


def asked_at_the_door(name: str, number: str) -> tuple[str, Any]:
    from allauth.core import context
    from allauth.core.exceptions import ImmediateHttpResponse

    client = Client()
    request = RequestFactory().get("/vao/qua/co-quan/ve/")
    request.session, request.user = client.session, AnonymousUser()
    with context.request_context(request), pytest.raises(ImmediateHttpResponse) as led:
        OrganisationAdapter().pre_social_login(request, told_by_the_organisation(name, number))
    return led.value.response["Location"], request


def test_the_organisations_sign_in_finds_an_account_and_makes_none(clock: Any) -> None:
    there, request = asked_at_the_door("Lan", "7")
    assert there.startswith("/vao/buoc-hai/")
    assert request.user == lan()
    bound = SocialAccount.objects.get()
    assert (bound.user, bound.uid, bound.extra_data) == (lan(), "7", {})
    accounts = Account.objects.count()
    for name, number in (("Khong co", "8"), ("", "9"), ("Lan", "10")):
        there, request = asked_at_the_door(name, number)
        assert there == "/vao/?why=organisation", name
        assert isinstance(request.user, AnonymousUser)
    # From the first time on the number counts, whatever name the service says.
    assert asked_at_the_door("Mai", "7")[1].user == lan()
    assert Account.objects.count() == accounts
    assert SocialAccount.objects.get().extra_data == {}


def test_the_organisations_sign_in_is_off_unless_it_is_set(settings: Settings) -> None:
    assert Client().get("/vao/qua/co-quan/").status_code == 404
    assert Client().get("/vao/qua/co-quan/ve/").status_code == 404
    assert "/vao/qua/" not in text(Client().get("/vao/"))
    settings.OIDC_ADDRESS, settings.OIDC_TITLE = "https://id.co-quan.vn", "Cổng cơ quan"
    app = settings.ORGANISATIONS_OWN | {"settings": {"server_url": settings.OIDC_ADDRESS}}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    shown = text(Client().get("/vao/?next=/dot/hcmc-2012/"))
    assert "/vao/qua/co-quan/?next=%2Fdot%2Fhcmc-2012%2F" in shown
    assert "Cổng cơ quan" in shown


# What is kept


def test_of_wrong_tries_a_number_and_a_moment_is_kept(clock: Any) -> None:
    client = Client(HTTP_USER_AGENT="Firefox", REMOTE_ADDR="203.0.113.7")
    for typed in ("Lan", "mật khẩu gõ nhầm chỗ"):
        client.post("/vao/?next=/x/", {"name": typed, "password": "sai rồi nhé"})
    kept = str(
        [list(model.objects.values()) for model in (AccessAttempt, AccessLog, AccessFailureLog)]
    )
    for said in ("Lan", "Firefox", "203.0.113.7", "nhầm", "sai", "/x/"):
        assert said not in kept
    assert AccessAttempt.objects.count() == 2
    clock.shift(timedelta(minutes=11))
    client.post("/vao/", {"name": "Mai", "password": "sai"})
    assert AccessAttempt.objects.count() == 1


@pytest.mark.parametrize(
    "page",
    [
        "/vao/",
        "/vao/quen-mat-khau/",
        "/vao/buoc-hai/",
        "/tai-khoan/",
        "/tai-khoan/khoa/",
        "/tai-khoan/ung-dung-tao-ma/",
        "/tai-khoan/mat-khau/",
    ],
)
def test_an_english_page_says_nothing_in_vietnamese_but_names(clock: Any, page: str) -> None:
    client, _telephone = in_full(lan())
    if page.startswith("/vao/"):
        client = Client()
        if page == "/vao/buoc-hai/":
            signs_in(client, lan())
    for answer in (client.get(page, {"lang": "en"}), client.post(page, {"lang": "en"})):
        if answer.status_code == 302:
            continue
        shown = text(answer).split("<main")[1].split("</main>")[0]
        assert not any("ạ" <= sign <= "ỹ" for sign in shown), shown
