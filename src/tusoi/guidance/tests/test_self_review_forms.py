"""The forms of self-reviews in the catalogue, and what their reader refuses."""

import unicodedata
from pathlib import Path

import pytest

from tusoi.guidance import forms
from tusoi.guidance.forms import EXPLANATIONS, FormKind, form_of
from tusoi.guidance.queries import guidance_set, set_codes
from tusoi.guidance.sets import Confidence
from tusoi.guidance.tables import BrokenCatalogue
from tusoi.guidance.tests.test_sets import copied, replace_in
from tusoi.text.forms import fold

BOTH = [(code, kind) for code in set_codes() for kind in FormKind]


@pytest.mark.parametrize(("code", "kind"), BOTH)
def test_every_form_says_what_to_write_where_it_comes_from_and_how_much(
    code: str, kind: FormKind
) -> None:
    form = form_of(code, kind)
    assert form.written
    for section in form.sections:
        for wording in (section.title, section.help, section.source):
            assert wording.vi != wording.en
            assert unicodedata.is_normalized("NFC", wording.vi)
        assert 0 < section.longest <= forms.LONGEST
        assert isinstance(section.mark, Confidence)


@pytest.mark.parametrize(("code", "kind"), BOTH)
def test_a_form_opens_with_earlier_shortcomings_then_with_what_was_put(
    code: str, kind: FormKind
) -> None:
    assert [one.code for one in form_of(code, kind).sections][:2] == ["earlier", EXPLANATIONS]


@pytest.mark.parametrize(("code", "kind"), BOTH)
def test_titles_are_told_apart_though_marks_and_capitals_are_lost(
    code: str, kind: FormKind
) -> None:
    titles = [
        fold(one.title.in_(lang)) for one in form_of(code, kind).sections for lang in ("vi", "en")
    ]
    assert len(titles) == len(set(titles))


def test_each_topic_of_the_unit_is_a_section_and_the_fourth_only_at_the_grassroots() -> None:
    seed = guidance_set("nqtw4-2012")
    assert [one.code for one in seed.topics_at("")] == ["T1", "T2", "T3"]
    assert [one.code for one in seed.topics_at("grassroots")] == ["T1", "T2", "T3", "T4"]
    grassroots = form_of("nqtw4-2012", FormKind.COLLECTIVE, seed.topics_at("grassroots"))
    section = grassroots.section("topic-T4")
    assert section is not None
    assert "Mối quan hệ giữa đảng viên với nhân dân" in section.title.vi
    assert form_of("nqtw4-2012", FormKind.COLLECTIVE).section("topic-T4") is None


@pytest.mark.parametrize(
    ("found", "put", "said"),
    [
        ('code = "scope"', 'code = "earlier"', "“earlier” stands twice"),
        ("longest = 8000", "longest = 0", "must lie between 1 and 40000"),
        ("longest = 8000", "longest = 900000", "must lie between 1 and 40000"),
        ("required = true", "needed = true", "no key that is used here"),
        ('mark = "sourced"', 'mark = "sure"', "none of"),
    ],
)
def test_a_form_that_cannot_stand_is_refused(
    found: str, put: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = copied("nqtw4-2012", tmp_path)
    replace_in(folder / "forms" / "self-review-collective.toml", found, put)
    monkeypatch.setattr("tusoi.guidance.queries.CATALOGUE", tmp_path)
    forms._form.cache_clear()
    guidance_set.cache_clear()
    try:
        with pytest.raises(BrokenCatalogue) as broken:
            form_of("nqtw4-2012", FormKind.COLLECTIVE)
        assert said in broken.value.wording.en
    finally:
        forms._form.cache_clear()
        guidance_set.cache_clear()


def test_a_set_without_the_form_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = copied("noi-bo-2026", tmp_path)
    (folder / "forms" / "self-review-personal.toml").unlink()
    monkeypatch.setattr("tusoi.guidance.queries.CATALOGUE", tmp_path)
    forms._form.cache_clear()
    guidance_set.cache_clear()
    try:
        with pytest.raises(BrokenCatalogue, match="is missing"):
            form_of("noi-bo-2026", FormKind.PERSONAL)
    finally:
        forms._form.cache_clear()
        guidance_set.cache_clear()
