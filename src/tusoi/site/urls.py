"""Every address of the site."""

from django.urls import include, path, register_converter

from tusoi.board.by_receipt import BOARD
from tusoi.board.queries import titles_published
from tusoi.desk.asking.giving import by_link, invited_answer
from tusoi.desk.asking.shown import digest_became
from tusoi.opinions.sealed.pages import dialogue
from tusoi.site import demonstration, health, pages, starting


class Code:
    """A code as the campaign's file admits it, and a figure's dotted path; nothing else reaches a query."""

    regex = r"[A-Za-z0-9][A-Za-z0-9._-]{0,199}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Code, "code")

urlpatterns = [
    # First what a crowd asks for: a hundred addresses that are not meant cost half of what a kept page costs.
    path("", include("tusoi.opinions.sealed.urls")),
    path("", include("tusoi.board.urls")),
    path(  # here, for it shows what the desk and the board know of an opinion
        "gop-y/<code:code>/ma-nhan/",
        dialogue,
        {"became_of": digest_became, "board": BOARD},
        name="sealed-dialogue",
    ),
    path("suc-khoe/", health.alive, name="alive"),
    path("suc-khoe/san-sang/", health.ready, name="ready"),
    # These too: what came of an answer on record is asked about by its public title.
    path("thu-moi/<str:word>/", by_link, {"titles": titles_published}, name="answer-by-link"),
    path(
        "dot/<code:code>/don-vi/<str:unit>/duoc-moi/<code:invitation>/",
        invited_answer,
        {"titles": titles_published},
        name="invited-answer",
    ),
    path("", pages.campaigns, name="campaigns"),
    path("mo-dot/", starting.start, name="start"),
    path("vao/thu/<slug:slug>/", demonstration.enter_as, name="enter-as"),
    path("", include("tusoi.ledger.urls")),
    path("", include("tusoi.organisation.urls")),
    path("", include("tusoi.desk.urls")),
    path("", include("tusoi.exchange.urls")),
    path("", include("tusoi.reports.urls")),
]
handler400 = "tusoi.site.refusals.bad_request"
handler404 = "tusoi.site.refusals.not_found"
handler500 = "tusoi.site.refusals.broken"
