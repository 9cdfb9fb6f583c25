"""The report of a campaign counted in pieces is, word by word, that of the same campaign counted in one."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from pytest_django import DjangoDbBlocker

from tests.cast import DEC_17, HCMC_CAMPAIGN, kept_for_a_module, mai_loads_the_seed
from tusoi.figures.engine import figures_in_pieces, figures_of, forget
from tusoi.reports.actions import interim_document
from tusoi.reports.frozen import as_json
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
