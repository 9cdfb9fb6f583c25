"""Addresses of this room."""

from django.urls import path

from tusoi.exchange import pages, pages_below, word_pages
from tusoi.exchange.items import pages as items
from tusoi.exchange.units import pages as units

urlpatterns = [
    path("dot/<code:code>/mo-cap-duoi/", pages_below.opening, name="open-below"),
    path("dot/<code:code>/bang/", pages.overview, name="exchange"),
    path("dot/<code:code>/bang/xuat/", pages.export, name="exchange-export"),
    path("dot/<code:code>/bang/mau/", pages.blank, name="exchange-blank"),
    path("dot/<code:code>/bang/gui/<slug:key>/", pages.sent, name="exchange-sent"),
    path("dot/<code:code>/bang/viec/", items.workbook, name="items-workbook"),
    path("dot/<code:code>/bang/viec/tai/", items.download, name="items-download"),
    path("dot/<code:code>/bang/viec/ghi/", items.write, name="items-write"),
    path("dot/<code:code>/bang/don-vi/", units.workbook, name="units-workbook"),
    path("dot/<code:code>/bang/don-vi/tai/", units.download, name="units-download"),
    path("dot/<code:code>/bang/don-vi/ghi/", units.write, name="units-write"),
    path(
        "dot/<code:code>/bang/gui/<slug:key>/<str:file>/",
        pages.annotated_copy,
        name="exchange-annotated",
    ),
    path(
        "dot/<code:code>/don-vi/<str:unit>/tu-kiem-diem/nap/word/",
        word_pages.word,
        name="self-review-word",
    ),
    path(
        "dot/<code:code>/don-vi/<str:unit>/tu-kiem-diem/<str:seat>/nap/word/",
        word_pages.word,
        name="own-review-word",
    ),
]
