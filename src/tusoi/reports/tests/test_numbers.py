"""Numbers and tags: the one door from figures to text."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.template import Context, Engine

from tusoi.figures.disclosed import Disclosed, Reader
from tusoi.figures.figure_set import UnknownFigure
from tusoi.reports.drafting import roman
from tusoi.reports.numbers import Numbers
from tusoi.reports.templatetags.figures import unbroken
from tusoi.reports.tests.fake import seed
from tusoi.reports.unbroken import pieces

ENGINE = Engine(builtins=["tusoi.reports.templatetags.figures"], autoescape=False)


def filled(text: str, lang: str = "vi", **more: Any) -> str:
    context = {
        "numbers": Numbers(Disclosed(seed(), Reader.PUBLIC), lang),
        "lang": lang,
        "printed": frozenset(),
        **more,
    }
    return str(ENGINE.from_string(text).render(Context(context, autoescape=False)))


@pytest.mark.parametrize(
    ("text", "lang", "shown"),
    [
        ('{% figure "units_reviewed" %}', "vi", "133/136"),
        ('{% figure "units_reviewed.blocks.A" %}', "vi", "67/68"),
        ('{% figure "discipline_before_review.total" %}', "vi", "10"),
        ('{% figure "opinions_asked.invited" %}', "vi", "khoảng 1.235"),
        ('{% figure "opinions_asked.invited" %}', "en", "about 1,235"),
        ('{% percent "units_reviewed" %}', "vi", "97,79%"),
        ('{% percent "units_reviewed" %}', "en", "97.79%"),
        ('{% share "topics_suggested.answered" "topics_suggested.asked" %}', "vi", "20/24"),
        ('{% percent "topics_suggested.owner_named" "topics_suggested.asked" %}', "vi", "45,83%"),
        ('{% count "breaches.count" "breach" "breaches" %}', "en", "1 breach"),
        ('{% count "working_groups.count" "group" "groups" %}', "en", "40 groups"),
        ('{% some "breaches.count" as any %}{% if any %}yes{% endif %}', "en", "yes"),
        ('{% own_sum "discipline_before_review.total" "ours" %}', "en", "ours"),
    ],
)
def test_a_tag_writes_the_number_of_its_figure(text: str, lang: str, shown: str) -> None:
    assert filled(text, lang) == shown


def test_days_and_moments_follow_the_language() -> None:
    at = datetime(2012, 11, 16, 10, 0, tzinfo=UTC)
    assert filled("{% moment at %}", at=at) == "17:00 ngày 16/11/2012"
    assert filled("{% moment at %}", "en", at=at) == "17:00 on 16 November 2012"
    assert filled("{% head_day on %}", on=date(2026, 2, 5)) == "ngày 05 tháng 02 năm 2026"
    assert filled("{% head_day on %}", on=date(2026, 5, 27)) == "ngày 27 tháng 5 năm 2026"


@pytest.mark.parametrize("path", ["no_such_figure", "units_reviewed.blocks.Z", "verdicts"])
def test_a_path_that_is_no_number_stops_the_report(path: str) -> None:
    with pytest.raises(UnknownFigure):
        Numbers(Disclosed(seed(), Reader.PUBLIC), "vi").shown(path)


def test_what_must_not_break_is_cut_out_and_nothing_is_lost() -> None:
    text = "Ngày 17/12/2012: 133/136, đạt 97,79%"
    assert [piece for piece, kept in pieces(text) if kept] == ["17/12/2012", "133/136"]
    assert "".join(piece for piece, _ in pieces(text)) == text


def test_unbroken_html_is_escaped() -> None:
    assert unbroken("<b> 1/2") == '&lt;b&gt; <span class="unbroken">1/2</span>'


def test_sections_are_numbered_in_roman() -> None:
    assert [roman(number) for number in (1, 4, 5, 9, 14, 40)] == ["I", "IV", "V", "IX", "XIV", "XL"]
