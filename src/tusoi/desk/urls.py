"""Addresses of this room."""

from django.urls import path

from tusoi.desk import pages
from tusoi.desk.cases import pages as cases

urlpatterns = [
    path("dot/<code:code>/", pages.wall, name="wall"),
    path("dot/<code:code>/don-vi/<str:unit>/", pages.unit, name="unit"),
    path("dot/<code:code>/don-vi/<str:unit>/viec/<slug:slug>/", pages.act, name="act"),
    path("dot/<code:code>/so-lieu/", pages.figures, name="figures"),
    path("dot/<code:code>/so-lieu/<code:path>/", pages.figure, name="figure"),
    path("dot/<code:code>/to-cong-tac/", pages.groups, name="groups"),
    path("dot/<code:code>/khac-phuc/", pages.items, name="items"),
    path("dot/<code:code>/so-doi-chung/", pages.ledger, name="ledger"),
    path("dot/<code:code>/vu-viec/", cases.cases, name="cases"),
    path("dot/<code:code>/vu-viec/viec/mo/", cases.open_one, name="case-open"),
    path("dot/<code:code>/vu-viec/viec/co-quan/", cases.bodies, name="case-bodies"),
    path("dot/<code:code>/vu-viec/<code:case>/", cases.case, name="case"),
    path("dot/<code:code>/vu-viec/<code:case>/viec/<slug:slug>/", cases.act, name="case-act"),
]
