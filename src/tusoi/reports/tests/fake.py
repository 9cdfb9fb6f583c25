"""Figure sets made by hand from the real class: the room is tested without a database."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from tests.cast import on, sat, unit
from tusoi.campaigns.queries import CampaignView
from tusoi.figures.figure import Parts, Row, Rows
from tusoi.figures.figure_set import FigureSet
from tusoi.figures.records import NOTHING, ItemKnown, SolutionGroupKnown
from tusoi.ledger.source import Provenance
from tusoi.remediation.life import ItemLife
from tusoi.values.day import When
from tusoi.values.origin import Origin
from tusoi.values.wording import Wording, same

TOLD = Provenance("khac-phuc.xlsx", 2, Origin.RECORD)
Tree = dict[str, Any]
"""A figure's numbers by name, nested; a leaf is the number."""


def a_row(
    label: Wording,
    unit: str = "",
    detail: Wording | None = None,
    citation: str = "",
    origin: Origin = Origin.RECORD,
    weight: int = 1,
) -> Row:
    """One row behind a figure, from a workbook."""
    told = Provenance("kiem-diem.xlsx", 2, origin, citation)
    return Row(label, told, unit=unit, detail=detail, weight=weight)


def parts_of(tree: Tree, rows: Mapping[str, Rows], origin: Origin) -> dict[str, Parts]:
    """The tree with rows behind every number: those given for its path, else one of that weight."""

    def below(path: str, node: Any) -> Any:
        if isinstance(node, dict):
            return {key: below(f"{path}.{key}", inner) for key, inner in node.items()}
        return rows.get(path, (a_row(same(path), origin=origin, weight=node),) if node else ())

    return {code: below(code, node) for code, node in tree.items()}


def seed_tree() -> Tree:
    """The seed's figures on 17 December 2012; what the record does not state is made up here."""
    return {
        "units_reviewed": {
            "done": 133,
            "due": 136,
            "blocks": {"A": {"done": 67, "due": 68}, "B": {"done": 66, "due": 68}},
            "strength": {"declared": 133, "minutes_signed": 120, "group_attended": 98},
        },
        "units_not_reviewed": {"count": 3, "reason_stated": 1, "reason_missing": 2, "not_due": 0},
        "discipline_before_review": {
            "total": 10,
            "by_authority": {"standing_committee": 4, "inspection_commission": 6, "not_stated": 0},
        },
        "discipline_through_review": {
            "total": 5,
            "organisations": 1,
            "members": 4,
            "by_authority": {"standing_committee": 4, "inspection_commission": 0, "not_stated": 1},
        },
        "discipline_phase_not_stated": {"total": 0},
        "working_groups": {"count": 40, "with_verdict": 38},
        "verdicts": {"meets": 90, "basically_meets": 35, "redo": 3, "not_yet": 8},
        "signs_seen": {
            str(sign): {"units": sign % 5, "among_deep_reviews": sign % 3} for sign in range(1, 13)
        },
        "topics_suggested": {"asked": 24, "answered": 20, "owner_named": 11},
        "findings_with_address": {"named": 30, "all": 44},
        "opinions_asked": {"invited": 1234, "answered": 900, "issues": 30},
        "remediation_items": {
            "total": 52,
            "groups": 6,
            "by_stage": {"planned": 48, "in_progress": 4, "claimed": 0, "verified": 0},
            "overdue": 0,
        },
        "remedy_plans": {
            "owed": 125,
            "there": 40,
            "missing": {"not_due": 60, "overdue": 25},
            "plan_items": {
                "total": 90,
                "by_stage": {"planned": 80, "in_progress": 10, "claimed": 0, "verified": 0},
                "overdue": 0,
            },
        },
        "breaches": {"count": 1},
        "waivers": {
            "total": 1,
            "by_decision": {"waiting": 0, "allowed": 1, "refused": 0},
            "by_use": {"used": 1, "not_used": 0},
        },
    }


def emptied(tree: Any) -> Any:
    """The same tree with every number nought."""
    if isinstance(tree, dict):
        return {key: emptied(below) for key, below in tree.items()}
    return 0


SEED = CampaignView(
    code="hcmc-2012",
    host="tphcm",
    title=Wording(
        vi="Kiểm điểm tự phê bình và phê bình theo Nghị quyết Trung ương 4 (khóa XI)",
        en="Review under Resolution 4 of the Central Committee (11th tenure)",
    ),
    host_name=Wording(vi="Thành ủy Thành phố Hồ Chí Minh", en="Ho Chi Minh City Party Committee"),
    place=Wording(vi="TP Hồ Chí Minh", en="Ho Chi Minh City"),
    symbol="TU",
    opens_on=date(2012, 10, 16),
    due_on=date(2012, 12, 17),
    as_of=date(2012, 12, 17),
    guidance_set="nqtw4-2012",
    blocks={
        "A": Wording(
            vi="Quận ủy, huyện ủy, Đảng ủy cấp trên cơ sở và cơ sở trực thuộc",
            en="District Party committees and Party committees directly under the city",
        ),
        "B": Wording(
            vi="Ban cán sự Đảng, Đảng đoàn, các ban và đơn vị",
            en="Civil-affairs committees, Party groups, commissions and units",
        ),
    },
    bodies={
        "standing_committee": Wording(vi="Ban Thường vụ Thành ủy", en="Standing Committee"),
        "inspection_commission": Wording(vi="Ủy ban Kiểm tra Thành ủy", en="Inspection Commission"),
    },
    printed={
        "as_of": "2012-12-17",
        "source_vi": "Báo Sài Gòn Giải Phóng",
        "source_en": "The newspaper Sai Gon Giai Phong",
        "figures": {
            "units_reviewed": {"value": "133/136"},
            "units_reviewed.blocks.A": {"value": "67/68"},
            "remediation_items.total": {"value": "51"},
            "units_reviewed.blocks.B": {"value": "11/12 = 91,63%"},
        },
    },
    provenance=Provenance("dot-kiem-diem.toml", None, Origin.RECORD),
)

HOSPITAL = CampaignView(
    code="hospital-2026",
    host="bv",
    title=Wording(vi="Tự kiểm điểm nội bộ năm 2026", en="Internal self-review of 2026"),
    host_name=Wording(vi="Bệnh viện Ví Dụ", en="Example Hospital"),
    place=Wording(vi="Vĩnh Long", en="Vinh Long"),
    symbol="",
    opens_on=date(2026, 2, 1),
    due_on=date(2026, 3, 31),
    as_of=date(2026, 2, 5),
    guidance_set="noi-bo-2026",
    blocks={"khoa": Wording(vi="Khoa", en="Wards"), "phong": Wording(vi="Phòng", en="Offices")},
    bodies={"council": Wording(vi="Hội đồng kỷ luật", en="Disciplinary council")},
    printed={},
    provenance=Provenance("dot-kiem-diem.toml", None, Origin.RECORD),
)

UNFINISHED = (
    a_row(
        Wording(vi="Đơn vị A68", en="Unit A68"),
        "A68",
        Wording(
            vi="chờ kết luận thanh tra, làm rõ trách nhiệm từng cá nhân rồi mới kiểm điểm",
            en="awaits the inspectorate's conclusion, so that each person's responsibility is clear",
        ),
    ),
    a_row(Wording(vi="Đơn vị B67", en="Unit B67"), "B67"),
    a_row(Wording(vi="Đơn vị B68", en="Unit B68"), "B68"),
)
LATE = a_row(Wording(vi="1. Rà soát dự án chậm", en="1. Go through slow projects"), "A01")
IN_TIME = a_row(Wording(vi="2. Tiếp công dân định kỳ", en="2. Regular citizen reception"), "B02")
SEED_ROWS: dict[str, Rows] = {
    "units_not_reviewed.count": UNFINISHED,
    "breaches.count": (
        a_row(
            Wording(
                vi="Người đứng đầu bị cấm chủ trì vẫn chủ trì ngày 20/11/2012",
                en="A barred head chaired on 20 November 2012",
            ),
            "A07",
            same("G3"),
        ),
    ),
    "waivers.total": (
        a_row(
            Wording(vi="đề nghị miễn: thanh tra kéo dài", en="waiver asked: a long inspection"),
            "A05",
            Wording(vi="đồng ý ngày 20/11/2012", en="allowed on 20 November 2012"),
        ),
    ),
    "remediation_items.groups": (
        a_row(
            Wording(vi="1. Đất đai và dự án", en="1. Land and projects"),
            citation="press, 29-3-2013",
            weight=6,
        ),
    ),
}


def seed(
    *,
    tree: Tree | None = None,
    rows: Mapping[str, Rows] | None = None,
    origin: Origin = Origin.RECONSTRUCTION,
    campaign: CampaignView = SEED,
) -> FigureSet:
    """The seed, with its three unfinished units and what the article prints."""
    return FigureSet(
        campaign=campaign,
        as_of=date(2012, 12, 17),
        known_by=datetime(2012, 12, 17, 10, 0, tzinfo=UTC),
        parts=parts_of(tree or seed_tree(), {**SEED_ROWS, **(rows or {})}, origin),
    )


def seed_of_two_items() -> FigureSet:
    """The seed with two items of its fifty-two, one of them late."""
    tree = seed_tree()
    rows: dict[str, Rows] = {
        "remediation_items.total": (LATE, IN_TIME),
        "remediation_items.by_stage.planned": (IN_TIME,),
        "remediation_items.by_stage.in_progress": (LATE,),
        "remediation_items.overdue": (LATE,),
    }
    return seed(tree=tree, rows=rows)


def hospital() -> FigureSet:
    """A campaign of another world: other blocks, bodies, words and set; nothing reconstructed."""
    tree = emptied(seed_tree())
    tree["units_reviewed"] |= {
        "done": 11,
        "due": 12,
        "blocks": {"khoa": {"done": 8, "due": 8}, "phong": {"done": 3, "due": 4}},
    }
    tree["units_not_reviewed"] |= {"count": 1, "reason_missing": 1}
    tree["verdicts"] |= {"meets": 11, "not_yet": 1}
    tree["signs_seen"] = {str(sign): {"units": 0, "among_deep_reviews": 0} for sign in range(1, 9)}
    for code in ("discipline_before_review", "discipline_through_review"):
        tree[code]["by_authority"] = {"council": 0, "not_stated": 0}
    office = a_row(Wording(vi="Phòng Vật tư", en="Supplies office"), "P04")
    return FigureSet(
        campaign=HOSPITAL,
        as_of=date(2026, 2, 5),
        known_by=datetime(2026, 2, 5, 10, 0, tzinfo=UTC),
        parts=parts_of(tree, {"units_not_reviewed.count": (office,)}, Origin.RECORD),
    )


def nothing_yet() -> FigureSet:
    """The seed's campaign before anything happened: no blocks, no signs, every number nought."""
    tree = emptied(seed_tree())
    tree["units_reviewed"]["blocks"] = {}
    tree["signs_seen"] = {}
    bare = replace(SEED, blocks={}, printed={}, place=same(""))
    return FigureSet(
        campaign=bare,
        as_of=date(2012, 10, 1),
        known_by=datetime(2012, 10, 1, 10, 0, tzinfo=UTC),
        parts=parts_of(tree, {}, Origin.RECORD),
    )


def seed_with_records() -> FigureSet:
    """The seed with what its charts are drawn from: three units' sessions, three items in one group and none."""
    groups = (SolutionGroupKnown("1", "Đất đai & dự án <chậm>", on("2012-11-01"), TOLD),)
    items = (
        _item("1", "1", {"in_progress": on("2012-12-01")}),
        _item("2", "1", {}),
        _item("3", "", {"verified": on("2012-12-10"), "claimed": on("2012-12-05")}),
        _item("4", "1", {}, told="2013-01-05"),
    )
    units = (
        unit(*sat(on("2012-10-20")), code="A01"),
        unit(*sat(on("2012-11-20"), on("2012-11-22")), code="A02"),
        unit(code="A03"),
    )
    records = replace(NOTHING, units=units, items=items, solution_groups=groups)
    return replace(seed_of_two_items(), records=records)


def _item(number: str, group: str, steps: dict[str, When], told: str = "2012-11-01") -> ItemKnown:
    return ItemKnown(
        number, f"Việc {number}", group, "A01", ItemLife(number, steps=steps), on(told), TOLD
    )
