"""What was sent up, looked at in two windows at once: one after the other, and nothing of it is half there."""

import shutil
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tusoi.exchange.kept import Kept, keep, kept
from tusoi.organisation.access import NotThere

BY = uuid4()
A_MOMENT, LONG = 0.3, 60.0


@pytest.fixture
def sent(settings: Any, tmp_path: Path) -> Kept:
    """One workbook that was sent up."""
    settings.HOME = tmp_path
    return keep(BytesIO(b"x"), "kiem-diem.xlsx", 1, campaign="thu-2012", by=BY)


def look(one: Kept) -> str:
    with kept(one.id, campaign=one.campaign, by=BY) as again:
        return again.name


def second_window(one: Kept, meanwhile: Callable[[], object]) -> Future[str]:
    """Looked at a second time while the first window is at it and does something."""
    with ThreadPoolExecutor(1) as other, kept(one.id, campaign=one.campaign, by=BY):
        waiting = other.submit(look, one)
        with pytest.raises(TimeoutError):
            waiting.result(A_MOMENT)
        meanwhile()
    return waiting


def test_the_second_window_waits_for_the_first(sent: Kept) -> None:
    assert second_window(sent, lambda: None).result(LONG) == "kiem-diem.xlsx"


def test_what_the_first_window_loaded_is_gone_for_the_second(sent: Kept) -> None:
    found = second_window(sent, lambda: shutil.rmtree(sent.home))
    with pytest.raises(NotThere):
        found.result(LONG)
    with pytest.raises(NotThere):
        look(sent)


def test_what_is_not_theirs_is_not_there(sent: Kept) -> None:
    for campaign, by in (("khac-2012", BY), ("thu-2012", uuid4())):
        with pytest.raises(NotThere), kept(sent.id, campaign=campaign, by=by):
            pass
