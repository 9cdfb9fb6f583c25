"""Addresses of the room; each begins with a chance word that only this start's owner was told."""

from django.urls import path

from tusoi.opinions.sealed.room import pages

urlpatterns = [
    path("<slug:word>/", pages.home, name="room-home"),
    path("<slug:word>/khoa/", pages.make_key, name="room-key"),
    path("<slug:word>/le/", pages.ceremony, name="room-ceremony"),
    path("<slug:word>/mo/", pages.open_one, name="room-open"),
    path("<slug:word>/huy/", pages.destroy, name="room-destroy"),
    path("<slug:word>/ban/", pages.table, name="room-table"),
]
