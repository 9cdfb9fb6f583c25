"""The five minutes, in a real browser, with scripts on and off; and the tour in docs as the script writes it."""

import pytest
from playwright.sync_api import Browser

from tests.demonstration import demonstration
from tests.tour import DOCS, STOPS, picture, play, text


@pytest.mark.browser
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])
def test_the_five_minutes(browser: Browser, scripts: bool) -> None:
    with demonstration() as shown:
        tour = play(browser, shown, scripts=scripts)
    # The two refusals answer 422, which the browser remarks on; nothing else may be complained of.
    assert [said for said in tour.complaints if "422" not in said] == []


def test_the_tour_in_docs_is_the_one_the_script_writes() -> None:
    assert (DOCS / "tour.md").read_text(encoding="utf-8") == text()
    for number, stop in enumerate(STOPS, start=1):
        assert (DOCS / "tour" / picture(number, stop)).is_file()
