"""Addresses of this room."""

from django.urls import path

from tusoi.exchange import pages, pages_below

urlpatterns = [
    path("dot/<code:code>/mo-cap-duoi/", pages_below.opening, name="open-below"),
    path("dot/<code:code>/bang/", pages.overview, name="exchange"),
    path("dot/<code:code>/bang/xuat/", pages.export, name="exchange-export"),
    path("dot/<code:code>/bang/mau/", pages.blank, name="exchange-blank"),
    path("dot/<code:code>/bang/gui/<slug:key>/", pages.sent, name="exchange-sent"),
    path(
        "dot/<code:code>/bang/gui/<slug:key>/<str:file>/",
        pages.annotated_copy,
        name="exchange-annotated",
    ),
]
