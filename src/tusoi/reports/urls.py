"""Addresses of this room."""

from django.urls import path

from tusoi.reports import pages

urlpatterns = [
    path("dot/<code:code>/bao-cao/", pages.report, name="report"),
    path("dot/<code:code>/bao-cao/tep/<slug:format>/", pages.report_file, name="report-file"),
    path("dot/<code:code>/bao-cao/dang-soan/<uuid:id>/", pages.report_made, name="report-made"),
    path("dot/<code:code>/bao-cao/ban/<uuid:id>/", pages.draft, name="draft"),
    path(
        "dot/<code:code>/bao-cao/ban/<uuid:id>/tep/<slug:format>/",
        pages.draft_file,
        name="draft-file",
    ),
    path("dot/<code:code>/bao-cao/ban/<uuid:id>/doi-chieu/", pages.compare, name="draft-compare"),
    path("dot/<code:code>/bao-cao/ban/<uuid:id>/duyet/", pages.approve, name="draft-approve"),
    path("dot/<code:code>/hoi-nghi/", pages.conferences, name="conferences"),
]
