"""`tusoi new FOLDER`: a blank, explained campaign folder."""

import argparse
import re
from pathlib import Path

from tusoi.site.commands.command import Arguments, Asked, Command, answer
from tusoi.values.refusal import Refused
from tusoi.values.system import why_not
from tusoi.values.wording import Wording

CODE = r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}"
"""As the campaign file's reader demands it; a test holds the two together. The reader needs Django, `new` does not."""


def _arguments(parser: Arguments) -> None:
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument(
        "--code", type=_code, default="dot-moi", help="mã đợt / the campaign's code"
    )
    parser.add_argument(
        "--guidance", metavar="SET", help="bộ hướng dẫn / the guidance set the campaign rests on"
    )


def _code(text: str) -> str:
    """An argument that is a code, as the campaign file demands it."""
    if not re.fullmatch(CODE, text):
        raise argparse.ArgumentTypeError(f"“{text}”: {_NO_CODE.vi} / {_NO_CODE.en}")
    return text


def _run(asked: Asked) -> int:
    from tusoi.exchange.workbooks import write_blank_folder

    try:
        write_blank_folder(asked.folder, code=asked.code, lang=asked.lang, guidance=asked.guidance)
    except OSError as error:
        raise Refused(
            _NOT_WRITABLE.filled(folder=str(asked.folder), reason=why_not(error))
        ) from error
    answer(_WRITTEN.filled(folder=str(asked.folder)).in_(asked.lang))
    return 0


_WRITTEN = Wording(
    vi="Đã viết các tệp trống vào {folder}. Điền dot-kiem-diem.toml và các bảng, rồi kiểm tra: tusoi load {folder} --check",
    en="Blank files are in {folder}. Fill in dot-kiem-diem.toml and the workbooks, then check: tusoi load {folder} --check",
)
_NO_CODE = Wording(
    vi="không phải mã (1-40 chữ không dấu, số, gạch nối, gạch dưới, dấu chấm)",
    en="is no code (1-40 plain letters, digits, hyphens, underscores, dots)",
)
_NOT_WRITABLE = Wording(
    vi="Không viết được vào {folder}: {reason}. Hãy chọn một thư mục mà bạn được ghi.",
    en="{folder} cannot be written to: {reason}. Choose a folder that you may write to.",
)

COMMAND = Command(
    name="new",
    help="viết một thư mục đợt kiểm điểm trống, có giải thích / write a blank, explained campaign folder",
    arguments=_arguments,
    run=_run,
    needs_database=False,
)
