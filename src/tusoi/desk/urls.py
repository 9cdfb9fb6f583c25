"""Addresses of this room."""

from django.urls import path

from tusoi.desk import my_pages, pages
from tusoi.desk.asking.urls import urlpatterns as asking
from tusoi.desk.bundle import pages as bundle
from tusoi.desk.cases import pages as cases
from tusoi.desk.cycles import pages as cycles
from tusoi.desk.disclosure.pages import disclosure
from tusoi.desk.findings.pages import findings
from tusoi.desk.gates.pages import gates
from tusoi.desk.handover import pages as handover
from tusoi.desk.issues.urls import urlpatterns as issues
from tusoi.desk.items import pages as items
from tusoi.desk.minutes import pages as minutes
from tusoi.desk.numbers import pages as numbers
from tusoi.desk.practices import pages as practices
from tusoi.desk.preparing.urls import urlpatterns as preparing
from tusoi.desk.remedy.pages import remedy
from tusoi.desk.removals import pages as removals
from tusoi.desk.retention import retention
from tusoi.desk.roles import pages as roles
from tusoi.desk.room import pages as room
from tusoi.desk.sealed.urls import urlpatterns as sealed
from tusoi.desk.search import pages as search
from tusoi.desk.supervising import consistency, reading
from tusoi.desk.supervising import pages as supervising
from tusoi.desk.tree import pages as tree
from tusoi.desk.workdays.pages import workdays

urlpatterns = [
    path("ban-lam-viec/", my_pages.my_desk, name="my-desk"),
    path("ho-so-cua-toi/", my_pages.my_file, name="my-file"),
    path("ho-so-cua-toi/tai-ve/", my_pages.my_file_download, name="my-file-download"),
    path("ho-so-cua-toi/tai-ve/word/", my_pages.my_file_word, name="my-file-word"),
    path("dot/<code:code>/", pages.wall, name="wall"),
    path("dot/<code:code>/ho-so/", bundle.review_files, name="review-files"),
    path("dot/<code:code>/ho-so/<uuid:id>/", bundle.being_made, name="review-files-made"),
    path("dot/<code:code>/ho-so/<uuid:id>/tep/", bundle.made_file, name="review-files-file"),
    path("dot/<code:code>/don-vi/<str:unit>/", pages.unit, name="unit"),
    path("dot/<code:code>/don-vi/<str:unit>/viec/<slug:slug>/", pages.act, name="act"),
    path("dot/<code:code>/don-vi/<str:unit>/hop/", room.sessions, name="sessions"),
    path("dot/<code:code>/don-vi/<str:unit>/hop/<str:day>/", room.room, name="room"),
    path(
        "dot/<code:code>/don-vi/<str:unit>/hop/<str:day>/ghi/", room.room_notes, name="room-notes"
    ),
    path("dot/<code:code>/don-vi/<str:unit>/bien-ban/", minutes.minutes, name="minutes"),
    path(
        "dot/<code:code>/don-vi/<str:unit>/bien-ban/muc/<str:section>/",
        minutes.section,
        name="minutes-section",
    ),
    path(
        "dot/<code:code>/don-vi/<str:unit>/bien-ban/ban/<int:redo>-<int:number>/",
        minutes.version,
        name="minutes-version",
    ),
    path(
        "dot/<code:code>/don-vi/<str:unit>/bien-ban/<slug:format>/",
        minutes.file,
        name="minutes-file",
    ),
    path(
        "dot/<code:code>/don-vi/<str:unit>/giam-sat/", supervising.supervision, name="supervision"
    ),
    path(
        "dot/<code:code>/don-vi/<str:unit>/giam-sat/ghi-chu/",
        supervising.group_note,
        name="group-note",
    ),
    path(
        "dot/<code:code>/don-vi/<str:unit>/giam-sat/tra-loi/",
        supervising.verdict_reply,
        name="verdict-reply",
    ),
    path(
        "dot/<code:code>/don-vi/<str:unit>/giam-sat/cong-bo/",
        supervising.criticism,
        name="criticism",
    ),
    path("dot/<code:code>/dong-deu/", consistency.consistency, name="consistency"),
    path("dot/<code:code>/doc-lai/<str:unit>/", reading.second_reading, name="second-reading"),
    path("dot/<code:code>/don-vi/<str:unit>/dieu-kien/", gates, name="gates"),
    path("dot/<code:code>/don-vi/<str:unit>/giu-lai/", retention, name="retention"),
    path("dot/<code:code>/don-vi/<str:unit>/khuyet-diem/", findings, name="findings"),
    path("dot/<code:code>/don-vi/<str:unit>/khac-phuc/", remedy, name="remedy"),
    path("dot/<code:code>/don-vi/<str:unit>/ban-giao/", handover.handover, name="handover"),
    path("dot/<code:code>/ban-giao/", handover.handovers, name="handovers"),
    path("dot/<code:code>/xoa-loi/", removals.all_removals, name="removals"),
    path("dot/<code:code>/xoa-loi/<int:number>/", removals.one_removal, name="removal"),
    path("dot/<code:code>/xoa-loi/<str:table>/<uuid:row>/", removals.new, name="removal-new"),
    path("dot/<code:code>/so-lieu/", numbers.figures, name="figures"),
    path("dot/<code:code>/so-lieu/dem/<uuid:id>/", numbers.being_made, name="figures-made"),
    path("dot/<code:code>/nguong-neu-so/", disclosure, name="disclosure"),
    path("dot/<code:code>/so-lieu/<code:path>/", numbers.figure, name="figure"),
    path("dot/<code:code>/cac-cap-duoi/", pages.levels, name="roll-up"),
    path("dot/<code:code>/cay/", tree.tree, name="tree"),
    path("dot/<code:code>/cay/<str:unit>/", tree.tree, name="tree-of"),
    path("dot/<code:code>/tim/", search.search, name="search"),
    path("dot/<code:code>/tim-json/", search.search_json, name="search-json"),
    path("dot/<code:code>/cay-json/", tree.tree_json, name="tree-json"),
    path("dot/<code:code>/cay-json/<str:unit>/", tree.tree_json, name="tree-of-json"),
    path("dot/<code:code>/to-cong-tac/", pages.groups, name="groups"),
    path("dot/<code:code>/khac-phuc/", items.items, name="items"),
    path("dot/<code:code>/khac-phuc/<code:number>/", items.item, name="item"),
    path(
        "dot/<code:code>/khac-phuc/<code:number>/minh-chung/", items.add_file, name="item-file-add"
    ),
    path(
        "dot/<code:code>/khac-phuc/<code:number>/minh-chung/<uuid:id>/",
        items.file,
        name="item-file",
    ),
    path("dot/<code:code>/cach-lam-hay/", practices.practices, name="practices"),
    path("dot/<code:code>/cach-lam-hay/<code:practice>/", practices.practice, name="practice"),
    path("dot/<code:code>/dot-truoc/", cycles.open_from_last_time, name="last-time"),
    path("dot/<code:code>/so-sanh/", cycles.compare, name="compare"),
    path("dot/<code:code>/so-sanh/csv/", cycles.compare_csv, name="compare-csv"),
    path("dot/<code:code>/so-doi-chung/", pages.ledger, name="ledger"),
    path("dot/<code:code>/vai-tro/", roles.roles, name="roles"),
    path("dot/<code:code>/vai-tro/de-nghi/<uuid:id>/", roles.decide, name="role-decide"),
    path("dot/<code:code>/vai-tro/<uuid:id>/thoi/", roles.end, name="role-end"),
    path("dot/<code:code>/quan-he/", roles.kin, name="relations"),
    path("dot/<code:code>/quan-he/rut/", roles.take_back, name="relation-back"),
    path("dot/<code:code>/ngay-lam-viec/", workdays, name="workdays"),
    *asking,
    *issues,
    *preparing,
    *sealed,
    path("dot/<code:code>/vu-viec/", cases.cases, name="cases"),
    path("dot/<code:code>/vu-viec/viec/mo/", cases.open_one, name="case-open"),
    path("dot/<code:code>/vu-viec/viec/co-quan/", cases.bodies, name="case-bodies"),
    path("dot/<code:code>/vu-viec/<code:case>/", cases.case, name="case"),
    path("dot/<code:code>/vu-viec/<code:case>/viec/<slug:slug>/", cases.act, name="case-act"),
]
