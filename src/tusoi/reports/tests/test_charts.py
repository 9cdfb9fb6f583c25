"""Charts: the figures' own numbers, drawn without a style attribute, whole, and told in a table too."""

import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest

from tusoi.figures.disclosed import Disclosed, Reader
from tusoi.figures.figure_set import FigureSet
from tusoi.guidance.queries import guidance_set
from tusoi.reports.actions import interim_document
from tusoi.reports.charts import CHARTS
from tusoi.reports.charts.beside import table_of
from tusoi.reports.document import Chart, Document, Fill, Mark, Series, Table
from tusoi.reports.numbers import Numbers
from tusoi.reports.svg import WIDTH, svg_of
from tusoi.reports.tables.sources import Sources
from tusoi.reports.tests.fake import hospital, nothing_yet, seed_with_records
from tusoi.reports.typesetting import png
from tusoi.reports.workbook.charts import _days

SVG = "{http://www.w3.org/2000/svg}"


def sources(figures: FigureSet, lang: str = "vi") -> Sources:
    guidance = guidance_set(figures.campaign.guidance_set)
    return Sources(figures, Numbers(Disclosed(figures, Reader.PUBLIC), lang), guidance, lang)


def chart(name: str, figures: FigureSet | None = None, lang: str = "vi") -> Chart:
    first = CHARTS[name](sources(figures or seed_with_records(), lang))[0]
    assert isinstance(first, Chart)
    return first


def numbers(drawn: Chart) -> dict[str, tuple[int, ...]]:
    return {series.name: series.values for series in drawn.series}


def texts(drawn: Chart) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(svg_of(drawn)).iter(f"{SVG}text"))  # noqa: S314 - our own


def test_progress_rises_on_the_days_on_which_a_review_counts_as_held() -> None:
    drawn = chart("progress_over_time")
    days = [date(2012, 10, 16), date(2012, 10, 20), date(2012, 11, 22), date(2012, 12, 17)]
    assert list(drawn.days) == days
    assert numbers(drawn) == {"Đã kiểm điểm": (0, 1, 2, 2), "Phải kiểm điểm": (3, 3, 3, 3)}


def test_the_due_day_and_the_day_of_the_figures_are_pointed_out() -> None:
    assert [mark.text for mark in chart("progress_over_time").marks] == [
        "Hạn và ngày tính: 17/12/2012"
    ]
    earlier = replace(seed_with_records(), as_of=date(2012, 11, 1))
    assert [mark.text for mark in chart("progress_over_time", earlier, "en").marks] == [
        "Due: 17 December 2012",
        "As of: 1 November 2012",
    ]


def test_a_long_time_without_change_is_carried_to_its_day_and_leaves_room_to_the_days_before() -> (
    None
):
    drawn = chart("progress_over_time", replace(seed_with_records(), as_of=date(2026, 12, 1)))
    assert drawn.days[-1] == date(2026, 12, 1)
    said = {one.text or "": float(one.get("x", "")) for one in texts(drawn)}
    assert "Tính đến: 01/12/2026" in said
    assert said["01/12/2026"] > WIDTH - 60
    assert max(x for day, x in said.items() if day.endswith("/2012")) > WIDTH / 2


def test_items_stand_by_group_and_stage_and_those_told_later_do_not() -> None:
    drawn = chart("items_by_group")
    assert drawn.labels == ("1. Đất đai & dự án <chậm>", "Chưa nêu nhóm")
    assert numbers(drawn) == {
        "Đã xác định": (1, 0),
        "Đang thực hiện": (1, 0),
        "Đơn vị báo đã xong": (0, 0),
        "Đã được xác minh": (0, 1),
    }


def test_signs_are_parted_into_deep_reviews_and_others_that_make_the_figure() -> None:
    figures = seed_with_records()
    drawn = chart("signs_by_depth", figures)
    for label, deep, others in zip(
        drawn.labels, drawn.series[0].values, drawn.series[1].values, strict=True
    ):
        assert deep == figures.value(f"signs_seen.{label}.among_deep_reviews")
        assert deep + others == figures.value(f"signs_seen.{label}.units")


@pytest.mark.parametrize("name", CHARTS)
def test_a_campaign_where_nothing_happened_has_no_chart(name: str) -> None:
    assert CHARTS[name](sources(nothing_yet())) == ()


def documents() -> list[Document]:
    made = [
        (figures, lang) for figures in (seed_with_records(), hospital()) for lang in ("vi", "en")
    ]
    return [interim_document(figures, lang=lang) for figures, lang in made]


@pytest.mark.parametrize("document", documents(), ids=lambda one: one.file_name)
def test_a_table_with_the_same_numbers_follows_every_chart(document: Document) -> None:
    blocks = (*document.blocks, *document.appendices)
    for place, block in enumerate(blocks):
        if isinstance(block, Chart):
            table = blocks[place + 1]
            assert isinstance(table, Table)
            cells = {str(cell) for row in table.rows for cell in row.cells}
            assert {str(n) for series in block.series for n in series.values} <= cells
            assert set(block.labels) <= cells


def test_a_long_run_of_days_reads_down_three_columns_and_loses_none() -> None:
    drawn = steps(20)
    table = table_of(sources(seed_with_records()), drawn, label_share=46)
    assert len(table.columns) == 9
    assert [str(row.cells[0]) for row in table.rows] == list(drawn.labels[:7])
    assert [str(row.cells[3]) for row in table.rows] == list(drawn.labels[7:14])
    assert [str(row.cells[6]) for row in table.rows] == [*drawn.labels[14:], ""]


def test_of_a_long_time_the_workbook_has_the_days_on_which_a_number_changed() -> None:
    """A slip in the year made a row for each day of centuries: minutes of work, and gigabytes."""
    short = replace(steps(3), days=(date(2012, 1, 1), date(2012, 1, 5), date(2012, 2, 1)))
    assert len(_days(short)) == 32
    long = replace(short, days=(date(2012, 1, 1), date(2012, 1, 5), date(2199, 2, 1)))
    was, then, last = (tuple(one.values[place] for one in long.series) for place in range(3))
    assert [tuple(row) for row in _days(long)] == [
        (date(2012, 1, 1), *was),
        (date(2012, 1, 4), *was),
        (date(2012, 1, 5), *then),
        (date(2199, 1, 31), *then),
        (date(2199, 2, 1), *last),
    ]


def steps(days: int, most: int = 5, marks: tuple[Mark, ...] = ()) -> Chart:
    given = tuple(date(2012, 1, 1 + day) for day in range(days))
    return Chart(
        code="progress",
        kind="steps",
        caption="Ẩn dụ “Ỹ” & <b>",
        says="Câu tả",
        axis="Ngày",
        labels=tuple(f"{day:%d/%m}" for day in given),
        series=(
            Series("Đã", tuple(most * n // days for n in range(days)), "solid"),
            Series("Phải", (most,) * days, "dashed"),
        ),
        lang="vi",
        days=given,
        marks=marks,
    )


def bars(*labels: str) -> Chart:
    fills: tuple[Fill, ...] = ("dotted", "hatched", "crossed", "solid")
    series = tuple(Series(f"Giai đoạn {fill}", (7,) * len(labels), fill) for fill in fills)
    return Chart("items", "stacked", "Biểu đồ", "Câu tả", "Nhóm", labels, series, "vi")


LONG = "1. Khắc phục tình trạng nể nang, né tránh, ngại va chạm trong tự phê bình và phê bình ở mọi cấp"


@pytest.mark.parametrize(
    "drawn",
    [
        steps(1),
        steps(31, most=136),
        steps(31, most=5000),
        steps(
            9, marks=(Mark(date(2012, 1, 9), "Hạn: 09/01/2012"), Mark(date(2012, 1, 1), "Tính đến"))
        ),
        steps(9, marks=(Mark(date(2013, 6, 30), "Hạn: 30/06/2013"),)),
        bars("1", "2", "12"),
        bars(LONG, "Ẵ"),
    ],
)
def test_a_drawing_is_plain_attributes_and_nothing_lies_outside_it(drawn: Chart) -> None:
    text = svg_of(drawn)
    root = ElementTree.fromstring(text)  # noqa: S314 - our own
    assert "style=" not in text
    assert "<style" not in text
    assert root.get("role") == "img"
    title, says = root.findall(f"{SVG}title")[0], root.findall(f"{SVG}desc")[0]
    assert (title.text, says.text) == (drawn.caption, drawn.says)
    assert root.get("aria-labelledby") == f"{title.get('id')} {says.get('id')}"
    height = float(root.get("height", ""))
    for one in root.iter(f"{SVG}text"):
        x, y, shown = float(one.get("x", "")), float(one.get("y", "")), one.text or ""
        room = {"start": WIDTH - x, "end": x, "middle": 2 * min(x, WIDTH - x)}
        assert 13 * 0.42 * len(shown) <= room[one.get("text-anchor", "")], shown
        # Stacked marks reach 1.2 em above the line, tails a quarter below it.
        assert 13 <= y <= height - 4, shown


@pytest.mark.parametrize("most", [7, 136, 5_000, 250_000, 5_600_000])
def test_a_number_beside_the_drawing_has_room_in_the_widest_letter_it_falls_back_to(
    most: int,
) -> None:
    tall = Chart(
        "items",
        "stacked",
        "Biểu đồ",
        "Câu tả",
        "Nhóm",
        ("1",),
        (Series("Có", (most,), "solid"),),
        "vi",
    )
    wide = {"bold": 0.7, None: 0.64}
    for one in (*texts(steps(31, most=most)), *texts(tall)):
        x, shown = float(one.get("x", "")), one.text or ""
        room = {"start": WIDTH - x, "end": x}.get(one.get("text-anchor", ""))
        if room is not None and shown.replace(".", "").isdecimal():
            assert 13 * wide[one.get("font-weight")] * len(shown) <= room, shown


def test_the_last_number_stays_off_the_days_below_when_it_is_nought() -> None:
    nought = steps(1)
    ticks = [one for one in texts(nought) if one.get("text-anchor") == "middle"]
    last = next(one for one in texts(nought) if one.get("font-weight"))
    assert last.text == "0"
    assert float(last.get("y", "")) < float(ticks[0].get("y", "")) - 13


def test_every_series_has_a_pattern_of_its_own() -> None:
    for name in CHARTS:
        fills = [series.fill for series in chart(name).series]
        assert len(set(fills)) == len(fills)


def test_each_number_of_a_bar_stands_at_it() -> None:
    shown = [one.text for one in texts(bars("1"))]
    assert shown.count("7") == 4
    assert "28" in shown


def test_typst_draws_what_the_page_shows() -> None:
    assert png(svg_of(steps(9))).startswith(b"\x89PNG")


def test_a_hostile_name_is_only_text() -> None:
    drawn = svg_of(bars('"><script>x</script>', "a" * 400))
    assert "<script" not in drawn
    assert re.search(r"&lt;script&gt;", drawn)
