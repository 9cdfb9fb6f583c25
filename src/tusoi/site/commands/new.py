"""`tusoi new FOLDER`: a blank, explained campaign folder."""

from pathlib import Path

from tusoi.site.commands.command import Arguments, Asked, Command, answer
from tusoi.values.wording import Wording


def _arguments(parser: Arguments) -> None:
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--code", default="dot-moi", help="mã đợt / the campaign's code")


def _run(asked: Asked) -> int:
    from tusoi.exchange.workbooks import write_blank_folder

    write_blank_folder(asked.folder, code=asked.code, lang=asked.lang)
    answer(_WRITTEN.filled(folder=str(asked.folder)).in_(asked.lang))
    return 0


_WRITTEN = Wording(
    vi="Đã viết các tệp trống vào {folder}. Điền dot-kiem-diem.toml và các bảng, rồi kiểm tra: tusoi load {folder} --check",
    en="Blank files are in {folder}. Fill in dot-kiem-diem.toml and the workbooks, then check: tusoi load {folder} --check",
)

COMMAND = Command(
    name="new",
    help="viết một thư mục đợt kiểm điểm trống, có giải thích / write a blank, explained campaign folder",
    arguments=_arguments,
    run=_run,
    needs_database=False,
)
