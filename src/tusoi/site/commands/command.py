"""What a command is, and the arguments and words several commands share."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from tusoi.values.moment import parse_moment
from tusoi.values.refusal import Refused
from tusoi.values.wording import LANGUAGES, Wording

Arguments = argparse.ArgumentParser
Asked = argparse.Namespace


@dataclass(frozen=True, slots=True)
class Command:
    """One subcommand: its name, what it does in both languages, its arguments, and what runs it."""

    name: str
    help: str
    arguments: Callable[[Arguments], None]
    run: Callable[[Asked], int]
    needs_database: bool = True


def home_and_language(parser: Arguments, *, nested: bool = False) -> None:
    """--home and --lang, which may stand after any word of a command; a nested one overrides the outer."""
    parser.add_argument(
        "--home",
        metavar="DIR",
        default=argparse.SUPPRESS if nested else None,
        help="thư mục dữ liệu / data folder (TUSOI_HOME, ./var)",
    )
    parser.add_argument(
        "--lang",
        choices=LANGUAGES,
        default=argparse.SUPPRESS if nested else LANGUAGES[0],
        help="ngôn ngữ / language",
    )


def day(text: str) -> date:
    """An argument that is a day, written 2012-12-17."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"“{text}” không phải ngày viết như 2012-12-17 / is not a day written like 2012-12-17"
        ) from None


def moment(text: str) -> datetime:
    """An argument that is a moment with its zone."""
    try:
        return parse_moment(text)
    except Refused as refused:
        raise argparse.ArgumentTypeError(f"{refused.wording.vi} / {refused.wording.en}") from None


def campaign_and_day(parser: Arguments) -> None:
    """CAMPAIGN, --as-of and --known-by."""
    parser.add_argument("campaign", metavar="CAMPAIGN", help="mã đợt / the campaign's code")
    parser.add_argument(
        "--as-of", type=day, metavar="DAY", help="tính đến ngày nào / counted up to this day"
    )
    parser.add_argument(
        "--known-by",
        type=moment,
        metavar="MOMENT",
        help="theo những gì đã biết lúc đó (ISO 8601 có múi giờ) / as known by then (ISO 8601, zone)",
    )


def answer(text: str) -> None:
    """Write an answer to standard output."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def progress(lang: str) -> Callable[[Wording], None]:
    """A way to say what is being done, on standard error."""

    def say(wording: Wording) -> None:
        sys.stderr.write(f"… {wording.in_(lang)}\n")
        sys.stderr.flush()

    return say
