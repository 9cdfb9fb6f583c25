"""What a return would change is told cell by cell, and nothing of the telling remains."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.cast import RETURNS
from tusoi.campaigns.models import Review
from tusoi.exchange.actions import FolderFaulty
from tusoi.exchange.columns import PEOPLE, REVIEWS, TOPICS, UNITS
from tusoi.exchange.models import Load
from tusoi.exchange.preview import SHOWN_PER_FILE, Preview, preview_load
from tusoi.exchange.tests.folders import (
    FIRST_TOLD,
    LAST_TOLD,
    NEXT_TOLD,
    Small,
    ledger_is_clean,
    load,
    mai,
    recorded,
    small,
    state,
)
from tusoi.ledger.actions import Told, act
from tusoi.ledger.event import Event
from tusoi.ledger.models import Entry
from tusoi.organisation.models import Unit
from tusoi.values.wording import Wording

RECORDED = Event("recorded", Wording(vi="ghi", en="recorded"))

pytestmark = pytest.mark.django_db


@pytest.fixture
def first(tmp_path: Path) -> Small:
    """A folder whose first return is loaded."""
    folder = small(tmp_path / "first")
    load(folder.write())
    return folder


def after(first: Small) -> Small:
    return first.copied(first.path.parent / "next")


def lines(preview: Preview, lang: str = "vi") -> list[str]:
    return [change.text(lang) for file in preview.files for change in file.shown]


def test_a_preview_names_each_cell_and_leaves_nothing_behind(first: Small) -> None:
    later = after(first)
    later.row(REVIEWS, unit="B01").update(
        sessions=[date(2012, 11, 15), date(2012, 11, 16)], reason="", next_look=None
    )
    later.row(TOPICS, topic_code="GY1")["cause"] = "both"
    later.row(PEOPLE, unit="B01", post="BT")["title"] = "Bí thư"
    later.change('title_vi = "Kiểm điểm thử"', 'title_vi = "Kiểm điểm"')
    before = state()
    preview = preview_load(later.write(), by=mai().id, told_at=NEXT_TOLD)
    assert state() == before
    assert lines(preview) == [
        "dot-kiem-diem.toml · title_vi · Kiểm điểm thử → Kiểm điểm",
        "nhan-su.xlsx hàng 7 · B01/BT · Chức vụ: Chức vụ → Bí thư",
        "goi-y.xlsx hàng 2 · GY1 · Nguyên nhân nêu: chủ quan → cả hai",
        "kiem-diem.xlsx hàng 7 · B01 · Các ngày kiểm điểm: (trống) → 15/11/2012; 16/11/2012",
        "kiem-diem.xlsx hàng 7 · B01 · Lý do chưa kiểm điểm: Chờ kết luận thanh tra → (trống)",
        "kiem-diem.xlsx hàng 7 · B01 · Ngày xem lại: 20/12/2012 → (trống)",
    ]
    assert lines(preview, "en")[3].endswith(
        "Sessions held on: (empty) → 15 November 2012; 16 November 2012"
    )
    assert preview.told == load(later.path, NEXT_TOLD).told, "the counts are those of the load"
    assert preview.overrides == ()
    assert ledger_is_clean()


def test_rows_that_come_and_go_are_told_as_rows(first: Small) -> None:
    later = after(first)
    later[UNITS].append({**later.row(UNITS, unit="B02"), "unit": "B03"})
    later.row(TOPICS, topic_code="GY1")["withdrawn"] = "withdrawn"
    later.rows["khuyet-diem.xlsx"][0]["topic_code"] = ""
    preview = preview_load(later.write(), by=mai().id, told_at=NEXT_TOLD)
    assert lines(preview) == [
        "don-vi.xlsx hàng 7 · B03 · (chưa có) → hàng mới",
        "goi-y.xlsx · GY1 · hàng đã báo → rút lại",
        "khuyet-diem.xlsx hàng 2 · KD1 · Mã gợi ý: GY01 → (trống)".replace("GY01", "GY1"),
    ]


def test_a_return_that_is_loaded_already_says_so(first: Small) -> None:
    preview = preview_load(first.path, by=mai().id)
    assert preview.loaded_before
    assert preview.files == ()
    again = after(first)
    again.campaign += "\n# cùng một nội dung\n"
    preview = preview_load(again.write(), by=mai().id)
    assert not preview.loaded_before
    assert preview.told == Told(same=56)


def test_the_first_return_of_a_campaign_can_be_looked_at_and_is_capped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tusoi.exchange.preview.SHOWN_PER_FILE", 3)
    preview = preview_load(small(tmp_path).write(), by=mai().id, told_at=FIRST_TOLD)
    units = next(file for file in preview.files if file.file == UNITS.file)
    assert (len(units.shown), units.more) == (3, 2)
    assert preview.told.new == 56
    assert not Load.objects.exists()
    assert not Entry.objects.filter(tree="campaign/thu-2012").exists()
    assert SHOWN_PER_FILE == 100


def test_a_faulty_folder_is_refused_as_the_load_refuses_it(first: Small) -> None:
    later = after(first)
    later.row(REVIEWS, unit="B01")["prepared"] = "31/02/2012"
    later.write()
    before = state()
    with pytest.raises(FolderFaulty, match="1 faults"):
        preview_load(later.path, by=mai().id)
    assert state() == before


def test_what_would_take_the_place_of_something_recorded_by_hand_is_named(first: Small) -> None:
    review = Review.key_of("thu-2012", Unit.key_of("huyen-uy", "B01"), "")
    fact: Any = recorded("campaigns.ReasonStated")(
        key="B01|reason",
        day=date(2012, 12, 1),
        origin="record",
        campaign_id="thu-2012",
        review_id=review,
        reason="Chờ Thanh tra huyện",
        next_look=None,
    )
    with act(RECORDED, by=mai().id, told_at=NEXT_TOLD) as opened:
        opened.tell([fact], type(fact).objects.filter(key="B01|reason"), withdrawing=())
    silent = after(first)
    silent.campaign += "\n# như cũ\n"
    assert preview_load(silent.write(), by=mai().id, told_at=LAST_TOLD).told.changes == 0
    later = first.copied(first.path.parent / "third")
    later.row(REVIEWS, unit="B01")["reason"] = "Đã có lịch họp"
    preview = preview_load(later.write(), by=mai().id, told_at=LAST_TOLD)
    who = "thay điều mai đã ghi trực tiếp lúc 17:00 ngày 03/12/2012"
    at = "kiem-diem.xlsx hàng 7 · B01"
    assert [change.text("vi") for change in preview.overrides] == [
        f"{at} · Lý do chưa kiểm điểm: Chờ Thanh tra huyện → Đã có lịch họp · {who}",
        f"{at} · Ngày xem lại: (trống) → 20/12/2012 · {who}",
    ]


def test_the_seeds_second_return_can_be_looked_at() -> None:
    load(RETURNS[0])
    preview = preview_load(RETURNS[1], by=mai().id, told_at=NEXT_TOLD)
    assert preview.told.changes > 100
    assert {file.file for file in preview.files} >= {"kiem-diem.xlsx", "dot-kiem-diem.toml"}
