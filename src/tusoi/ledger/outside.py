"""What was kept where the administrator cannot change it, and whether the trees of today go on from it.

What a forger rewrites consistently, and an older copy put in the place of the newer, show nowhere inside the database.
Kept outside are roots, as lines that `tusoi ledger root` prints or a phone reads off a report, and checkpoints, as
witnesses cosigned them.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from tusoi.ledger.queries import Head, head
from tusoi.ledger.verify import (
    FEW,
    FORK,
    UNREADABLE,
    Policy,
    Unreadable,
    read_checkpoint,
    read_policy,
)
from tusoi.ledger.witness import NotCosigned, fetched
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

_LINE = re.compile(r"(?P<tree>\S+)\s+(?P<size>\d{1,15})\s+(?P<root>[0-9a-f]{64})")
_ORIGIN = re.compile(r"(?:.*/)?(?P<tree>host|(?:campaign|work)/[^/]+)")


class RootsUnreadable(Refused):
    """What was given as kept outside is neither roots nor a checkpoint, or cannot be had."""

    exit_code = UNREADABLE


class NotVouched(Refused):
    """A checkpoint is not signed by a log of the policy, or by too few of its witnesses."""

    exit_code = FEW


class TwoRoots(Refused):
    """What was kept outside contradicts itself: somebody was shown another ledger than somebody else."""

    exit_code = FORK


def policy_of(file: Path) -> Policy:
    """Whom to believe.

    Raises:
        RootsUnreadable: the file cannot be read, or names no key to believe.
    """
    try:
        return read_policy(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as fault:
        raise RootsUnreadable(_NO_FILE.filled(file=str(file))) from fault
    except Unreadable as unreadable:
        raise RootsUnreadable(_as_wording(unreadable)) from None


def roots_of(sources: Sequence[str], policy: Policy | None = None) -> list[Head]:
    """The roots in files or at addresses: of lines of roots (empty ones and those that begin with # are passed
    over), and of checkpoints. With a policy checkpoints alone count, and each must be cosigned as it asks.

    Raises:
        RootsUnreadable: one cannot be had, a line is no root, or there is nothing at all.
        NotVouched: with a policy, a root that nobody signed, or a checkpoint that too few did.
        TwoRoots: two of one tree and size contradict each other.
    """
    told: list[Head] = []
    for source in sources:
        text = _text(source)
        told += [_checkpoint(text, policy)] if "\n\n— " in text else _lines(text, source, policy)
    roots: dict[tuple[str, int], str] = {}
    for one in told:
        if roots.setdefault((one.tree, one.size), one.root) != one.root:
            raise TwoRoots(_TWO_ROOTS.filled(tree=one.tree, size=one.size))
    return told


def contradictions(kept: Sequence[Head]) -> Iterator[tuple[str, Wording]]:
    """For each root kept that the trees of today do not go on from: the tree, and a sentence."""
    for one in kept:
        now = head(one.tree, one.size)
        if now.size < one.size:
            yield one.tree, _SHORTER.filled(size=now.size, kept=one.size)
        elif now.root != one.root:
            yield one.tree, _OTHER.filled(kept=one.size)


def _text(source: str) -> str:
    try:
        return fetched(source, 0).removeprefix("\ufeff")
    except NotCosigned as fault:
        raise RootsUnreadable(Wording(vi=fault.said.vi, en=fault.said.en)) from None


def _lines(text: str, source: str, policy: Policy | None) -> list[Head]:
    told = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        found = _LINE.fullmatch(line.strip())
        if found is None:
            raise RootsUnreadable(_NO_LINE.filled(file=source, number=number))
        told.append(Head(found["tree"], int(found["size"]), found["root"]))
    if not told:
        raise RootsUnreadable(_NO_FILE.filled(file=source))
    if policy is not None:
        raise NotVouched(_UNSIGNED.filled(file=source))
    return told


def _checkpoint(text: str, policy: Policy | None) -> Head:
    """The root that a checkpoint tells, once the policy's log and witnesses enough have signed it."""
    try:
        found = read_checkpoint(text)
    except Unreadable as unreadable:
        raise RootsUnreadable(_as_wording(unreadable)) from None
    if policy is not None and not policy.believes(found):
        raise NotVouched(_NOT_OUR_LOG.filled(origin=found.origin))
    if policy is not None and not policy.is_met(names := policy.cosigners(found)):
        raise NotVouched(
            _TOO_FEW.filled(
                origin=found.origin,
                size=found.size,
                has=len(names),
                of=len(policy.witnesses),
                least=policy.fewest(),
            )
        )
    tree = _ORIGIN.fullmatch(found.origin)
    return Head(tree["tree"] if tree else found.origin, found.size, found.root.hex())


def _as_wording(unreadable: Unreadable) -> Wording:
    return Wording(vi=unreadable.said.vi, en=unreadable.said.en)


_NO_FILE = Wording(
    vi="{file} không có gốc nào đọc được; mỗi dòng viết như “tusoi ledger root” in ra: cây, số mục, gốc; hoặc là một điểm chốt.",
    en="{file} holds no root that can be read; each line is as “tusoi ledger root” prints it: tree, entries, root; or it is a checkpoint.",
)
_NO_LINE = Wording(
    vi="{file}, dòng {number}: không phải “cây  số mục  gốc” như “tusoi ledger root” in ra. Chưa đối chiếu gì.",
    en="{file}, line {number}: not “tree  entries  root” as “tusoi ledger root” prints it. Nothing was compared.",
)
_UNSIGNED = Wording(
    vi="{file} chỉ là các dòng gốc, không ai ký. Đã đưa tệp chính sách (--policy) thì cần điểm chốt có người làm chứng xác nhận.",
    en="{file} holds lines that nobody signed. With a policy (--policy) a checkpoint is needed that witnesses cosigned.",
)
_NOT_OUR_LOG = Wording(
    vi="Điểm chốt của {origin} không mang chữ ký đúng của sổ nào nêu trong tệp chính sách. Chưa đối chiếu gì.",
    en="The checkpoint of {origin} bears no right signature of a log that the policy names. Nothing was compared.",
)
_TOO_FEW = Wording(
    vi="Điểm chốt của {origin} ở {size} mục mới có {has} trong {of} người làm chứng xác nhận, cần {least}. Chưa đối chiếu gì; lấy điểm chốt có đủ người xác nhận.",
    en="The checkpoint of {origin} at {size} entries was cosigned by only {has} of {of} witnesses, {least} are needed. Nothing was compared; fetch one that enough have cosigned.",
)
_TWO_ROOTS = Wording(
    vi="Những gì giữ ở ngoài trái nhau: sổ {tree} ở {size} mục có hai gốc. Có người đã được cho xem một sổ khác; giữ cả hai làm bằng chứng.",
    en="What was kept outside contradicts itself: {tree} has two roots at {size} entries. Somebody was shown another ledger; keep both as evidence.",
)
_SHORTER = Wording(
    vi="có {size} mục, bên ngoài đã thấy {kept}: đây là bản cũ hơn, hoặc các mục cuối đã bị cắt.",
    en="has {size} entries, {kept} were seen outside: this is an older copy, or its last entries were cut off.",
)
_OTHER = Wording(
    vi="gốc của {kept} mục đầu khác với gốc đã giữ bên ngoài: sổ đã bị viết lại.",
    en="the root of its first {kept} entries is not the one kept outside: the ledger was rewritten.",
)
