"""The address of a unit's evidence."""

from django.urls import path

from tusoi.preparation import evidence_pages

urlpatterns = [
    path(
        "dot/<code:code>/don-vi/<str:unit>/minh-chung/",
        evidence_pages.unit_evidence,
        name="evidence",
    ),
]
