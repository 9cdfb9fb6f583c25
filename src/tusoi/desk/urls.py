"""Addresses of this room."""

from django.urls import path

from tusoi.desk import pages

urlpatterns = [
    path("dot/<code:code>/", pages.wall, name="wall"),
    path("dot/<code:code>/don-vi/<str:unit>/", pages.unit, name="unit"),
    path("dot/<code:code>/don-vi/<str:unit>/viec/<slug:slug>/", pages.act, name="act"),
    path("dot/<code:code>/so-lieu/", pages.figures, name="figures"),
    path("dot/<code:code>/so-lieu/<code:path>/", pages.figure, name="figure"),
    path("dot/<code:code>/cac-cap-duoi/", pages.levels, name="roll-up"),
    path("dot/<code:code>/to-cong-tac/", pages.groups, name="groups"),
    path("dot/<code:code>/khac-phuc/", pages.items, name="items"),
    path("dot/<code:code>/so-doi-chung/", pages.ledger, name="ledger"),
]
