"""`tusoi restore FILE --home DIR [--key FILE] [--against FILE|URL] [--policy FILE]`: a home from a backup, verified before it has its name."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from tusoi.site.commands.command import Arguments, Asked, Command, answer
from tusoi.site.commands.ledger import kept_outside, looked_at
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

if TYPE_CHECKING:
    from nacl.public import PrivateKey

    from tusoi.site.keeping.restore import Laid


class NotWhole(Refused):
    """What the backup holds is not as it was recorded."""


class RolledBack(Refused):
    """The backup is sound in itself, and older than what was seen outside, or of another ledger."""

    exit_code = 2


def _arguments(parser: Arguments) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="bản sao lưu / the backup")
    parser.add_argument(
        "--key", type=Path, metavar="FILE", help="tệp khóa riêng / the file with the private key"
    )
    kept_outside(parser)


def _run(asked: Asked) -> int:
    """Lay it down, verify all of it, and only then give it the home's name."""
    if os.environ.get("DATABASE_URL"):
        raise Refused(_OTHER_DATABASE)
    home = Path(os.environ["TUSOI_HOME"]).resolve()
    os.environ["TUSOI_HOME"] = f"{home}.restoring"  # where it is laid down, and looked at
    import django

    django.setup()
    from tusoi.site.keeping.restore import lay

    laid = lay(asked.file, home, _key(asked.key))
    try:
        _require_whole(asked)
        laid.becomes(home)
    except BaseException:
        laid.goes()
        raise
    _tell(asked, laid, home)
    return 0


def _require_whole(asked: Asked) -> None:
    """Every row against the ledger, and the ledger against what was kept outside.

    Raises:
        NotWhole, RolledBack: with a line for each thing that is not as it should be.
    """
    from django.db import connections

    from tusoi.ledger.verify import TAMPERED
    from tusoi.site.database import open_database

    open_database(lang=asked.lang)
    try:
        code, lines = looked_at(asked, rows=True)
    finally:
        connections.close_all()
    found = "\n".join(lines)
    if code == TAMPERED:
        raise NotWhole(_NOT_WHOLE.filled(found=found))
    if code:
        raise RolledBack(_ROLLED_BACK.filled(found=found))


def _key(file: Path | None) -> "PrivateKey | None":
    from nacl.public import PrivateKey

    from tusoi.site.keeping.archive import KeyUnreadable, key_of

    if file is None:
        return None
    try:
        return PrivateKey(key_of(file.read_text(encoding="ascii")))
    except (OSError, UnicodeDecodeError) as fault:
        raise KeyUnreadable(_NO_KEY_FILE.filled(file=str(file))) from fault


def _tell(asked: Asked, laid: "Laid", home: Path) -> None:
    for one in laid.heads:
        answer(f"{one.tree}  {one.size}  {one.root}")
    said = _RESTORED.filled(home=str(home), made_at=laid.made_at)
    answer(said.in_(asked.lang))
    vouched = (_COSIGNED if asked.policy else _VOUCHED) if asked.against else _UNVOUCHED
    answer(vouched.in_(asked.lang))


_OTHER_DATABASE = Wording(
    vi="DATABASE_URL đang trỏ tới PostgreSQL; bản sao lưu này phục hồi vào một thư mục. Bỏ biến ấy rồi chạy lại; với PostgreSQL dùng pg_restore.",
    en="DATABASE_URL names a PostgreSQL; this backup is restored into a folder. Unset it and run again; for PostgreSQL use pg_restore.",
)
_NOT_WHOLE = Wording(
    vi="{found}\nKhông phục hồi: bản sao lưu không còn như lúc được ghi. Không để lại gì.",
    en="{found}\nNot restored: the backup is not as it was recorded. Nothing was left behind.",
)
_ROLLED_BACK = Wording(
    vi="{found}\nKhông phục hồi: bản sao lưu cũ hơn những gì bên ngoài đã thấy, hoặc là của một sổ khác; dùng nó thì những việc ghi sau đó mất mà không ai hay. Lấy bản mới hơn. Không để lại gì.",
    en="{found}\nNot restored: the backup is older than what was seen outside, or of another ledger; with it what was recorded since would be lost unseen. Take a newer one. Nothing was left behind.",
)
_NO_KEY_FILE = Wording(
    vi="Không đọc được tệp khóa {file}.", en="The key's file {file} cannot be read."
)
_RESTORED = Wording(
    vi="Đã phục hồi vào {home} bản sao lưu làm lúc {made_at}; mọi hàng đã ghi còn nguyên như lúc được ghi. Các khóa (tệp “secret”, “ledger.key”) không nằm trong bản sao lưu: chép lại từ nơi bạn giữ; thiếu tệp trước, mọi người phải lập lại xác thực hai bước; thiếu tệp sau, điểm chốt mới mang khóa khác mà người làm chứng chưa biết.",
    en="Restored to {home} from the backup made at {made_at}; every recorded row stands as it was recorded. The keys (the files “secret” and “ledger.key”) are in no backup: copy them from where you keep them. Without the first everybody sets up their second factor anew; without the second new checkpoints bear a key that no witness knows.",
)
_VOUCHED = Wording(
    vi="Các cây nối tiếp đúng những gì đã giữ bên ngoài.",
    en="The trees go on from what was kept outside.",
)
_COSIGNED = Wording(
    vi="Các cây nối tiếp đúng những điểm chốt mà đủ người làm chứng đã xác nhận.",
    en="The trees go on from checkpoints that witnesses enough have cosigned.",
)
_UNVOUCHED = Wording(
    vi="Chưa đối chiếu với bên ngoài: so các gốc trên với gốc in trên báo cáo, biên bản gần nhất, hoặc chạy lại với --against.",
    en="Not held against anything outside: compare the roots above with those on the latest report or minutes, or run it with --against.",
)

COMMAND = Command(
    name="restore",
    help="lập thư mục dữ liệu từ bản sao lưu, đối chiếu trước / a home from a backup, verified first",
    arguments=_arguments,
    run=_run,
    needs_database=False,
)
