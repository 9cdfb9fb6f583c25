"""What other rooms may ask of the guidance.

A set does not change while the program runs, so nothing here takes `as_of`.
"""

from difflib import get_close_matches
from functools import cache
from pathlib import Path

from tusoi.guidance.reading import read_set
from tusoi.guidance.sets import GuidanceSet
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording, same

CATALOGUE = Path(__file__).parent / "catalogue"


class UnknownGuidance(Refused):
    """No set of that code; names the sets there are and the nearest of them."""

    def __init__(self, code: str) -> None:
        codes = set_codes()
        nearest = get_close_matches(code, codes, n=1, cutoff=0.5)
        super().__init__(
            Wording(
                vi="Không có bộ hướng dẫn “{code}”. Hiện có: {codes}.{nearest}",
                en="There is no guidance set “{code}”. There are: {codes}.{nearest}",
            ).filled(code=code, codes=", ".join(codes), nearest=_did_you_mean(nearest))
        )


@cache
def guidance_set(code: str) -> GuidanceSet:
    """The set of that code, read and checked once.

    Raises:
        UnknownGuidance: the catalogue has no such set.
        BrokenCatalogue: a file of the set cannot be read; names file and key.
    """
    if code not in set_codes():
        raise UnknownGuidance(code)
    return read_set(CATALOGUE / code)


@cache
def set_codes() -> tuple[str, ...]:
    """The codes of all sets, in alphabetical order: the catalogue's folders are the register."""
    return tuple(sorted(folder.parent.name for folder in CATALOGUE.glob("*/set.toml")))


def _did_you_mean(nearest: list[str]) -> Wording:
    if not nearest:
        return same("")
    return Wording(vi=" Có phải “{code}”?", en=" Did you mean “{code}”?").filled(code=nearest[0])
