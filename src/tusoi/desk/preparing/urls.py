"""Addresses of preparation: of a unit's topics, its evidence and its self-review, and of each person's in it."""

from django.urls import path

from tusoi.desk.preparing import pages
from tusoi.desk.preparing.evidence import unit_evidence

_UNIT = "dot/<code:code>/don-vi/<str:unit>"
_OWN = f"{_UNIT}/tu-kiem-diem"

urlpatterns = [
    path(f"{_UNIT}/goi-y/", pages.topics, name="topics"),
    path(f"{_UNIT}/goi-y/<str:topic>/", pages.explanation, name="explanation"),
    path(f"{_UNIT}/gop-y-ban-nhap/", pages.draft_comment, name="draft-comment"),
    path(f"{_UNIT}/minh-chung/", unit_evidence, name="evidence"),
    path(f"{_OWN}/", pages.self_review, name="self-review"),
    path(f"{_OWN}/<str:seat>/", pages.self_review, name="own-review"),
    path(f"{_OWN}/phien-ban/<int:number>/", pages.version, name="self-review-version"),
    path(f"{_OWN}/<str:seat>/phien-ban/<int:number>/", pages.version, name="own-review-version"),
    path(f"{_OWN}/tep/<slug:format>/", pages.file, name="self-review-file"),
    path(f"{_OWN}/<str:seat>/tep/<slug:format>/", pages.file, name="own-review-file"),
]
