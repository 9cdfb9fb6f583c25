"""Which of the two languages a request is answered in: the address says (`?lang=en`), then a cookie, then Vietnamese."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse

from tusoi.organisation.access import language_of
from tusoi.values.wording import LANGUAGES, other_than


class LanguageMiddleware:
    """Sets `request.lang` to "vi" or "en", and keeps a choice made in the address in a cookie."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        kept = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        request.lang = _first_of_ours(kept)  # type: ignore[attr-defined]
        chosen = request.GET.get("lang")  # refused where the address asks too much
        request.lang = _first_of_ours(chosen, kept)  # type: ignore[attr-defined]
        response = self.get_response(request)
        if chosen in LANGUAGES and chosen != kept:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                str(chosen),
                secure=settings.LANGUAGE_COOKIE_SECURE,
                httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
                samesite="Lax",
            )
        return response


def language_asked_for(request: HttpRequest) -> str:
    """What the address or the cookie asks for, of a request to which `LanguageMiddleware` has not come."""
    try:
        chosen = request.GET.get("lang")
    except SuspiciousOperation:  # the address asks too much, and so for nothing
        chosen = None
    return _first_of_ours(chosen, request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME))


def _first_of_ours(*asked: str | None) -> str:
    return next((one for one in asked if one in LANGUAGES), LANGUAGES[0])


def language(request: HttpRequest) -> dict[str, str]:
    """For templates: `lang`, and `other_lang` for the switch."""
    lang = language_of(request)
    return {"lang": lang, "other_lang": other_than(lang)}
