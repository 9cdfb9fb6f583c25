"""The command line `tusoi`: a contract with people and scripts.

Standard output carries the answer, standard error the progress. Exit 0 done, 1 refused with a reason a
person can act on, 2 wrong usage. Bad input never ends in a traceback.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from tusoi.values.refusal import Refused
from tusoi.values.wording import LANGUAGES, Wording

Command = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    asked = parser().parse_args(arguments)
    os.environ["TUSOI_HOME"] = str(Path(asked.home or os.environ.get("TUSOI_HOME") or "var"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tusoi.site.settings")
    try:
        if asked.needs_database:
            from tusoi.site.database import open_database

            open_database(lang=asked.lang)
        return int(asked.run(asked))
    except Refused as refused:
        say(asked, refused.wording)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
