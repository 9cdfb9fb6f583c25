"""What a check is, and what is raised where one speaks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

Said = Mapping[str, str | int | Wording] | None
"""What a sentence is filled with; None where there is nothing to say."""
"""What a process ends with that refuses to start: by custom a fault of configuration, which no restart mends."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing it is unsafe to start with.

    `look` gives what the sentence is filled with, or None where all is well; the sentence says what is found, where,
    and what to do.
    """

    code: str
    look: Callable[[], Said]
    says: Wording


@dataclass(frozen=True, slots=True)
class Found:
    """That a check speaks, and what it says."""

    code: str
    wording: Wording


class UnsafeConfiguration(Refused):
    """The program does not start; every reason is told at once."""

    exit_code = 78

    def __init__(self, found: Sequence[Found]) -> None:
        said = [Wording(vi=f"• {one.wording.vi}", en=f"• {one.wording.en}") for one in found]
        told = [_HEAD, *said]
        super().__init__(
            Wording(vi="\n".join(one.vi for one in told), en="\n".join(one.en for one in told))
        )
        self.codes = tuple(one.code for one in found)


_HEAD = Wording(
    vi="Không khởi động, vì cấu hình chưa an toàn:",
    en="Not started, because the configuration is unsafe:",
)
