"""Addresses of this room: what anybody may see, so that witnesses outside can do their work."""

from django.urls import path

from tusoi.ledger import pages

urlpatterns = [
    path("so-cai/", pages.checkpoints, name="checkpoints"),
    path("so-cai/diem-chot/<path:tree>/", pages.checkpoint, name="checkpoint"),
]
