"""T12: a report and a whole ledger are verified away from the program, soon enough that somebody does it."""

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.cast import DEC_17, HCMC_CAMPAIGN, dung, mai, mai_loads_the_seed, reach_for
from tests.prove.promise import Promise, Reached
from tests.prove.stage import in_memory
from tusoi.ledger import verify
from tusoi.ledger.checkpoints import make_checkpoints
from tusoi.ledger.signing import make_host_key
from tusoi.ledger.tests.many_entries import ENTRIES, Verified, verified, written
from tusoi.reports.approval import approve_report, draft_report
from tusoi.reports.queries import draft, proof, published_json
from tusoi.values.clock import now
from tusoi.values.wording import Wording

REPORT_SECONDS, LEDGER_SECONDS, MIB = 5, 60, 200


def approved(folder: Path) -> tuple[str, str, str]:
    """The seed's report of 17 December, its proof, and a policy, as files."""
    report, told, policy = (folder / name for name in ("report.json", "tlog-proof", "policy"))
    with in_memory():
        mai_loads_the_seed()
        key = make_host_key("kiemdiem.example")
        made = draft_report(reach_for(mai()), as_of=DEC_17, known_by=now())
        approve_report(reach_for(dung()), draft=made)
        make_checkpoints(key)
        kept = draft(HCMC_CAMPAIGN, made)
        report.write_bytes(published_json(kept))
        told.write_text(proof(kept), encoding="utf-8")
    policy.write_text(f"log {key.public.vkey}\nquorum none\n", encoding="utf-8")
    return str(report), str(told), str(policy)


def measure(sample: int, seed: int) -> Reached:
    """One report and ten thousand entries; a report in which one digit differs is told apart."""
    with TemporaryDirectory() as there:
        report, told, policy = approved(Path(there))
        first = verified("report", report, told, "--policy", policy)
        Path(report).write_bytes(Path(report).read_bytes().replace(b"133", b"134"))
        second = verified("report", report, told, "--policy", policy)
        changed = [] if second.code == verify.TAMPERED else ["134 for 133 goes unseen"]
    found = ten_thousand("")
    return Reached(
        {
            "report": first.seconds,
            "ledger": found.seconds,
            "peak": found.peak,
            "entries": ENTRIES,
        },
        [*slow("report", first, REPORT_SECONDS), *slow("ledger", found, LEDGER_SECONDS), *changed],
    )


def ten_thousand(fault: str) -> Verified:
    with TemporaryDirectory() as there:
        file, policy = written(Path(there))
        return verified("fsck", file, "--policy", policy, fault=fault)


def slow(what: str, found: Verified, seconds: int) -> list[str]:
    """What speaks against it."""
    wrong = [] if found.code == verify.VALID else [f"{what}: exit {found.code}"]
    if found.seconds > seconds:
        wrong.append(f"{what}: {found.seconds:.1f} s")
    return [*wrong, *([f"{what}: {found.peak} MiB"] if found.peak > MIB else [])]


def with_fault(seed: int) -> Reached:
    found = ten_thousand("leaked = bytearray(b'x') * 250_000_000")
    figures = {"report": 0, "ledger": found.seconds, "peak": found.peak, "entries": ENTRIES}
    return Reached(figures, slow("ledger", found, LEDGER_SECONDS))


PROMISE = Promise(
    id="T12",
    says=Wording(
        vi="Báo cáo và toàn bộ sổ cái kiểm chứng được ở máy khác, không cần chương trình này, không cần Django.",
        en="A report and the whole ledger are verified on another machine, without the program and without Django.",
    ),
    goal=Wording(
        vi="tối đa 5 giây một báo cáo, 60 giây và 200 MiB cho 10.000 mục; đổi một chữ số thì lộ",
        en="at most 5 s a report, 60 s and 200 MiB for 10,000 entries; one digit changed is seen",
    ),
    reached=Wording(
        vi="báo cáo {report} giây; {entries} mục {ledger} giây, {peak} MiB",
        en="a report {report} s; {entries} entries {ledger} s, {peak} MiB",
    ),
    fault=Wording(
        vi="bộ kiểm chứng giữ lại 250 MB trong bộ nhớ", en="the verifier keeps 250 MB in memory"
    ),
    short=ENTRIES,
    full=ENTRIES,
    measure=measure,
    with_fault=with_fault,
)
