"""T6: the program does not start in a configuration that would lose, leak or open something."""

import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.conf import settings

from tests.prove.promise import Promise, Reached
from tests.prove.stage import in_memory, undone
from tusoi.site.safety.check import Check, UnsafeConfiguration
from tusoi.site.safety.register import CHECKS, unsafe
from tusoi.site.tests.unsafe import SPEAK_TOO, WAYS, Changed
from tusoi.values.wording import Wording


def tried(checks: Sequence[Check], codes: Sequence[str]) -> Reached:
    """How many of these configurations are refused, each for its own reason; a safe one is not."""
    with in_memory(), pytest.MonkeyPatch.context() as patch:
        home = Path(settings.HOME)
        wrong = [f"a safe configuration is refused: {one.code}" for one in unsafe(checks)]
        refused = 0
        for code in codes:
            with ExitStack() as back, patch.context() as mine, undone():
                WAYS[code](Changed(back), mine)
                found = {one.code for one in unsafe(checks)}
            home.chmod(0o700)
            (home / "witnesses.policy").unlink(missing_ok=True)
            if found == {code} | SPEAK_TOO.get(code, set()):
                refused += 1
            else:
                wrong.append(f"{code}: {', '.join(sorted(found)) or 'nothing is said'}")
    return Reached({"refused": refused, "of": len(codes)}, wrong)


def a_process_starts() -> int:
    """What `tusoi serve` ends with in a home of its own, with a signing key that anybody guesses."""
    own = {"TUSOI_SECRET": "ngan", "TUSOI_HOME": f"{settings.HOME}/served"}
    command = [sys.executable, "-m", "tusoi.site.cli", "serve"]
    ended = subprocess.run(
        command, env={**os.environ, **own}, capture_output=True, timeout=120, check=False
    )
    return ended.returncode


def measure(sample: int, seed: int) -> Reached:
    """All of them: there is nothing to draw."""
    found, code = tried(CHECKS, list(WAYS)), a_process_starts()
    wrong = [] if code == UnsafeConfiguration.exit_code else [f"`tusoi serve` ended with {code}"]
    return Reached({**found.figures, "code": code}, [*found.faults, *wrong])


def with_fault(seed: int) -> Reached:
    return tried([one for one in CHECKS if one.code != "synchronous"], ["debug", "synchronous"])


PROMISE = Promise(
    id="T6",
    says=Wording(
        vi="Chương trình không khởi động khi cấu hình có thể làm mất, lộ hoặc mở toang dữ liệu.",
        en="The program does not start in a configuration that would lose, leak or open up what it keeps.",
    ),
    goal=Wording(
        vi="mọi cấu hình không an toàn (ít nhất 12) bị từ chối, mỗi cấu hình vì đúng lý do của nó; cấu hình an toàn thì không",
        en="every unsafe configuration (12 at least) is refused, each for its own reason; a safe one is not",
    ),
    reached=Wording(
        vi="từ chối {refused}/{of}; một tiến trình thật dừng với mã {code}",
        en="{refused} of {of} refused; a real process ended with code {code}",
    ),
    fault=Wording(vi="bỏ phép kiểm tra “synchronous”", en="the check “synchronous” is left out"),
    short=len(WAYS),
    full=len(WAYS),
    measure=measure,
    with_fault=with_fault,
)
