"""Addresses of this room."""

from django.urls import path

from tusoi.exchange import pages

urlpatterns = [
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
