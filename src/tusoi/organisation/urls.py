"""Addresses of this room."""

from django.urls import path

from tusoi.organisation import pages
from tusoi.organisation.entry import organisations_own
from tusoi.organisation.entry import pages as entry

urlpatterns = [
    path("vao/", entry.sign_in, name="sign-in"),
    path("vao/buoc-hai/", entry.second_step, name="second-step"),
    path("vao/quen-mat-khau/", entry.forgotten, name="forgotten"),
    path("vao/mat-khau/<slug:about>/<slug:token>/", entry.new_password, name="new-password"),
    # The names are those by which django-allauth looks for its own addresses.
    path("vao/qua/<slug:provider_id>/", organisations_own.go, name="openid_connect_login"),
    path(
        "vao/qua/<slug:provider_id>/ve/",
        organisations_own.come_back,
        name="openid_connect_callback",
    ),
    path("ra/", entry.sign_out, name="sign-out"),
    path("tai-khoan/", entry.account, name="account"),
    path("tai-khoan/ung-dung-tao-ma/", entry.application, name="application"),
    path("tai-khoan/khoa/", entry.passkeys, name="passkeys"),
    path("tai-khoan/ma-du-phong/", entry.paper_codes, name="paper-codes"),
    path("tai-khoan/phien/", entry.sessions, name="sessions-of-mine"),
    path("tai-khoan/mat-khau/", entry.change_password, name="change-password"),
    path("tai-khoan/dat-lai/", entry.resets, name="resets"),
    path("thu-nhac/", pages.contact, name="contact"),
]
