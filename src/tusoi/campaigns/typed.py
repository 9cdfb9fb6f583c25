"""What somebody typed into a form: read field by field, every fault kept with its field, nothing lost."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.http import QueryDict

from tusoi.text.forms import control_sign, nfc, tidy
from tusoi.values.refusal import Refused, no_text
from tusoi.values.share import count_wording
from tusoi.values.typed_day import NoDay, parse_day
from tusoi.values.wording import Wording


class NotAsAsked(Refused):
    """A form is not filled in as it asks; each faulty field has its sentence."""

    def __init__(self, faults: Mapping[str, Wording]) -> None:
        super().__init__(_NOT_AS_ASKED)
        self.faults = faults


class Typed:
    """The fields of a form as they were sent."""

    def __init__(self, sent: QueryDict) -> None:
        self.sent = sent
        self.faults: dict[str, Wording] = {}

    def text(self, field: str, *, wanted: bool = False, longest: int = 2_000) -> str:
        """A text without blanks at its ends, lines kept."""
        said = nfc(self.sent.get(field, "")).strip()
        if wanted and not said:
            self.faults[field] = _EMPTY
        if sign := control_sign(said):
            self.faults[field] = no_text(sign)
        if len(said) > longest:
            self.faults[field] = _TOO_LONG.filled(
                longest=count_wording(longest), has=count_wording(len(said))
            )
        return said

    def day(self, field: str, *, wanted: bool = True) -> date:
        """A day, as the browser writes it or as dd/mm/yyyy; the first of days where it is faulty or not wanted."""
        said = tidy(self.sent.get(field, ""))
        if not said:
            if wanted:
                self.faults[field] = _EMPTY
            return date.min
        try:
            return parse_day(said)
        except NoDay as no_day:
            self.faults[field] = no_day.wording
            return date.min

    def day_or_none(self, field: str) -> date | None:
        """A day that may be left empty."""
        return self.day(field) if tidy(self.sent.get(field, "")) else None

    def number(self, field: str) -> int:
        """A number that the form itself gave, such as the claim it was opened over; -1, which none is, where it says nothing."""
        said = self.sent.get(field, "")
        return int(said) if said.isascii() and said.isdecimal() and len(said) < 9 else -1

    def one_of(self, field: str, words: Sequence[str]) -> str:
        """One of the words offered."""
        said = self.sent.get(field, "")
        if said not in words:
            self.faults[field] = _CHOOSE
        return said

    def several(self, field: str, words: Sequence[str]) -> tuple[str, ...]:
        """Those of the words offered that are ticked; others are passed over."""
        ticked = self.sent.getlist(field)
        return tuple(word for word in words if word in ticked)

    def check(self) -> None:
        """Let a form without a fault pass.

        Raises:
            NotAsAsked: with the sentence of each faulty field.
        """
        if self.faults:
            raise NotAsAsked(self.faults)


_NOT_AS_ASKED = Wording(
    vi="Biểu mẫu chưa điền đúng; chưa ghi gì. Xem các ô được chỉ ra bên dưới.",
    en="The form is not filled in as it asks; nothing was recorded. Look at the fields named below.",
)
_EMPTY = Wording(vi="Ô này phải điền.", en="This must be filled in.")
_TOO_LONG = Wording(
    vi="Dài {has} ký tự; nhiều nhất {longest}. Hãy viết ngắn lại.",
    en="This has {has} characters; at most {longest}. Make it shorter.",
)
_CHOOSE = Wording(vi="Hãy chọn một trong các mục.", en="Choose one of these.")
