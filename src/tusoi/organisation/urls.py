"""Addresses of this room."""

from django.urls import path

from tusoi.organisation import pages

urlpatterns = [
    path("vao/", pages.sign_in, name="sign-in"),
    path("ra/", pages.sign_out, name="sign-out"),
    path("thu-nhac/", pages.contact, name="contact"),
]
