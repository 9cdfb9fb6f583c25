"""`tusoi checkpoint`: signs what the trees hold now, hands it to witnesses, and takes what they bring. For a timer, hourly."""

import sys
from pathlib import Path

from tusoi.site.commands.command import Arguments, Asked, Command, answer
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording


def _arguments(parser: Arguments) -> None:
    parser.add_argument(
        "--name", default="", help="tên sổ, khi lập khóa lần đầu / the log's name, at first use"
    )
    parser.add_argument(
        "--tree", default="", help="chỉ in điểm chốt của sổ này / print the checkpoint of this tree"
    )
    parser.add_argument(
        "--for",
        dest="old",
        type=int,
        default=None,
        metavar="SIZE",
        help="kèm bằng chứng nối tiếp từ số mục người làm chứng đã xác nhận / with the proof from the size a witness remembers",
    )
    parser.add_argument(
        "--cosigned",
        action="append",
        default=[],
        metavar="FILE",
        help="nhận điểm chốt người làm chứng đã xác nhận / take what a witness brings",
    )


def _run(asked: Asked) -> int:
    from tusoi.ledger.checkpoints import newest
    from tusoi.ledger.exporting import leaves_of
    from tusoi.ledger.witnesses import NoCheckpoint, note_of, request_of, take_cosignatures

    for file in asked.cosigned:
        for line in take_cosignatures(_text(file)):
            said = _TAKEN.filled(tree=line.checkpoint.tree, size=line.checkpoint.size)
            answer(said.in_(asked.lang))
    if asked.cosigned:
        return 0
    if not asked.tree:
        return _sign(asked)
    checkpoint = newest(asked.tree)
    if checkpoint is None:
        raise NoCheckpoint(_NONE.filled(tree=asked.tree))
    if asked.old is None:
        answer(note_of(checkpoint))
    else:
        leaves = leaves_of(asked.tree, checkpoint.size)
        answer(request_of(checkpoint, max(0, asked.old), leaves))
    return 0


def _sign(asked: Asked) -> int:
    """Sign what has grown; the clock that runs backwards hinders nothing, and is told of at the end."""
    from tusoi.ledger.checkpoints import clock_ran_backwards, make_checkpoints
    from tusoi.ledger.signing import make_host_key
    from tusoi.ledger.witness import CLOCK
    from tusoi.values.clock import now

    key = make_host_key(asked.name)
    made, code = make_checkpoints(key), 0
    for one in made:
        if clock_ran_backwards(one.tree, now()):
            code = CLOCK
            sys.stderr.write(_CLOCK.filled(tree=one.tree).in_(asked.lang) + "\n")
        answer(f"{one.tree}  {one.size}  {bytes(one.root).hex()}")
    if not made:
        answer(_NOTHING.in_(asked.lang))
    sys.stderr.write(f"log {key.public.vkey}\n")
    return code


def _text(file: str) -> str:
    try:
        return Path(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(_UNREADABLE.filled(file=file)) from error


_TAKEN = Wording(
    vi="Đã nhận: sổ {tree} ở {size} mục có thêm một người làm chứng xác nhận.",
    en="Taken: one more witness vouches for {tree} at {size} entries.",
)
_NOTHING = Wording(
    vi="Không có mục mới từ điểm chốt trước.", en="Nothing was added since the last checkpoint."
)
_NONE = Wording(
    vi="Sổ {tree} chưa có điểm chốt nào. Chạy: tusoi checkpoint",
    en="The tree {tree} has no checkpoint yet. Run: tusoi checkpoint",
)
_UNREADABLE = Wording(vi="Không đọc được tệp {file}.", en="The file {file} cannot be read as text.")
_CLOCK = Wording(
    vi="Đồng hồ máy chạy lùi: điểm chốt trước của sổ {tree} ghi giờ muộn hơn bây giờ. Điểm chốt mới vẫn được ký; hãy chỉnh giờ.",
    en="This machine's clock ran backwards: the last checkpoint of {tree} bears a later time than now. The new one is signed all the same; set the clock right.",
)

COMMAND = Command(
    name="checkpoint",
    help="ký điểm chốt của sổ đối chứng, nhận xác nhận của người làm chứng / sign checkpoints of the ledger, take cosignatures",
    arguments=_arguments,
    run=_run,
)
