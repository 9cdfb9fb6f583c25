"""`tusoi backup FILE [--to KEY]`, `tusoi backup --new-key FILE`: a copy of everything, made while people work."""

from pathlib import Path

from tusoi.site.commands.command import Arguments, Asked, Command, answer
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording


def _arguments(parser: Arguments) -> None:
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="tệp mới / a new file")
    parser.add_argument(
        "--to",
        metavar="KEY",
        help="niêm phong cho khóa công khai này (hoặc tệp chứa nó) / seal it to this public key (or a file with it)",
    )
    parser.add_argument(
        "--new-key",
        type=Path,
        metavar="FILE",
        help="tạo khóa riêng mới, in khóa công khai / make a new private key, print its public half",
    )


def _run(asked: Asked) -> int:
    from nacl.public import PublicKey

    from tusoi.site.keeping.archive import key_of
    from tusoi.site.keeping.backup import back_up, make_key

    if (asked.new_key is None) == (asked.file is None):
        raise Refused(_ONE_OF_TWO)
    if asked.new_key is not None:
        answer(make_key(asked.new_key))
        answer(_KEEP_AWAY.filled(file=str(asked.new_key)).in_(asked.lang))
        return 0
    to = None if asked.to is None else PublicKey(key_of(_text(asked.to)))
    made = back_up(asked.file, to)
    for one in made.heads:
        answer(f"{one.tree}  {one.size}  {one.root}")
    said = _MADE if to is not None else _IN_CLEAR
    answer(said.filled(file=str(asked.file), size=made.size).in_(asked.lang))
    return 0


def _text(key: str) -> str:
    """The key itself, or what stands in the file of that name."""
    file = Path(key)
    try:
        return file.read_text(encoding="ascii") if file.is_file() else key
    except (OSError, UnicodeDecodeError):
        return ""  # which is no key, and refused as such


_ONE_OF_TWO = Wording(
    vi="Viết một trong hai: tusoi backup TỆP, hoặc tusoi backup --new-key TỆP.",
    en="Write one of the two: tusoi backup FILE, or tusoi backup --new-key FILE.",
)
_KEEP_AWAY = Wording(
    vi="Khóa riêng ở {file}: chuyển nó khỏi máy này ngay, giữ hai bản ở hai nơi; mất khóa thì không ai mở được bản sao lưu.",
    en="The private key is in {file}: take it off this machine now and keep two copies in two places; without it nobody opens a backup.",
)
_MADE = Wording(
    vi="Đã sao lưu vào {file} ({size} byte), niêm phong. Giữ các gốc trên ở nơi khác.",
    en="Backed up to {file} ({size} bytes), sealed. Keep the roots above somewhere else.",
)
_IN_CLEAR = Wording(
    vi="Đã sao lưu vào {file} ({size} byte), để rõ: ai có tệp này đọc được tất cả. Giữ các gốc trên ở nơi khác.",
    en="Backed up to {file} ({size} bytes), in clear: whoever has the file reads everything. Keep the roots above somewhere else.",
)

COMMAND = Command(
    name="backup",
    help="sao lưu trong khi mọi người vẫn làm việc / a copy of everything, made while people work",
    arguments=_arguments,
    run=_run,
)
