"""Addresses of this room."""

from django.urls import path

from tusoi.exchange import pages, pages_below, round_trip, word_pages
from tusoi.exchange.everything import pages as everything
from tusoi.exchange.items.trip import TRIP as ITEMS
from tusoi.exchange.units import by_form
from tusoi.exchange.units.trip import TRIP as UNITS

urlpatterns = [
    path("dot/<code:code>/mo-cap-duoi/", pages_below.opening, name="open-below"),
    path("dot/<code:code>/bang/", pages.overview, name="exchange"),
    path("dot/<code:code>/bang/xuat/", pages.export, name="exchange-export"),
    path("dot/<code:code>/bang/tat-ca/", everything.everything, name="everything"),
    path("dot/<code:code>/bang/tat-ca/<uuid:id>/", everything.being_made, name="everything-made"),
    path(
        "dot/<code:code>/bang/tat-ca/<uuid:id>/tep/", everything.made_file, name="everything-file"
    ),
    path("dot/<code:code>/bang/mau/", pages.blank, name="exchange-blank"),
    path("dot/<code:code>/bang/gui/<slug:key>/", pages.sent, name="exchange-sent"),
    path("dot/<code:code>/bang/viec/", round_trip.workbook, {"trip": ITEMS}, name="items-workbook"),
    path(
        "dot/<code:code>/bang/viec/tai/",
        round_trip.download,
        {"trip": ITEMS},
        name="items-download",
    ),
    path("dot/<code:code>/bang/viec/ghi/", round_trip.write, {"trip": ITEMS}, name="items-write"),
    path(
        "dot/<code:code>/bang/don-vi/", round_trip.workbook, {"trip": UNITS}, name="units-workbook"
    ),
    path(
        "dot/<code:code>/bang/don-vi/tai/",
        round_trip.download,
        {"trip": UNITS},
        name="units-download",
    ),
    path("dot/<code:code>/bang/don-vi/them/", by_form.new_unit, name="unit-new"),
    path("dot/<code:code>/bang/don-vi/sua/<str:unit>/", by_form.edit_unit, name="unit-edit"),
    path("dot/<code:code>/bang/don-vi/ghi-mot/", by_form.write_unit, name="unit-write"),
    path("dot/<code:code>/bang/don-vi/ghi/", round_trip.write, {"trip": UNITS}, name="units-write"),
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
