"""Figures that a document prints, each held against ours and against itself."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol

from tusoi.values.refusal import Refused
from tusoi.values.share import Share, count_wording, show_decimal
from tusoi.values.wording import Wording, same

_RATIO = re.compile(r"^\s*(?P<part>\d[\d.,]*)\s*/\s*(?P<whole>\d(?:[\d.,]*\d)?)")
_PERCENT = re.compile(r"(?P<percent>\d+(?:[.,]\d+)?)\s*%")
_LONGEST = 80
"""Signs of a printed figure at most: Python makes no number of thousands of digits."""


class Own(Protocol):
    """What a comparison asks of our figures."""

    @property
    def as_of(self) -> date: ...

    def value(self, path: str) -> int: ...

    def share(self, path: str) -> Share: ...

    def definition(self, code: str) -> Any: ...

    def part_of(self, path: str) -> Wording: ...


@dataclass(frozen=True, slots=True)
class PrintedComparison:
    """One printed figure: the text printed, ours, and whether they agree (None: printed as of another day).

    `part` is empty where the figure itself was printed.
    """

    path: str
    title: Wording
    part: Wording
    text: str
    own: Wording
    source: Wording
    as_of: date
    agrees: bool | None
    why: Wording

    def as_json(self, lang: str) -> dict[str, Any]:
        """As `tusoi figures --json` prints it."""
        said = {True: "agrees", False: "differs", None: "other_day"}
        return {
            "figure": self.path,
            "printed": self.text,
            "own": self.own.in_(lang),
            "as_of": self.as_of.isoformat(),
            "source": self.source.in_(lang),
            "verdict": said[self.agrees],
            "why": self.why.in_(lang),
        }


def compare(printed: Mapping[str, Any], own: Own) -> Iterator[PrintedComparison]:
    """Every entry of the campaign file's `[printed]`; as of another day than ours it is shown without a verdict."""
    for path, entry in printed.get("figures", {}).items():
        told = entry if isinstance(entry, Mapping) else {"value": entry}
        as_of = date.fromisoformat(told.get("as_of") or printed["as_of"])
        yield _compare_one(path, str(told["value"]), _source(told, printed), as_of, own)


def _source(told: Mapping[str, Any], printed: Mapping[str, Any]) -> Wording:
    vi = told.get("source_vi") or printed.get("source_vi") or ""
    return Wording(vi=vi, en=told.get("source_en") or printed.get("source_en") or vi)


def _compare_one(path: str, text: str, source: Wording, as_of: date, own: Own) -> PrintedComparison:
    title = own.definition(path.split(".")[0]).title
    inner = _inconsistent(text)
    if inner is not None:
        shown, ours = inner, False
    elif as_of != own.as_of:
        shown, ours = _OTHER_DAY.filled(day=as_of), None
    else:
        shown, ours = _against_ours(path, text, own)
    part, number = own.part_of(path), _own(path, text, own)
    return PrintedComparison(path, title, part, text, number, source, as_of, ours, shown)


def _inconsistent(text: str) -> Wording | None:
    """A printed ratio and its printed per cent that do not go together: 11/12 is not 91,63%."""
    ratio, percent = _RATIO.search(text), _PERCENT.search(text)
    if ratio is None or percent is None:
        return None
    said = percent["percent"]
    places = len(re.split(r"[.,]", said)[1]) if re.search(r"[.,]", said) else 0
    share = Share(_whole(ratio["part"]), _whole(ratio["whole"]))
    true = share.percent(places)
    if true is None or _decimal(said) in (true, share.rounded(places)):
        return None
    return Wording(
        vi=f"chính số in không khớp: {share} là {show_decimal(true, 'vi')}%, không phải {said}%",
        en=f"the printed figure is wrong in itself: {share} is {show_decimal(true, 'en')}%, not {said}%",
    )


def _against_ours(path: str, text: str, own: Own) -> tuple[Wording, bool]:
    ratio, percent = _RATIO.search(text), _PERCENT.search(text)
    if ratio is not None:
        share = own.share(path)
        same_ratio = (share.part, share.whole) == (_whole(ratio["part"]), _whole(ratio["whole"]))
        return (_AGREES, True) if same_ratio else (_DIFFERS, False)
    if percent is not None:
        said = percent["percent"]
        places = len(re.split(r"[.,]", said)[1]) if re.search(r"[.,]", said) else 0
        share = own.share(path)
        agrees = _decimal(said) in (share.percent(places), share.rounded(places))
        return (_AGREES, True) if agrees else (_DIFFERS, False)
    agrees = own.value(path) == _whole(text)
    return (_AGREES, True) if agrees else (_DIFFERS, False)


def _own(path: str, text: str, own: Own) -> Wording:
    if "/" in text:
        return same(str(own.share(path)))
    if "%" in text:
        share = own.share(path)
        return Wording(vi=share.percent_text("vi"), en=share.percent_text("en"))
    return count_wording(own.value(path))


class PrintedUnreadable(Refused):
    """A printed figure is no number, no ratio and no per cent."""

    def __init__(self, text: str) -> None:
        super().__init__(
            Wording(
                vi="một số như 52, một tỷ lệ như 133/136, hoặc 11/12 = 91,67%",
                en="a number like 52, a ratio like 133/136, or 11/12 = 91.67%",
            )
        )
        self.text = text


def check_readable(text: str, *, is_share: bool) -> None:
    """Whether a printed text can be held against a figure; a ratio or per cent only against a share.

    Raises:
        PrintedUnreadable: it cannot.
    """
    if len(text) > _LONGEST:
        raise PrintedUnreadable(text)
    ratio, percent = _RATIO.search(text), _PERCENT.search(text)
    if (ratio is not None or percent is not None) is not is_share:
        raise PrintedUnreadable(text)
    numbers = (ratio["part"], ratio["whole"]) if ratio else () if percent else (text,)
    if [_whole(number) for number in numbers][1:] == [0]:
        raise PrintedUnreadable(text)


def _whole(text: str) -> int:
    """ "14.707" and "14,707" are fourteen thousand; anything else that is no whole number is refused."""
    digits = re.sub(r"[.,](?=\d{3}(\D|$))", "", text.strip())
    if not (digits.isascii() and digits.isdecimal()):
        raise PrintedUnreadable(text)
    return int(digits)


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation:  # the pattern admits digits only
        return Decimal(-1)


_AGREES = Wording(vi="khớp", en="agrees")
_DIFFERS = Wording(vi="không khớp", en="differs")
_OTHER_DAY = Wording(vi="in cho ngày khác: {day}", en="printed as of another day: {day}")
