"""Figure sets made by hand, with the shape of the real one: the room is tested without a database."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from tusoi.figures.figure import Row
from tusoi.ledger.source import Provenance
from tusoi.values.origin import Origin
from tusoi.values.share import Share
from tusoi.values.wording import Wording, same


def seed_tree() -> dict[str, Any]:
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
        "breaches": {"count": 1},
    }


def emptied(tree: Any) -> Any:
    """The same tree with every number nought."""
    if isinstance(tree, dict):
        return {key: emptied(below) for key, below in tree.items()}
    return 0


def a_row(label: Wording, unit: str = "", detail: Wording | None = None, citation: str = "") -> Row:
    """One row behind a figure, from a workbook."""
    told = Provenance("kiem-diem.xlsx", 2, Origin.RECORD, citation)
    return Row(label, told, unit=unit, detail=detail)


@dataclass
class FakeFigures:
    """As much of `tusoi.figures.engine.FigureSet` as a report asks for."""

    tree: dict[str, Any] = field(default_factory=seed_tree)
    row_lists: dict[str, tuple[Row, ...]] = field(default_factory=dict)
    printed: tuple[Any, ...] = ()
    reconstructed: bool = True
    as_of: date = date(2012, 12, 17)
    known_by: datetime = datetime(2012, 12, 17, 10, 0, tzinfo=UTC)
    campaign: Any = field(
        default_factory=lambda: SimpleNamespace(
            code="hcmc-2012",
            title=Wording(
                vi="Kiểm điểm tự phê bình và phê bình theo Nghị quyết Trung ương 4 (khóa XI)",
                en="Review under Resolution 4 of the Central Committee (11th tenure)",
            ),
            host=Wording(
                vi="Thành ủy Thành phố Hồ Chí Minh", en="Ho Chi Minh City Party Committee"
            ),
            host_code="TU",
            due_on=date(2012, 12, 17),
            opens_on=date(2012, 10, 16),
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
                "inspection_commission": Wording(
                    vi="Ủy ban Kiểm tra Thành ủy", en="Inspection Commission"
                ),
            },
        )
    )

    def value(self, path: str) -> int:
        node: Any = self.tree
        for key in path.split("."):
            node = node[key]
        assert isinstance(node, int)
        return node

    def share(self, path: str) -> Share:
        return Share(self.value(f"{path}.done"), self.value(f"{path}.due"))

    def rows(self, path: str) -> tuple[Row, ...]:
        return self.row_lists.get(path, ())

    def basis(self, code: str) -> Any:
        rebuilt = 128 if self.reconstructed and code == "units_reviewed" else 0
        return SimpleNamespace(
            record=8, derived=0, reconstruction=rebuilt, rests_on_reconstruction=rebuilt > 0
        )

    def definition(self, code: str) -> Any:
        return SimpleNamespace(
            code=code,
            title=Wording(vi=f"Số liệu {code}", en=f"Figure {code}"),
            definition=Wording(
                vi="Đếm từng hàng của sổ nguồn.", en="Counts the rows of the workbook."
            ),
            source="",
        )

    def as_json(self, lang: str) -> dict[str, Any]:
        return {"figures": self.tree}


LATE = a_row(Wording(vi="1. Rà soát dự án chậm", en="1. Go through slow projects"), "A01")
IN_TIME = a_row(Wording(vi="2. Tiếp công dân định kỳ", en="2. Regular citizen reception"), "B02")


def seed() -> Any:
    """The seed, with its three unfinished units and what the article prints."""
    return FakeFigures(
        row_lists={
            "units_not_reviewed.count": (
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
            ),
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
            "remediation_items.groups": (
                a_row(
                    Wording(vi="1. Đất đai và dự án", en="1. Land and projects"),
                    citation="press, 29-3-2013",
                ),
            ),
            "remediation_items.total": (LATE, IN_TIME),
            "remediation_items.by_stage.planned": (IN_TIME,),
            "remediation_items.by_stage.in_progress": (LATE,),
            "remediation_items.overdue": (LATE,),
        },
        printed=(
            SimpleNamespace(
                figure="units_reviewed",
                title=Wording(vi="Đơn vị đã kiểm điểm", en="Units reviewed"),
                printed="133/136",
                own="133/136",
                source="Báo Sài Gòn Giải Phóng",
                agrees=True,
                why=same(""),
            ),
            SimpleNamespace(
                figure="example",
                title=Wording(vi="Tỷ lệ mẫu", en="Sample share"),
                printed="91,63%",
                own="91,67%",
                source="Báo in",
                agrees=False,
                why=Wording(vi="11/12 là 91,67%", en="11/12 is 91.67%"),
            ),
        ),
    )


def hospital() -> Any:
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
    campaign = SimpleNamespace(
        code="hospital-2026",
        title=Wording(vi="Tự kiểm điểm nội bộ năm 2026", en="Internal self-review of 2026"),
        host=Wording(vi="Bệnh viện Ví Dụ", en="Example Hospital"),
        host_code="BV",
        due_on=date(2026, 3, 31),
        opens_on=date(2026, 2, 1),
        guidance_set="noi-bo-2026",
        blocks={
            "khoa": Wording(vi="Khoa", en="Wards"),
            "phong": Wording(vi="Phòng", en="Offices"),
        },
        bodies={"council": Wording(vi="Hội đồng kỷ luật", en="Disciplinary council")},
    )
    return FakeFigures(
        tree=tree,
        row_lists={
            "units_not_reviewed.count": (
                a_row(Wording(vi="Phòng Vật tư", en="Supplies office"), "P04"),
            )
        },
        reconstructed=False,
        as_of=date(2026, 2, 5),
        known_by=datetime(2026, 2, 5, 10, 0, tzinfo=UTC),
        campaign=campaign,
    )


def nothing_yet() -> Any:
    """The seed's campaign before anything happened: no blocks, no signs, every number nought."""
    figures = FakeFigures(tree=emptied(seed_tree()), reconstructed=False)
    figures.tree["units_reviewed"]["blocks"] = {}
    figures.tree["signs_seen"] = {}
    figures.campaign.blocks = {}
    return figures
