"""Addresses of the sealed opinions in a campaign, and by receipt; the others for everybody are the room's own."""

from django.urls import path

from tusoi.desk.asking.shown import digest_became
from tusoi.desk.sealed import pages
from tusoi.opinions.sealed.pages import dialogue

urlpatterns = [
    path(
        "gop-y/<code:code>/ma-nhan/",
        dialogue,
        {"became_of": digest_became},
        name="sealed-dialogue",
    ),
    path("dot/<code:code>/giu-khoa/", pages.trustees, name="sealed-trustees"),
    path("dot/<code:code>/giu-khoa/lo/<int:number>/", pages.batch, name="sealed-batch"),
    path("dot/<code:code>/giu-khoa/tru-dap/", pages.retaliation, name="sealed-retaliation"),
    path("dot/<code:code>/don-vi/<str:unit>/tom-luoc/", pages.digests, name="sealed-digests"),
]
