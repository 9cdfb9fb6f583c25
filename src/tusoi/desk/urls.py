"""Addresses of this room."""

from django.urls import path

from tusoi.desk import my_pages, pages

urlpatterns = [
    path("ban-lam-viec/", my_pages.my_desk, name="my-desk"),
    path("ho-so-cua-toi/", my_pages.my_file, name="my-file"),
    path("ho-so-cua-toi/tai-ve/", my_pages.my_file_download, name="my-file-download"),
    path("dot/<code:code>/", pages.wall, name="wall"),
    path("dot/<code:code>/don-vi/<str:unit>/", pages.unit, name="unit"),
    path("dot/<code:code>/don-vi/<str:unit>/viec/<slug:slug>/", pages.act, name="act"),
    path("dot/<code:code>/so-lieu/", pages.figures, name="figures"),
    path("dot/<code:code>/so-lieu/<code:path>/", pages.figure, name="figure"),
    path("dot/<code:code>/to-cong-tac/", pages.groups, name="groups"),
    path("dot/<code:code>/khac-phuc/", pages.items, name="items"),
    path("dot/<code:code>/so-doi-chung/", pages.ledger, name="ledger"),
]
