"""The figures of a small campaign from another world: the engine knows nothing of the seed."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from pytest_django import DjangoDbBlocker

from tests.cast import (
    MICROSECOND,
    OCT_20,
    SOMEWHERE,
    five_o_clock,
    kept_for_a_module,
    mai_loads_the_hospital,
)
from tusoi.campaigns.queries import UnknownCampaign, campaign_view
from tusoi.figures import engine
from tusoi.figures.engine import FiguresDisagree, figures_of
from tusoi.figures.figure import Figure, Parts, Row
from tusoi.figures.figure_set import FigureSet, UnknownFigure
from tusoi.figures.queries import records_of
from tusoi.figures.records import Records
from tusoi.figures.register import figures as registered
from tusoi.figures.tests.explained import numbers_and_their_rows
from tusoi.figures.text import explanation, lines
from tusoi.values.wording import same

pytestmark = pytest.mark.django_db

TOLD = five_o_clock(OCT_20)


@pytest.fixture(scope="module", autouse=True)
def hospital(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        with time_machine.travel(datetime(2026, 10, 21, tzinfo=UTC)):
            mai_loads_the_hospital()
        yield


def figures(as_of: date = OCT_20) -> FigureSet:
    return figures_of("hospital-2026", as_of=as_of, known_by=TOLD)


def test_nine_of_twelve_by_its_own_three_blocks() -> None:
    now = figures()
    assert str(now.share("units_reviewed")) == "9/12"
    assert {
        block: str(now.share(f"units_reviewed.blocks.{block}")) for block in ("LS", "CLS", "HC")
    } == {
        "LS": "5/6",
        "CLS": "3/3",
        "HC": "1/3",
    }


def test_two_say_why_and_one_is_not_due_yet() -> None:
    now = figures()
    parts = {path.split(".")[1]: now.value(path) for path in now.paths("units_not_reviewed")}
    assert parts == {"count": 3, "reason_stated": 2, "reason_missing": 0, "not_due": 1}


def test_from_the_day_due_its_silence_is_a_missing_reason() -> None:
    then = figures(as_of=date(2026, 10, 31))
    assert then.value("units_not_reviewed.reason_missing") == 1
    assert then.value("units_not_reviewed.not_due") == 0


def test_nine_of_twelve_is_75_per_cent_whatever_the_newsletter_prints() -> None:
    (printed, *_) = figures().printed
    assert printed.text == "9/12 = 74,9%"
    assert printed.agrees is False
    assert printed.why.vi == "chính số in không khớp: 9/12 là 75,0%, không phải 74,9%"
    assert [one.agrees for one in figures().printed[1:]] == [True, True, True]


@pytest.mark.parametrize(
    ("as_of", "due"),
    [
        (date(2026, 9, 15), {"KHOA-YHCT"}),
        (date(2026, 9, 16), {"KHOA-PHCN"}),
        (OCT_20, {"KHOA-PHCN"}),
    ],
)
def test_a_ward_that_merged_is_due_only_while_it_stands(as_of: date, due: set[str]) -> None:
    rows = {row.unit for row in figures(as_of).rows("units_reviewed.due")}
    assert rows & {"KHOA-YHCT", "KHOA-PHCN"} == due
    assert len(rows) == 12


def test_there_are_as_many_signs_as_its_guidance_set_has() -> None:
    assert list(figures().parts["signs_seen"]) == [str(n) for n in range(1, 9)]


def test_its_own_bodies_decide_and_the_case_not_decided_is_not_counted() -> None:
    now = figures()
    assert list(now.as_json("vi")["figures"]["discipline_before_review"]["by_authority"]) == [
        "ban_giam_doc",
        "hoi_dong_ky_luat",
        "not_stated",
    ]
    assert [row.label.vi for row in now.rows("discipline_before_review.total")] == ["VV1"]
    assert [row.label.vi for row in now.rows("discipline_through_review.total")] == ["VV2"]


def test_the_case_not_decided_is_open_and_the_rows_behind_it_are_sealed() -> None:
    now = figures()
    assert (now.counted("cases_known.decided"), now.counted("cases_known.known")) == (2, 3)
    assert [row.label.vi for row in now.rows("cases_known.undecided")] == ["VV3"]
    assert figures(date(2026, 8, 1)).counted("cases_known.known") == 0
    assert now.definition("cases_known").sealed


def test_a_topic_is_unanswered_from_the_day_it_is_suggested_until_its_explanation() -> None:
    known = figures().records
    topic = known.topics[0]
    assert topic.answered is not None
    suggested, answered = topic.when.day, topic.answered.day

    def unanswered(day: date) -> set[str]:
        return {row.label.vi.split(":")[0] for row in figures(day).rows("topics_unanswered.count")}

    assert topic.code in unanswered(suggested) or suggested == answered
    assert topic.code not in unanswered(suggested - timedelta(days=1)) | unanswered(answered)


def test_a_case_counts_from_the_day_it_is_decided() -> None:
    assert figures(date(2026, 9, 3)).value("discipline_before_review.total") == 0
    assert figures(date(2026, 9, 4)).value("discipline_before_review.total") == 1


@pytest.mark.parametrize("as_of", [date.min, date(2026, 8, 1), OCT_20, date(2999, 1, 1), date.max])
def test_any_day_has_its_figures(as_of: date) -> None:
    now = figures(as_of)
    assert now.value("units_reviewed.due") == 12
    assert "\n".join(lines(now, "vi"))
    json.dumps(now.as_json("en"))


def test_before_anything_happened_everything_is_nought_but_what_is_due() -> None:
    then = figures(date(2026, 8, 1))
    assert then.value("units_reviewed.done") == 0
    assert then.value("units_not_reviewed.not_due") == 12
    assert then.value("verdicts.not_yet") == 12
    assert then.value("breaches.count") == 0


def test_what_is_known_is_known_from_the_moment_it_was_told() -> None:
    with pytest.raises(UnknownCampaign):
        figures_of("hospital-2026", as_of=OCT_20, known_by=TOLD - MICROSECOND)


# Every number can be followed to its rows


@pytest.mark.parametrize("as_of", [date(2026, 9, 20), OCT_20, date(2026, 12, 31)])
def test_the_rows_under_every_number_come_to_that_number(as_of: date) -> None:
    now = figures(as_of)
    seen = []
    for code in now.parts:
        for path, value, rows in numbers_and_their_rows(now, code):
            assert (path, value, rows) == (path, now.counted(path), now.counted(path))
            seen.append(path)
    assert seen == [path for code in now.parts for path in now.paths(code)]
    assert len(seen) > 50


def test_one_number_can_be_asked_for_by_its_path() -> None:
    assert list(numbers_and_their_rows(figures(), "units_reviewed.blocks.HC.done")) == [
        ("units_reviewed.blocks.HC.done", 1, 1)
    ]
    told = "\n".join(explanation(figures(), "units_reviewed.blocks.HC.done", "vi"))
    assert "PHONG-TC  Phòng Tổ chức – Hành chính – kiểm điểm xong ngày 13/10/2026" in told
    assert "units_reviewed.done = units_reviewed.blocks.*.done" in told


@pytest.mark.parametrize(
    "path",
    [
        "",
        "nothing",
        "units_reviewed.",
        ".units_reviewed",
        "units_reviewed.blocks.A",
        "units_reviewed.done.x",
        "units_reviewed..done",
        "verdicts.*",
    ],
)
def test_a_path_that_leads_nowhere_is_a_sentence_that_names_the_figures(path: str) -> None:
    with pytest.raises(UnknownFigure) as refused:
        list(explanation(figures(), path, "vi"))
    assert f"“{path}”" in refused.value.wording.vi
    assert "units_not_reviewed" in refused.value.wording.en


def test_a_figure_with_parts_is_no_number() -> None:
    with pytest.raises(UnknownFigure):
        figures().value("units_reviewed")
    with pytest.raises(UnknownFigure):
        figures().share("verdicts")


def test_every_row_counts_towards_a_basis() -> None:
    basis = figures().basis("units_reviewed.due")
    assert (basis.record, basis.derived, basis.reconstruction) == (0, 0, 12)
    assert figures().rests_on_reconstruction


# Within some units


def test_within_some_units_only_their_rows_are_counted_and_nothing_printed_is_compared() -> None:
    office = frozenset({"PHONG-TC", "PHONG-VT"})
    mine = figures_of("hospital-2026", as_of=OCT_20, known_by=TOLD, units=office)
    assert mine.value("units_reviewed.due") == len(office & set(units_of(figures())))
    assert {row.unit for row in mine.rows("units_reviewed.due")} <= office
    assert mine.printed == ()
    assert figures().printed


def test_the_hosts_own_review_stands_beside_the_sum_and_not_in_it() -> None:
    own = figures().records.hosts_own
    assert own is not None
    assert own.unit == "BV"
    assert "BV" not in units_of(figures())
    assert "BV" not in {row.unit for row in figures().rows("units_reviewed.due")}


def test_a_host_that_owes_a_review_as_one_of_the_units_has_no_second_one_beside() -> None:
    campaign = replace(campaign_view("hospital-2026", known_by=TOLD), host_unit="PHONG-TC")
    assert records_of(campaign, known_by=TOLD).hosts_own is None


def units_of(found: FigureSet) -> list[str]:
    return [file.unit for file in found.records.units]


# A sum that does not agree stops everything


def with_fault(code: str, fault: Any) -> tuple[Figure, ...]:
    """The register with one figure counting wrongly: `fault` is done to its parts."""

    def faulty(figure: Figure) -> Figure:
        return replace(figure, count=lambda records, day: fault(figure.count(records, day)))

    return tuple(faulty(one) if one.code == code else one for one in registered())


def without(parts: Parts, *path: str) -> Parts:
    """The parts with one row less at a path, or with a whole part less where it has parts of its own."""
    name, *inner = path
    part = parts[name]
    if inner:
        assert isinstance(part, Mapping)
        return {**parts, name: without(part, *inner)}
    if isinstance(part, tuple):
        return {**parts, name: part[1:]}
    return {key: kept for key, kept in parts.items() if key != name}


CAUGHT_ELSEWHERE = {"speaking", "issues_answered"}
"""Of what no return tells the examples hold no row; their own tests lose one."""
FAULTS = [
    ("units_reviewed", ("done",), "units_reviewed.done"),
    ("units_reviewed", ("due",), "units_reviewed.due"),
    ("units_reviewed", ("blocks", "LS", "done"), "units_reviewed.blocks.*.done"),
    ("units_reviewed", ("blocks", "HC"), "units_reviewed.blocks"),
    ("units_reviewed", ("strength", "declared"), "units_reviewed.strength.declared"),
    ("units_not_reviewed", ("reason_stated",), "units_not_reviewed.reason_stated"),
    ("units_not_reviewed", ("not_due",), "units_not_reviewed.not_due"),
    ("units_not_reviewed", ("count",), "units_not_reviewed.count"),
    ("discipline_before_review", ("total",), "discipline_before_review.total"),
    ("discipline_through_review", ("members",), "discipline_through_review.members"),
    (
        "discipline_through_review",
        ("by_authority", "ban_giam_doc"),
        "discipline_through_review.by_authority",
    ),
    ("cases_known", ("undecided",), "cases_known.undecided"),
    ("cases_known", ("decided",), "cases_known.decided"),
    ("verdicts", ("not_yet",), "verdicts.*"),
    ("topics_unanswered", ("count",), "topics_unanswered.count"),
    ("voices", ("answered",), "voices.answered"),
    ("voices", ("by_kind", "patients"), "voices.by_kind.*.answered"),
    ("voices", ("by_kind", "union"), "voices.by_kind.*.invited"),
    ("remediation_items", ("total",), "remediation_items.total"),
    ("remedy_plans", ("owed",), "remedy_plans.owed"),
    ("remedy_plans", ("missing", "overdue"), "remedy_plans.missing.*"),
]
NOT_THERE = {"waivers"}
"""Figures without a row in the hospital: no row can be lost, so one is added."""


@pytest.mark.parametrize(("code", "path", "named"), FAULTS, ids=[" ".join(f[1]) for f in FAULTS])
def test_a_row_lost_in_any_part_names_the_sum_that_no_longer_agrees(
    code: str, path: tuple[str, ...], named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    faulty = with_fault(code, lambda parts: without(parts, *path))
    monkeypatch.setattr(engine, "figures", lambda: faulty)
    with pytest.raises(FiguresDisagree) as refused:
        figures()
    assert named in refused.value.wording.vi
    assert refused.value.wording.vi.startswith("Số liệu không khớp nên không lập báo cáo")


def test_every_declared_sum_has_a_fault_that_it_catches() -> None:
    caught = {code for code, _, _ in FAULTS} | CAUGHT_ELSEWHERE
    assert caught | NOT_THERE == {figure.code for figure in registered() if figure.sums}


@pytest.mark.parametrize(
    ("path", "named"),
    [("total", "waivers.by_decision.*"), ("by_use", "waivers.by_decision.allowed")],
)
def test_a_waiver_counted_in_one_part_alone_names_the_sum_that_no_longer_agrees(
    path: str, named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = (Row(same("miễn"), SOMEWHERE),)
    added = {"used": row} if path == "by_use" else row
    monkeypatch.setattr(
        engine, "figures", lambda: with_fault("waivers", lambda parts: {**parts, path: added})
    )
    with pytest.raises(FiguresDisagree) as refused:
        figures()
    assert named in refused.value.wording.vi


def test_a_disagreement_can_still_be_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    faulty = with_fault("units_reviewed", lambda parts: without(parts, "done"))
    monkeypatch.setattr(engine, "figures", lambda: faulty)
    now = engine.figures_unchecked("hospital-2026", as_of=OCT_20, known_by=TOLD)
    assert now.value("units_reviewed.done") == 8
    assert now.value("units_reviewed.strength.declared") == 9


def test_a_block_whose_code_holds_a_dot_can_be_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    def dotted(records: Records, day: date) -> Parts:
        rows = registered()[0].count(records, day)
        blocks = rows["blocks"]
        assert isinstance(blocks, Mapping)
        return {**rows, "blocks": {f"{name}.1": part for name, part in blocks.items()}}

    faulty = (replace(registered()[0], count=dotted), *registered()[1:])
    monkeypatch.setattr(engine, "figures", lambda: faulty)
    assert str(figures().share("units_reviewed.blocks.LS.1")) == "5/6"
    assert len(list(numbers_and_their_rows(figures(), "units_reviewed"))) == 11


def test_the_rows_of_a_figure_name_by_code_what_a_review_says() -> None:
    now = figures()
    records = now.records
    said = {
        *(topic.text for topic in records.topics),
        *(finding.text for finding in records.findings),
        *(one.title for one in records.items),
        *(verdict.reason for file in records.units for verdict in file.verdicts),
        *(one.giver for one in records.asked),
    } - {""}
    assert len(said) > 10
    rows = [row for code in now.parts for leaf in now.leaves(code) for row in now.rows(leaf)]
    shown = "\n".join(f"{row.label.vi} {row.detail.vi if row.detail else ''}" for row in rows)
    assert [words for words in said if words in shown] == []
