"""Forms: every number in a sentence comes by a tag, and both languages hold the same ones."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.template import Engine

from tusoi.guidance.queries import guidance_set, set_codes
from tusoi.reports.charts import CHARTS
from tusoi.reports.form import InterimForm, load_form, read_form
from tusoi.reports.tables import TABLES
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

# Names of texts, which hold digits and are no figures. A new one is added here by hand.
LEGAL = ("11-HD/VPTW", "28-5-2004")

TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
FIGURE = re.compile(
    r'\{% (?:figure|share|percent|count|some) ("?[\w.]+"?)(?: ("[a-z_.]+\.[a-z_.]+"))?'
)
WITH_FORM = [
    code
    for code in set_codes()
    if (guidance_set(code).forms_folder / "interim-report.toml").is_file()
]


def sentences(form: InterimForm) -> list[Wording]:
    parts = [part.text for section in (*form.sections, *form.appendices) for part in section.parts]
    titles = [section.title for section in (*form.sections, *form.appendices)]
    head = [text for _, text in (*form.head_left, *form.head_right, *form.signature)]
    return [
        *parts,
        *titles,
        *head,
        *form.footnotes,
        *form.recipients,
        form.title,
        form.abstract,
        form.counted,
        form.reconstruction_sentence,
    ]


def typed_digits(text: str) -> list[str]:
    bare = TAG.sub("", text)
    for name in LEGAL:
        bare = bare.replace(name, "")
    return re.findall(r"\d+", bare)


def test_both_sets_bring_the_form() -> None:
    assert {"nqtw4-2012", "noi-bo-2026"} <= set(WITH_FORM)


@pytest.mark.parametrize("code", WITH_FORM)
def test_no_number_is_typed_into_a_form(code: str) -> None:
    for wording in sentences(load_form(guidance_set(code))):
        assert typed_digits(wording.vi) == [], wording.vi
        assert typed_digits(wording.en) == [], wording.en


def test_a_typed_number_would_be_seen() -> None:
    assert typed_digits('Có 136 đơn vị, {% figure "units_reviewed.blocks.A1" %}') == ["136"]


@pytest.mark.parametrize("code", WITH_FORM)
def test_both_languages_name_the_same_figures(code: str) -> None:
    for wording in sentences(load_form(guidance_set(code))):
        assert named(wording.vi) == named(wording.en), wording.vi


def named(text: str) -> set[str]:
    return {path for found in FIGURE.findall(text) for path in found if path}


@pytest.mark.parametrize("code", WITH_FORM)
def test_every_sentence_is_a_template_and_every_table_and_chart_is_known(code: str) -> None:
    form = load_form(guidance_set(code))
    engine = Engine(builtins=["tusoi.reports.templatetags.figures"])
    for wording in sentences(form):
        engine.from_string(wording.vi)
        engine.from_string(wording.en)
    named = [part for s in (*form.sections, *form.appendices) for part in s.parts if part.name]
    assert {part.name for part in named if part.kind == "table"} <= set(TABLES)
    assert {part.name for part in named if part.kind == "chart"} == set(CHARTS)


def test_templates_of_the_room_hold_no_number_in_their_text() -> None:
    folder = Path(__file__).parents[1] / "templates" / "reports"
    for template in folder.glob("*.html"):
        text = re.sub(r"<[^>]+>", "", TAG.sub("", template.read_text(encoding="utf-8")))
        assert re.findall(r"\d", text) == [], template.name


def test_a_set_without_the_form_is_refused_with_a_sentence(tmp_path: Path) -> None:
    there = guidance_set("nqtw4-2012")
    without = replace(there, forms_folder=tmp_path)
    with pytest.raises(Refused) as refused:
        load_form(without)
    assert "nqtw4-2012" in refused.value.wording.vi


def test_a_part_that_holds_two_things_is_an_error_of_the_form() -> None:
    text = (guidance_set("nqtw4-2012").forms_folder / "interim-report.toml").read_text("utf-8")
    broken = text.replace(
        'table = "progress"', 'table = "progress"\nblank = { vi = "x", en = "x" }'
    )
    with pytest.raises(ValueError, match="one thing"):
        read_form(broken)
