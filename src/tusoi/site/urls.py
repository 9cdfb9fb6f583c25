"""Every address of the site."""

from django.urls import path

from tusoi.site import pages

urlpatterns = [
    path("", pages.campaigns, name="campaigns"),
    path("dot/<str:code>/", pages.campaign, name="campaign"),
    path("dot/<str:code>/so-lieu/<str:path>/", pages.figure, name="figure"),
    path("dot/<str:code>/bao-cao/", pages.report, name="report"),
    path("dot/<str:code>/bao-cao/word/", pages.report_word, name="report-word"),
]
handler400 = "tusoi.site.refusals.bad_request"
handler404 = "tusoi.site.refusals.not_found"
handler500 = "tusoi.site.refusals.broken"
