"""T5: a load that is killed leaves all of it or nothing, and the same file again brings it to the same end."""

import time
from contextlib import AbstractContextManager, nullcontext
from hashlib import sha256
from typing import Any
from unittest.mock import patch

from tests.cast import FIRST, RETURNS
from tests.prove.killed import Apart, Say, again, killed_after, made, moments, said
from tests.prove.promise import Promise, Reached
from tusoi.exchange.actions import load_folder
from tusoi.ledger.checking import discrepancies
from tusoi.ledger.models import Fact
from tusoi.ledger.queries import committed_models
from tusoi.organisation.actions import account_named, add_account
from tusoi.values.wording import Wording

State = dict[str, list[Any]]


def load(say: Say) -> None:
    """Mai loads the first return of the seed; says when it begins to write, and what it changed."""

    def progress(what: Wording) -> None:
        if what.en == "writing":
            say(what.en)

    told = load_folder(RETURNS[0], by=account_named("Mai").pk, told_at=FIRST, progress=progress)
    say(told.told.changes)


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
    """Kill so many loads, at moments spread over the time that one takes to write."""
    kept, chance = made(lambda: add_account("Mai")), moments(seed)
    ((before, _),) = said(state)
    apart = Apart(load)
    apart.hear()
    began = time.monotonic()
    apart.rest()
    lasts = 1.1 * (time.monotonic() - began)
    ((whole, _),) = said(state)
    figures, wrong = {"kills": count, "nothing": 0, "all": 0, "half": 0}, []
    with fault:
        for number in range(count):
            again(kept)
            killed_after(load, chance.uniform(0, lasts))
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
