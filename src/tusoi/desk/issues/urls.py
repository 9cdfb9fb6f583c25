"""Addresses of issues."""

from django.urls import path

from tusoi.desk.issues import pages

_UNIT = "dot/<code:code>/don-vi/<str:unit>"

urlpatterns = [
    path("dot/<code:code>/van-de/", pages.issue_desk, name="issue-desk"),
    path(f"{_UNIT}/van-de/", pages.issues, name="issues"),
    path(f"{_UNIT}/van-de/<code:issue>/", pages.issue, name="issue"),
]
