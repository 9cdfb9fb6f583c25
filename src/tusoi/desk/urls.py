"""Addresses of this room."""

from django.urls import path

from tusoi.desk import pages
from tusoi.desk.supervising import consistency, reading
from tusoi.desk.supervising import pages as supervising

urlpatterns = [
    path("dot/<code:code>/", pages.wall, name="wall"),
    path("dot/<code:code>/don-vi/<str:unit>/", pages.unit, name="unit"),
    path("dot/<code:code>/don-vi/<str:unit>/viec/<slug:slug>/", pages.act, name="act"),
    path(
        "dot/<code:code>/don-vi/<str:unit>/giam-sat/", supervising.supervision, name="supervision"
    ),
    path(
        "dot/<code:code>/don-vi/<str:unit>/giam-sat/ghi-chu/",
        supervising.group_note,
        name="group-note",
    ),
    path(
        "dot/<code:code>/don-vi/<str:unit>/giam-sat/tra-loi/",
        supervising.verdict_reply,
        name="verdict-reply",
    ),
    path(
        "dot/<code:code>/don-vi/<str:unit>/giam-sat/cong-bo/",
        supervising.criticism,
        name="criticism",
    ),
    path("dot/<code:code>/dong-deu/", consistency.consistency, name="consistency"),
    path("dot/<code:code>/doc-lai/<str:unit>/", reading.second_reading, name="second-reading"),
    path("dot/<code:code>/so-lieu/", pages.figures, name="figures"),
    path("dot/<code:code>/so-lieu/<code:path>/", pages.figure, name="figure"),
    path("dot/<code:code>/to-cong-tac/", pages.groups, name="groups"),
    path("dot/<code:code>/khac-phuc/", pages.items, name="items"),
    path("dot/<code:code>/so-doi-chung/", pages.ledger, name="ledger"),
]
