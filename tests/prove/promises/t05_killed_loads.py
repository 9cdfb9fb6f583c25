"""T5: a load that is killed leaves all of it or nothing, and the same file again brings it to the same end."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from hashlib import sha256
from typing import Any
from unittest.mock import patch

from django.db import connection

from tests.cast import FIRST, RETURNS
from tests.prove.killed import Apart, Say, again, kills_itself_at, made, moments, said
from tests.prove.promise import Promise, Reached
from tusoi.exchange.actions import load_folder
from tusoi.ledger.checking import discrepancies
from tusoi.ledger.models import Fact
from tusoi.ledger.queries import committed_models
from tusoi.organisation.actions import account_named, add_account
from tusoi.values.wording import Wording

State = dict[str, list[Any]]


def load(say: Say) -> None:
    """Mai loads the first return of the seed; says what it changed."""
    told = load_folder(RETURNS[0], by=account_named("Mai").pk, told_at=FIRST)
    say(told.told.changes)


def cut_off(statement: int, later: float) -> Callable[[Say], None]:
    """The same, killed so long after a statement has begun."""

    def work(say: Say) -> None:
        with connection.execute_wrapper(kills_itself_at(statement, later)):
            load(say)

    return work


def counted(say: Say) -> None:
    """The same, whole: after which statement the first and the last is written, and how many there are."""
    asked = list[bool]()

    def noted(
        execute: Any, sql: str, params: Any, many: bool, context: Any
    ) -> Any:  # Django's order
        asked.append(sql.startswith("INSERT"))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(noted):
        load(lambda _: None)
    say([asked.index(True), len(asked)])


def state(say: Say) -> None:
    """What is there, but for salts, keys and moments; and what is not as recorded."""
    found = {
        model._meta.label: [
            model._base_manager.count(),
            sha256("\n".join(sorted(_words(model))).encode()).hexdigest(),
        ]
        for model in committed_models()
    }
    say([found, [one.place for one in discrepancies()][:5]])


def _words(model: Any) -> list[str]:
    if not issubclass(model, Fact):
        return []
    return [repr(sorted(row.says().items(), key=str)) for row in model._base_manager.all()]


def killed(count: int, seed: int, fault: AbstractContextManager[Any]) -> Reached:
    """Kill so many loads, at statements drawn from all of those from the first that writes to the end."""
    kept, chance = made(lambda: add_account("Mai")), moments(seed)
    ((before, _),) = said(state)
    ((first, last),) = said(counted)
    ((whole, _),) = said(state)
    figures, wrong = {"kills": count, "nothing": 0, "all": 0, "half": 0}, []
    with fault:
        for number in range(count):
            again(kept)
            at_the_end = number % 4 == 3  # around the commit
            where = last if at_the_end else chance.randint(first, last)
            Apart(cut_off(where, chance.uniform(0, 0.1 if at_the_end else 0.003))).rest()
            ((found, faults),) = said(state)
            one = {True: "half"} | {found == before: "nothing"} | {found == whole: "all"}
            left = one[True] if not faults else "half"
            figures[left] += 1
            if left == "half":
                wrong.append(f"kill {number} leaves half a load: {', '.join(faults)}")
                continue
            said(load)
            ((mended, faults),) = said(state)
            if mended != whole or faults or 0 not in said(load):
                wrong.append(f"after kill {number} the same return does not come to the same end")
    if not figures["nothing"] and not wrong:
        wrong.append("no kill came before the end: nothing is shown")
    return Reached(figures, wrong)


def measure(sample: int, seed: int) -> Reached:
    return killed(sample, seed, nullcontext())


def with_fault(seed: int) -> Reached:
    return killed(3, seed, patch("django.db.transaction.atomic", lambda *_, **__: nullcontext()))


PROMISE = Promise(
    id="T5",
    says=Wording(
        vi="Tiến trình nạp bảng tính bị giết giữa chừng để lại hoặc tất cả hoặc không gì cả; nạp lại đúng tệp đó cho cùng một kết quả.",
        en="A load that is killed leaves all of it or nothing, and the same return again comes to the same end.",
    ),
    goal=Wording(
        vi="0 lần nạp dở dang; nạp lại thì như chưa hề bị giết (trừ muối, khóa và giờ ghi); lần nữa đổi 0 hàng",
        en="0 half loads; the second load ends as if nobody had killed the first (but for salts, keys, moments); a third changes 0 rows",
    ),
    reached=Wording(
        vi="{kills} lần giết: {nothing} lần không gì cả, {all} lần đủ cả, {half} lần dở dang",
        en="{kills} kills: {nothing} left nothing, {all} all of it, {half} a half",
    ),
    fault=Wording(
        vi="mỗi câu lệnh tự chốt, không có giao dịch chung",
        en="every statement commits for itself, there is no transaction",
    ),
    short=20,
    full=100,
    measure=measure,
    with_fault=with_fault,
)
