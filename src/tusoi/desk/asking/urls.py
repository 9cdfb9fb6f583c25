"""Addresses of opinions asked for: the campaign's coverage, a unit's invitations. Where the invited answer, `site/urls.py` says."""

from django.urls import path

from tusoi.desk.asking import giving, pages

_UNIT = "dot/<code:code>/don-vi/<str:unit>"
_ONE = f"{_UNIT}/moi-gop-y/<code:invitation>"

urlpatterns = [
    path("dot/<code:code>/moi-gop-y/", pages.asking, name="asking"),
    path(f"{_UNIT}/moi-gop-y/", pages.opinions, name="opinions"),
    path(f"{_ONE}/", pages.invitation, name="invitation"),
    path(f"{_ONE}/ghi/", pages.entry, name="invitation-entry"),
    path(f"{_ONE}/thu/<slug:format>/", pages.letter, name="invitation-letter"),
    path(f"{_UNIT}/duoc-moi/", giving.invited, name="invited"),
]
