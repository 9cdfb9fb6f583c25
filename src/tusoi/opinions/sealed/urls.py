"""Addresses of the channel, all under /gop-y/."""

from django.urls import path

from tusoi.opinions.sealed import pages

urlpatterns = [
    path("gop-y/<code:code>/", pages.give, name="sealed-give"),
    path("gop-y/<code:code>/ma-nhan/", pages.dialogue, name="sealed-dialogue"),
    path("gop-y/<code:code>/lo/", pages.lists, name="sealed-lists"),
]
