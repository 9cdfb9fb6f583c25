"""T11: whatever is changed behind the program's back is found and named; who rewrites all of it is caught by the witness."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from random import Random
from tempfile import mkdtemp
from typing import Any
from unittest.mock import patch
from uuid import uuid4

from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, connection, models, transaction

from tests.acts_on_pages import CHANGED_ON_PAGES, act_on_pages
from tests.cast import at_noon, lan, mai_loads_the_hospital, mai_loads_the_seed
from tests.outside import (
    NAME,
    NOW,
    Outside,
    everybody_vouches,
    exported,
    found_in,
    rewritten_by_the_owner,
)
from tests.outside import TREE as VOUCHED
from tests.prove.promise import Promise, Reached
from tests.prove.stage import in_memory, undone
from tests.tampering import (
    TREE,
    add_copy,
    entry,
    found,
    keys,
    one_change_per_row,
    other,
    place,
    places,
    recorded_columns,
    rows_of,
    set_column,
    sql,
    with_rows,
)
from tusoi.ledger import checking, triggers, verify
from tusoi.ledger.models import Entry, Erasure
from tusoi.ledger.signing import make_host_key
from tusoi.ledger.witnesses import FILE
from tusoi.organisation.actions import tell_contact
from tusoi.values.wording import Wording

_standing = ExitStack()
FULL = 1_000
"""With so many clean runs every row and every column is changed, else one column of each row at hand."""


@cache
def world() -> None:
    """The seed, and what is told on pages; the guards of the ledger's own rows are lifted, as the machine's owner could."""
    _standing.enter_context(in_memory())
    mai_loads_the_seed()
    triggers.lift(connection)
    # Not rolled back: the acts on pages are one transaction, because they travel in time.
    with transaction.atomic():
        act_on_pages()


def clean(count: int) -> Iterator[str]:
    """An honest act, and a look: so many times nothing may be named."""
    for number in range(count):
        tell_contact(lan(), f"lan{number}@co-quan.vn", "vi", by=lan().pk)
        for one in found():
            yield f"false alarm: {one.place}"


# Edits: a value of every kind, in every table


Change = tuple[Any, Any, Any]


def edits(full: bool) -> Iterator[tuple[list[Change], set[str]]]:
    """In rounds, the changes to be made at once: of every row one column after the other, or one column of each row at hand."""
    turn = 0
    while changes := list(_of_every_row(turn) if full else one_change_per_row(turn)):
        erased = {f"{one.table} {one.row}" for one in _erasures_of(changes)}
        yield changes, {place(model, key) for model, _, key in changes} | erased
        turn += 1


def _erasures_of(changes: list[Change]) -> Iterator[Erasure]:
    """An erasure that is changed excuses nothing any more: what it erased is named as removed."""
    wanted = [key for model, _, key in changes if model is Erasure]
    yield from Erasure.objects.filter(pk__in=wanted)


def _of_every_row(turn: int) -> Iterator[Change]:
    for model in with_rows():
        columns = recorded_columns(model)
        if turn < len(columns):
            yield from ((model, columns[turn], key) for key in keys(model))


def edited(full: bool) -> Iterator[tuple[int, list[str]]]:
    """Of each round, how many values were changed, and those that are not named with their row."""
    for changes, expected in edits(full):
        with undone():
            moved = {new for change in changes if (new := _changed(*change))}
            named = set(places())
        wrong = [f"edit unseen: {one}" for one in sorted((expected | moved) - named)]
        wrong += [f"named for nothing: {one}" for one in sorted(named - expected - moved)]
        yield len(changes), wrong


def _changed(model: Any, field: Any, key: Any) -> str:
    """Change the value; the new place, where it was the row's key."""
    old = model._base_manager.values_list(field.attname, flat=True).get(pk=key)
    target = getattr(field, "target_field", field)
    for new in (other(field, old), _far_from(field, old)):
        try:
            with transaction.atomic():
                set_column(model, key, field.column, target.get_db_prep_save(new, connection))
            return place(model, new) if field.primary_key else ""
        except IntegrityError:  # as near as that stands another row
            continue
    raise AssertionError(f"{model._meta.label}.{field.name} takes no other value")


def _far_from(field: Any, old: Any) -> Any:
    target = getattr(field, "target_field", field)
    if isinstance(target, models.IntegerField):
        return (old or 0) + 1_000_003
    return uuid4().hex[: target.max_length or 32] if isinstance(target, models.CharField) else other(field, old)  # fmt: skip


# The other kinds: each does one thing, and gives the places that have to be named


def _row(label: str, chance: Random) -> tuple[Any, Any]:
    model = apps.get_model(label)
    return model, chance.choice(keys(model))


def _set(label: str, column: str, value: Any, chance: Random) -> set[str]:
    model, key = _row(label, chance)
    set_column(model, key, column, value)
    return {place(model, key)}


def delete(chance: Random) -> set[str]:
    model = chance.choice(with_rows())
    key, pk = chance.choice(keys(model)), model._meta.pk
    assert pk is not None
    sql(
        f'DELETE FROM "{model._meta.db_table}" WHERE "{pk.column}" = %s',  # noqa: S608
        pk.get_db_prep_value(key, connection),
    )
    return {place(model, key)}


def insert(chance: Random) -> set[str]:
    model = chance.choice(with_rows())
    return {place(model, add_copy(model, chance.choice(keys(model))))}


def swap(chance: Random) -> set[str]:
    """Two items exchange their titles."""
    model = apps.get_model("remediation.Item")
    one, two = chance.sample(keys(model), 2)
    titles = dict(model._base_manager.values_list("pk", "title"))
    if titles[one] == titles[two]:
        return swap(chance)
    set_column(model, one, "title", titles[two])
    set_column(model, two, "title", titles[one])
    return {place(model, one), place(model, two)}


def renumber(chance: Random) -> set[str]:
    first, second = entry(1).pk, entry(2).pk
    set_column(Entry, first, "position", 99_999)
    set_column(Entry, second, "position", 1)
    set_column(Entry, first, "position", 2)
    return {f"{TREE} #2"}


def backdate(chance: Random) -> set[str]:
    return _set("meetings.Session", "told_at", "2012-01-01 00:00:00", chance)


def change_actor(chance: Random) -> set[str]:
    """A session that another told is said to be Lan's."""
    model, another = apps.get_model("meetings.Session"), lan().pk
    by_others = set(model._base_manager.exclude(told_by=another).values_list("pk", flat=True))
    key = chance.choice([one for one in keys(model) if one in by_others])
    set_column(model, key, "told_by_id", another.hex)
    return {place(model, key)}


def drop_signature(chance: Random) -> set[str]:
    model, key = _row("meetings.MinutesSignature", chance)
    sql("DELETE FROM meetings_minutessignature WHERE id = %s", key.hex)
    return {place(model, key)}


def alter_report(chance: Random) -> set[str]:
    return _set("reports.ReportDrafted", "as_of", "2012-12-18", chance)


def alter_attachment(chance: Random) -> set[str]:
    return _set("remediation.EvidenceContent", "written", "Yg==", chance)


def truncate_tail(chance: Random) -> set[str]:
    last = Entry.objects.filter(tree=TREE).order_by("-position")[0]
    expected = set(rows_of(last))
    sql("DELETE FROM ledger_rowdigest WHERE entry_id = %s", last.pk)
    sql("DELETE FROM ledger_entry WHERE id = %s", last.pk)
    return expected


KINDS: tuple[Callable[[Random], set[str]], ...] = (
    delete, insert, swap, renumber, backdate, change_actor, drop_signature, alter_report,
    alter_attachment, truncate_tail,
)  # fmt: skip
"""Beside `edited` and `resigned`: twelve kinds in all."""


def of_each_kind(times: int, chance: Random) -> Iterator[str]:
    for kind in KINDS:
        for _ in range(times):
            with undone():
                expected = kind(chance)
                missed = expected - set(places())
            yield from (f"{kind.__name__} unseen: {one}" for one in sorted(missed))


# Who holds database and key rewrites all of it and signs anew


@contextmanager
def vouched() -> Iterator[tuple[str, str, str]]:
    """A ledger that two of three witnesses vouch for: the policy, one without witnesses, and what a witness keeps."""
    folder = Path(mkdtemp())
    with undone(), at_noon(NOW.date()):
        mai_loads_the_hospital()
        key = make_host_key(NAME)
        three = [Outside(folder, name) for name in ("inspection", "superior", "auditor")]
        lines = [f"log {key.public.vkey}", *(f"witness {one.name} {one.key.vkey}" for one in three)]
        policy = "\n".join([*lines, "group three 2 inspection superior auditor", "quorum three"])
        alone = f"log {key.public.vkey}\nquorum none\n"
        (Path(settings.HOME) / FILE).write_text(f"{policy}\n", encoding="utf-8")
        for one in three:
            one.knows(f"{policy}\n")
        (folder / "policy").write_text(f"{policy}\n", encoding="utf-8")
        (folder / "alone").write_text(alone, encoding="utf-8")
        everybody_vouches(tuple(three), at=1_800_000_000)
        kept = three[0].witness.seen()[f"{NAME}/{VOUCHED}"]["note"]
        yield str(folder / "policy"), str(folder / "alone"), kept


def resigned(*, ignores_the_quorum: bool = False) -> tuple[list[str], int]:
    """What goes unseen although a witness holds a checkpoint; and whether it is undetectable where none does, as we say it is."""
    with vouched() as (policy, alone, kept):
        believed = alone if ignores_the_quorum else policy
        before = found_in(exported(Path(mkdtemp())), policy)[0]
        rewritten_by_the_owner()
        file = exported(Path(mkdtemp()))
        with_policy = found_in(file, believed)[0]
        with_note = found_in(file, policy, [kept])[0]
        undetectable = int(found_in(file, alone)[0] == verify.VALID)
    wrong = [] if before == verify.VALID else [f"a clean export: exit {before}"]
    wrong += (
        [] if with_policy == verify.FEW else [f"re-signed, no witness vouches: exit {with_policy}"]
    )
    wrong += (
        [] if with_note == verify.FORK else [f"re-signed against a kept note: exit {with_note}"]
    )
    return wrong, undetectable  # fmt: skip


def measure(sample: int, seed: int) -> Reached:
    """So many clean runs; edits of each row at hand (the full sample: of every row and column), eleven other kinds."""
    world()
    chance, full = Random(seed), sample >= FULL  # noqa: S311  # which, no secret
    rounds = list(edited(full))
    wrong = [one for _, found_wrong in rounds for one in found_wrong]
    times = 20 if full else 1
    wrong += of_each_kind(times, chance)
    unseen, undetectable = resigned()
    wrong += [*unseen, *clean(sample)]
    figures = {
        "edits": sum(count for count, _ in rounds),
        "tables": len(with_rows()),
        "kinds": len(KINDS) + 2,
    }
    figures |= {"others": times * len(KINDS), "clean": sample, "undetectable": undetectable}
    return Reached({**figures, "wrong": len(wrong)}, wrong)  # fmt: skip


def with_fault(seed: int) -> Reached:
    """The check no longer looks at rows, and the verifier asks for no witness: both have to show."""
    world()
    with patch.object(checking, "_rows", lambda *_: iter(())):
        rows = next(edited(full=False))[1]
    witness, undetectable = resigned(ignores_the_quorum=True)
    wrong = [*rows, *witness] if rows and witness else []
    figures = {"edits": 1, "tables": len(CHANGED_ON_PAGES), "kinds": 2, "others": 0, "clean": 0}
    return Reached({**figures, "undetectable": undetectable, "wrong": len(wrong)}, wrong)


PROMISE = Promise(
    id="T11",
    says=Wording(
        vi="Sửa, xóa, thêm gì sau lưng chương trình cũng bị tìm ra và gọi đúng hàng; viết lại tất cả thì người làm chứng phát hiện.",
        en="Whatever is changed behind the program's back is found and its row named; who rewrites all of it is caught by the witness.",
    ),
    goal=Wording(
        vi="12 kiểu sửa: 100 % lộ, đúng hàng; 0 báo động giả; ký lại tất cả: lộ nếu có người làm chứng, và KHÔNG lộ nếu không ai giữ điểm chốt",
        en="12 kinds: 100 % found and the row named; 0 false alarms; all re-signed: found with a witness, undetectable where none holds a checkpoint",
    ),
    reached=Wording(
        vi="{edits} giá trị của {tables} bảng, {others} lần khác, {kinds} kiểu, {clean} lần sạch: {wrong} điều sai; không người làm chứng thì không phát hiện được: {undetectable}/1",
        en="{edits} values of {tables} tables, {others} others, {kinds} kinds, {clean} clean runs: {wrong} wrong; undetectable without a witness: {undetectable} of 1",
    ),
    fault=Wording(
        vi="phép kiểm tra không nhìn các hàng, bộ kiểm chứng không đòi người làm chứng",
        en="the check looks at no rows, the verifier asks for no witness",
    ),
    short=20,
    full=FULL,
    measure=measure,
    with_fault=with_fault,
)
