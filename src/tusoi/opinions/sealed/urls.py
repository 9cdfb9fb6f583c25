"""Addresses of the channel for everybody, under /gop-y/; by receipt, and in the campaign, the desk's."""

from django.urls import path

from tusoi.opinions.sealed import pages

urlpatterns = [
    path("gop-y/<code:code>/", pages.give, name="sealed-give"),
    path("gop-y/<code:code>/lo/", pages.lists, name="sealed-lists"),
    path("gop-y/<code:code>/lo/<int:number>.prints.txt", pages.prints, name="sealed-prints"),
]
