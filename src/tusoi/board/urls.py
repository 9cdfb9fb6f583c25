"""Addresses of this room: the public's, the open data's, and in the campaign the office's."""

from django.urls import include, path

from tusoi.board import pages
from tusoi.board.api import api, openapi
from tusoi.board.office import router
from tusoi.board.publishing import pages as publishing

api.add_router("", router)
INTERFACE = [one for one in api.urls[0] if getattr(one, "name", "") != "api-root"]
"""Without the first page that the library adds, on which there is nothing."""

urlpatterns = [
    path("cong-khai/", pages.campaigns, name="public"),
    path("cong-khai/<code:code>/", pages.board, name="public-board"),
    path("cong-khai/<code:code>/viec/<str:number>/", pages.item, name="public-item"),
    path("cong-khai/<code:code>/viec/<str:number>/tra-loi/", pages.answer, name="public-answer"),
    path("cong-khai/<code:code>/bao-cao/<slug:record>/", pages.report, name="public-report"),
    path("cong-khai/<code:code>/so-lieu/", pages.figures, name="public-figures"),
    path("cong-khai/<code:code>/du-lieu/", pages.open_data, name="public-data"),
    path("du-lieu/v1/openapi.json", openapi, name="data-openapi"),
    path("du-lieu/v1/", include(INTERFACE)),
    path("dot/<code:code>/cong-khai/", publishing.publishing, name="publishing"),
    path(
        "dot/<code:code>/cong-khai/<slug:kind>/<str:record>/",
        publishing.publication,
        name="publication",
    ),
]
