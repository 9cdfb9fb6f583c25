"""T10: the arithmetic of proofs and signatures is that of the standards, by vectors that nobody here wrote."""

from unittest.mock import patch

from tests.prove.promise import Promise, Reached
from tusoi.ledger import commitment, tree, verify
from tusoi.ledger.tests import judged
from tusoi.values.wording import Wording


def measure(sample: int, seed: int) -> Reached:
    """All of them: there is nothing to draw."""
    proofs = [*judged.inclusion_proofs().values(), *judged.consistency_proofs().values()]
    roots, checks = judged.roots(), (verify.signed, verify.signed_in_plain_python)
    signatures = [
        judged.signature_holds(check, one)
        for check in checks
        for one in judged.OTHERS["ed25519"]["vectors"]
    ]
    notes = [judged.note_verifies(), judged.note_is_signed_alike()]
    orders = [judged.names_in_order(one) for one in (verify.canonical, commitment.canonical)]
    every = {"proofs": proofs, "roots": roots, "signatures": signatures}
    every |= {"notes": notes, "orders": orders}
    figures = {name: sum(found) for name, found in every.items()}
    figures |= {f"of_{name}": len(found) for name, found in every.items()}
    wrong = [f"{name}: {found.count(False)}" for name, found in every.items() if not all(found)]
    if (figures["of_proofs"], figures["of_roots"]) != (196, 9):
        wrong.append("vectors are missing")
    return Reached(figures, wrong)


def with_fault(seed: int) -> Reached:
    def swapped(left: bytes, right: bytes) -> bytes:
        return right_way(right, left)

    right_way = verify.node_hash
    with patch.object(verify, "node_hash", swapped), patch.object(tree, "node_hash", swapped):
        return measure(0, seed)


PROMISE = Promise(
    id="T10",
    says=Wording(
        vi="Phép tính của sổ cái và chữ ký đúng theo tiêu chuẩn, thử bằng bộ dữ liệu do người khác viết.",
        en="The ledger's arithmetic and signatures are those of the standards, by vectors that others wrote.",
    ),
    goal=Wording(
        vi="196/196 chứng minh, 9/9 gốc RFC 6962; mọi chữ ký Ed25519, bản ghi có ký và thứ tự JSON (JCS) đều đúng",
        en="196 of 196 proofs and 9 of 9 roots of RFC 6962; every Ed25519 signature, signed note and JCS order right",
    ),
    reached=Wording(
        vi="{proofs}/{of_proofs} chứng minh, {roots}/{of_roots} gốc, {signatures}/{of_signatures} chữ ký, {notes}/{of_notes} bản ghi có ký, {orders}/{of_orders} thứ tự",
        en="{proofs}/{of_proofs} proofs, {roots}/{of_roots} roots, {signatures}/{of_signatures} signatures, {notes}/{of_notes} signed notes, {orders}/{of_orders} orders",
    ),
    fault=Wording(
        vi="hai nhánh của mỗi nút bị đổi chỗ", en="the two children of every node change places"
    ),
    short=196,
    full=196,
    measure=measure,
    with_fault=with_fault,
)
