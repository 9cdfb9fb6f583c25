"""One unit's review in a real browser: the whole path as the cast, scripts on and off, and the room without a network."""

import pytest
from playwright.sync_api import Browser

from tests.demonstration import demonstration
from tests.review_path import DOCS, SECRETARY, STEPS, play

WAYS = {
    "scripts on": {"scripts": True},
    "scripts off": {"scripts": False},
    "network cut": {"scripts": True, "cut": True},
}


@pytest.mark.browser
@pytest.mark.parametrize("way", WAYS)
def test_a_review_from_held_to_passed(browser: Browser, way: str) -> None:
    with demonstration() as shown:
        played = play(browser, shown, **WAYS[way])
    # Refusals answer 422 and a cut network is remarked on by the browser; nothing else may be complained of.
    remarks = ("422", "ERR_INTERNET_DISCONNECTED")
    assert [one for one in played.complaints if not any(word in one for word in remarks)] == []
    assert played.who in {SECRETARY, "tuan"}


def test_what_it_costs_is_told_step_by_step() -> None:
    told = (DOCS / "clerical-cost.md").read_text(encoding="utf-8")
    for step in ("the room", "minutes", "remedy plan", "two parts again"):
        assert f"| {step} |" in told
    assert {step.en for step in STEPS} >= {"the room", "minutes"}
