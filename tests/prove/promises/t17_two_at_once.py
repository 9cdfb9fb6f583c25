"""T17: of two who act on one review at the same moment exactly one wins, and the other is told."""

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.pairs import ALL, on_an_embedded_database
from tests.prove.promise import Promise, Reached
from tusoi.values.wording import Wording

DEFERRED = """
from django.conf import settings
from django.db import connection
connection.settings_dict["OPTIONS"]["transaction_mode"] = "DEFERRED"
connection.transaction_mode = "DEFERRED"
"""


def measure(sample: int, seed: int) -> Reached:
    """So many rounds between two processes, in as many databases as they need; what is played lies in `tests/rounds.py`."""
    wrong: list[str] = []
    for begun in range(0, sample, ALL):
        with TemporaryDirectory() as home:
            wrong += on_an_embedded_database(Path(home), min(ALL, sample - begun))
    return Reached({"rounds": sample, "wrong": len(wrong)}, wrong)


def with_fault(seed: int) -> Reached:
    with TemporaryDirectory() as home:
        wrong = on_an_embedded_database(Path(home), 12, DEFERRED)
    return Reached({"rounds": 12, "wrong": len(wrong)}, wrong)


PROMISE = Promise(
    id="T17",
    says=Wording(
        vi="Hai người cùng ghi vào một hồ sơ cùng lúc: đúng một người được, người kia được báo.",
        en="Of two who act on one review at the same moment exactly one wins, and the other is told.",
    ),
    goal=Wording(
        vi="mỗi lượt đúng một kết quả được phép và đúng số mục sổ cái; 0 “database is locked”, 0 sai lệch",
        en="every round ends as it may, with the entries it should add; 0 “database is locked”, 0 discrepancies",
    ),
    reached=Wording(
        vi="{rounds} lượt giữa hai tiến trình, {wrong} lượt sai",
        en="{rounds} rounds between two processes, {wrong} wrong",
    ),
    fault=Wording(
        vi="giao dịch bắt đầu bằng DEFERRED thay cho IMMEDIATE",
        en="transactions begin DEFERRED, not IMMEDIATE",
    ),
    short=50,
    full=500,
    measure=measure,
    with_fault=with_fault,
)
