"""T2: a power cut at any moment loses nothing that was acknowledged."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.power import OURS, UNSAFE, Machine, cuts, halves, lost, recorded
from tests.prove.promise import Promise, Reached
from tests.prove.stage import in_memory
from tusoi.values.wording import Wording


@cache
def statements() -> Machine:
    """What the program says to its database while forty acts are done."""
    with in_memory():
        return recorded()


def measure(sample: int, seed: int) -> Reached:
    """So many cuts under the program's own settings, and as many under each that it refuses to start with."""
    machine = statements()
    ours = under(machine, OURS, sample, seed)
    others = {name: under(machine, setting, sample, seed) for name, setting in UNSAFE.items()}
    blind = [f"{name}: no loss is seen" for name, found in others.items() if not found.faults]
    figures = {**ours.figures, **{name: one.figures["lost"] for name, one in others.items()}}
    return Reached(figures, [*ours.faults, *blind])


def under(machine: Machine, setting: str, count: int, seed: int) -> Reached:
    """So many cuts under a setting."""
    with TemporaryDirectory() as there:
        found = [*cuts(machine, setting, count, Path(there), seed)]
    figures = {
        "cuts": len(found),
        "acknowledged": sum(one.acknowledged for one in found),
        "lost": lost(found),
        "corrupt": sum(not one.sound for one in found),
        "halves": halves(found),
    }
    wrong = [f"{name}: {figures[name]}" for name in ("lost", "corrupt", "halves") if figures[name]]
    return Reached(figures, wrong)


def with_fault(seed: int) -> Reached:
    found = under(statements(), UNSAFE["NORMAL"], 8, seed)
    return Reached({**found.figures, "NORMAL": found.figures["lost"], "OFF": 0}, found.faults)


PROMISE = Promise(
    id="T2",
    says=Wording(
        vi="Mất điện lúc nào cũng không mất điều máy đã báo là đã ghi.",
        en="A power cut at any moment loses nothing that was acknowledged.",
    ),
    goal=Wording(
        vi="0 mất, 0 tệp hỏng, 0 việc ghi dở dang; cùng những lần cắt đó, NORMAL và OFF phải lộ ra mất mát",
        en="0 lost, 0 corrupt files, 0 half acts; the same cuts under NORMAL and OFF must show losses",
    ),
    reached=Wording(
        vi="{cuts} lần cắt mỗi cách đặt, {acknowledged} việc đã báo: {lost} mất, {corrupt} tệp hỏng, {halves} dở dang; NORMAL mất {NORMAL}, OFF mất {OFF}",
        en="{cuts} cuts of each setting, {acknowledged} acts acknowledged: {lost} lost, {corrupt} corrupt, {halves} halves; NORMAL lost {NORMAL}, OFF {OFF}",
    ),
    fault=Wording(vi="chạy với synchronous=NORMAL", en="it runs with synchronous=NORMAL"),
    short=40,
    full=200,
    measure=measure,
    with_fault=with_fault,
)
