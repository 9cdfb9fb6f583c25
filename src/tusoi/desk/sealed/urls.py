"""Addresses of the sealed opinions in a campaign; those for everybody are the room's own, and by receipt the site's."""

from django.urls import path

from tusoi.desk.sealed import pages

urlpatterns = [
    path("dot/<code:code>/giu-khoa/", pages.trustees, name="sealed-trustees"),
    path("dot/<code:code>/giu-khoa/lo/<int:number>/", pages.batch, name="sealed-batch"),
    path("dot/<code:code>/giu-khoa/tru-dap/", pages.retaliation, name="sealed-retaliation"),
    path("dot/<code:code>/don-vi/<str:unit>/tom-luoc/", pages.digests, name="sealed-digests"),
]
