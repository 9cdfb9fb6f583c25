"""`tusoi generate FOLDER`: an invented country as a campaign folder."""

from pathlib import Path

from tusoi.site.commands.command import Arguments, Asked, Command, answer, progress
from tusoi.values.refusal import Refused
from tusoi.values.share import count_wording
from tusoi.values.system import why_not
from tusoi.values.wording import Wording


def _arguments(parser: Arguments) -> None:
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--units", type=int, default=300, help="số đơn vị / how many units")
    parser.add_argument(
        "--people",
        type=int,
        help="số người (nếu bỏ: 22 mỗi đơn vị) / people (without it 22 a unit)",
    )
    parser.add_argument(
        "--seed", type=int, default=1, help="hạt giống / the seed: the same gives the same bytes"
    )


def _run(asked: Asked) -> int:
    from tusoi.exchange.country.folder import write_country

    try:
        country = write_country(
            asked.folder,
            units=asked.units,
            people=asked.people,
            seed=asked.seed,
            progress=progress(asked.lang),
        )
    except OSError as error:
        refused = _NOT_WRITABLE.filled(folder=str(asked.folder), reason=why_not(error))
        raise Refused(refused) from error
    said = _WRITTEN.filled(
        folder=str(asked.folder),
        units=count_wording(country.units),
        people=count_wording(country.people),
    )
    answer(said.in_(asked.lang))
    return 0


_WRITTEN = Wording(
    vi="Một nước bịa có {units} đơn vị, {people} người ở trong {folder}. Nạp: tusoi load {folder} --by TÊN",
    en="An invented country of {units} units and {people} people is in {folder}. Load it: tusoi load {folder} --by NAME",
)
_NOT_WRITABLE = Wording(
    vi="Không viết được {folder}: {reason}. Chưa để lại gì; hãy chọn một nơi được ghi và còn chỗ.",
    en="{folder} cannot be written: {reason}. Nothing was left there; choose a place that you may write to and that has room.",
)

COMMAND = Command(
    name="generate",
    help="viết một nước bịa, lớn tùy ý, để tập dùng và đo / write an invented country of any size, to practise on and to measure with",
    arguments=_arguments,
    run=_run,
    needs_database=False,
)
