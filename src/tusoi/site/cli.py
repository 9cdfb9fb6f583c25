"""The command line `tusoi`: a contract with people and scripts.

Standard output carries the answer, standard error the progress. Exit 0 done, 1 refused with a reason a
person can act on, 2 wrong usage, 78 not started because it would be unsafe. Where a ledger is looked at the codes are
the verifier's: 1 tampered, 2 fork or rollback, 3 not enough witnesses, 4 unreadable; 5 the clock ran backwards, 6 there
is no room to write. Bad input never ends in a traceback.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path

from tusoi.site.commands import COMMANDS
from tusoi.site.commands.command import home_and_language
from tusoi.values.refusal import Refused
from tusoi.values.system import NO_ROOM, why_not
from tusoi.values.wording import Wording


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    _write_in_utf_8()
    command_line = parser()
    asked = command_line.parse_args(arguments)
    if _undecodable(asked):
        command_line.error(f"{_NOT_TEXT.vi} / {_NOT_TEXT.en}")
    os.environ["TUSOI_HOME"] = str(Path(asked.home or os.environ.get("TUSOI_HOME") or "var"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tusoi.site.settings")
    try:
        code = _run(asked)
        sys.stdout.flush()  # here, where what the system says against it can still be told
        return code
    except Refused as refused:
        sys.stderr.write(refused.wording.in_(asked.lang) + "\n")
        return refused.exit_code
    except KeyboardInterrupt:
        sys.stderr.write(_STOPPED.in_(asked.lang) + "\n")
        return 130
    except BrokenPipeError:
        _say_no_more()
        return 0
    except OSError as error:
        _say_no_more()
        return _not_written(error, asked.lang)


def _run(asked: argparse.Namespace) -> int:
    """Run the command with the database open; what the database itself complains of is a refusal."""
    if not asked.needs_database:
        return int(
            asked.run(asked)
        )  # also where no database of ours could be opened, as on Windows
    from django.db import DatabaseError

    from tusoi.site.database import closed, open_database

    open_database(lang=asked.lang)
    try:
        return int(asked.run(asked))
    except DatabaseError as error:
        raise closed(error) from error


def _write_in_utf_8() -> None:
    """Vietnamese goes out whole on a machine that speaks another code, and nowhere where there is nobody to read it."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by whoever started us
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115  as long as we run
        elif isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _say_no_more() -> None:
    """What is left to be written goes nowhere: else Python would fail over it once more at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _not_written(error: OSError, lang: str) -> int:
    """Say what the system refused, by its own words; the exit code."""
    said = _SYSTEM.filled(file=error.filename or _STDOUT, why=why_not(error))
    sys.stderr.write(said.in_(lang) + "\n")
    return NO_ROOM_LEFT if error.errno in NO_ROOM else 1


def _undecodable(asked: argparse.Namespace) -> bool:
    """Whether an argument holds bytes that are no UTF-8; Python keeps such bytes as lone surrogates."""
    texts = (str(value) for value in vars(asked).values())
    return any("\ud800" <= sign <= "\udfff" for text in texts for sign in text)


NO_ROOM_LEFT = 6
_STDOUT = Wording("đầu ra", "the output")
_SYSTEM = Wording(
    vi="Hệ thống không cho đọc hay ghi {file}: {why}. Điều đã ghi vào cơ sở dữ liệu vẫn còn; sửa chỗ ấy rồi chạy lại đúng lệnh này.",
    en="The system refuses to read or write {file}: {why}. What was recorded in the database stands; mend that and give the same command again.",
)
_STOPPED = Wording(
    vi="Đã dừng theo yêu cầu. Việc ghi dở dang thì chưa ghi gì; chạy lại đúng lệnh này để biết, không có gì bị ghi hai lần.",
    en="Stopped as asked. What was being written was not; give the same command again to know, nothing is written twice.",
)
_NOT_TEXT = Wording(vi="tham số không phải chữ UTF-8", en="an argument is not UTF-8 text")


def parser() -> argparse.ArgumentParser:
    """Every command with its arguments."""
    top = argparse.ArgumentParser(
        prog="tusoi",
        description="Tự Soi: đợt kiểm điểm, số liệu lần được đến từng hàng, báo cáo sơ kết. / "
        "Tự Soi: campaigns of review, figures one can follow, the interim report.",
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in COMMANDS:
        added = commands.add_parser(command.name, help=command.help, description=command.help)
        home_and_language(added)
        added.set_defaults(run=command.run, needs_database=command.needs_database)
        command.arguments(added)
    return top


if __name__ == "__main__":
    sys.exit(main())
