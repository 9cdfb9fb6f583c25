"""Addresses of the channel: under /gop-y/ for everybody, in the campaign for those who keep it."""

from django.urls import path

from tusoi.opinions.sealed import pages, trustee_pages

urlpatterns = [
    path("gop-y/<code:code>/", pages.give, name="sealed-give"),
    path("gop-y/<code:code>/ma-nhan/", pages.dialogue, name="sealed-dialogue"),
    path("gop-y/<code:code>/lo/", pages.lists, name="sealed-lists"),
    path("gop-y/<code:code>/lo/<int:number>.prints.txt", pages.prints, name="sealed-prints"),
    path("dot/<code:code>/giu-khoa/", trustee_pages.trustees, name="sealed-trustees"),
    path("dot/<code:code>/giu-khoa/lo/<int:number>/", trustee_pages.batch, name="sealed-batch"),
    path(
        "dot/<code:code>/don-vi/<str:unit>/tom-luoc/", trustee_pages.digests, name="sealed-digests"
    ),
]
