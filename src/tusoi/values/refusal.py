"""A refusal: a sentence that says what is missing and what a person can do about it."""

from typing import ClassVar

from tusoi.values.wording import Wording, same


class Refused(Exception):
    """Raised when an act may not be done; carries the sentence in both languages.

    Every refusal of the house derives from it, so that the command line and the pages show it the
    same way: the sentence, never a traceback. `exit_code` is what a command that is so refused ends with.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, wording: Wording) -> None:
        super().__init__(wording.en)
        self.wording = wording


def no_text(sign: str) -> Wording:
    """Says that a sign somewhere in what was typed is no text, by its number."""
    return _CONTROL_SIGN.filled(sign=same(f"U+{ord(sign):04X}"))


def too_long(length: int, longest: int) -> Wording:
    """Says that what was typed is too long, in characters."""
    return _TOO_LONG.filled(length=length, longest=longest)


_TOO_LONG = Wording(
    vi="Dài {length} ký tự; tối đa là {longest}. Hãy viết ngắn lại.",
    en="This has {length} characters; {longest} is the most. Make it shorter.",
)
_CONTROL_SIGN = Wording(
    vi="Có ký tự điều khiển {sign}, không phải là chữ; ký tự này thường theo vào khi chép từ phần mềm khác. Hãy gõ lại bằng tay.",
    en="There is the control character {sign}, which is no text; such signs come along when copying from other programs. Type it again by hand.",
)
