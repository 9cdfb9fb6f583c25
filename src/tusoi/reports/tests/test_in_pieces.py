"""The report of a campaign counted in pieces is, word by word, that of the same campaign counted in one; long lists it does not print."""

from collections.abc import Iterator
from datetime import timedelta
from html import unescape

import pytest
from django.utils.html import strip_tags
from pytest_django import DjangoDbBlocker

from tests.cast import DEC_17, HCMC_CAMPAIGN, kept_for_a_module, mai_loads_the_seed
from tusoi.figures import pieces
from tusoi.figures.engine import figures_in_pieces, figures_of, forget
from tusoi.reports.actions import interim_document
from tusoi.reports.document import Document
from tusoi.reports.formats import FORMATS
from tusoi.reports.frozen import as_json
from tusoi.reports.tables import sources
from tusoi.values.clock import now

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        yield


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_report_is_the_same(lang: str) -> None:
    forget()
    known_by = now() + timedelta(days=1)
    one = figures_of(HCMC_CAMPAIGN, as_of=DEC_17, known_by=known_by)
    many = figures_in_pieces(
        HCMC_CAMPAIGN, as_of=DEC_17, known_by=known_by, larger_than=0, at_once=40
    )
    assert many.pieces is not None
    assert as_json(interim_document(many, lang=lang)) == as_json(interim_document(one, lang=lang))


def in_pieces(lang: str) -> Document:
    forget()
    figures = figures_in_pieces(
        HCMC_CAMPAIGN, as_of=DEC_17, known_by=now(), larger_than=0, at_once=40
    )
    return interim_document(figures, lang=lang)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "vi",
            "Có 52 dòng, nhiều hơn 2 nên văn bản này không kê từng dòng. Danh sách có ở trang Số liệu của đợt, số “{title}”, tính đến hết ngày 17/12/2012.",
        ),
        (
            "en",
            "There are 52 lines, more than 2, so this text does not name each. They stand on the campaign's page Figures, under “{title}”, as of the end of 17 December 2012.",
        ),
    ],
)
def test_lists_that_nobody_reads_to_the_end_are_told_by_their_number(
    lang: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def page() -> str:
        shown = strip_tags(FORMATS["html"].write(in_pieces(lang)).decode())
        return " ".join(unescape(shown).split())

    forget()
    one = figures_of(HCMC_CAMPAIGN, as_of=DEC_17, known_by=now())
    items = [item.title for item in one.records.items]
    before = page()
    assert len(items) == 52
    assert all(title in before for title in items)
    for where in (pieces, sources):
        monkeypatch.setattr(where, "ROWS_KEPT", 2)
    after = page()
    title = one.definition("remediation_items").title.in_(lang)
    assert said.format(title=title) in after
    assert not any(title in after for title in items)
    assert after.count(said.partition(".")[0].split("52")[1]) == 3, (
        "items, units not reviewed, breaches"
    )
