"""The fields of a small form, each with its label in both languages; the template draws them one by one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tusoi.values.wording import Wording, same

Choices = Sequence[tuple[str, Wording]]


@dataclass(frozen=True, slots=True)
class Field:
    """One field: `kind` is day, words (a few lines), line, count, choose (one of a few), pick (one of a list),
    tick (yes or nothing), find (a code or a name; its choices are those that may be meant).
    """

    name: str
    kind: str
    label: Wording
    hint: Wording | None = None
    wanted: bool = True
    choices: Choices = field(default=())
    longest: int = 200

    def with_choices(self, choices: Choices) -> "Field":
        """The same field, with these to choose from."""
        return replace(self, choices=choices)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A field as the form shows it: with what was typed and what was wrong with it."""

    field: Field
    value: str
    fault: Wording | None


def drawn(
    fields: Iterable[Field], typed: Mapping[str, str], faults: Mapping[str, Wording]
) -> list[Drawn]:
    """The fields of a form, filled as they were sent."""
    return [Drawn(one, typed.get(one.name, ""), faults.get(one.name)) for one in fields]


def day(name: str, vi: str, en: str, *, wanted: bool = True, hint: Wording | None = None) -> Field:
    """A day."""
    return Field(name, "day", Wording(vi=vi, en=en), hint, wanted)


def words(
    name: str, vi: str, en: str, *, wanted: bool = True, hint: Wording | None = None
) -> Field:
    """A text of a few lines."""
    return Field(name, "words", Wording(vi=vi, en=en), hint, wanted)


def line(
    name: str,
    vi: str,
    en: str,
    *,
    wanted: bool = True,
    hint: Wording | None = None,
    longest: int = 81,
) -> Field:
    """A code, a name or a number of a document."""
    return Field(name, "line", Wording(vi=vi, en=en), hint, wanted, longest=longest)


def find(name: str, vi: str, en: str, *, wanted: bool = True, hint: Wording | None = None) -> Field:
    """A unit or a post, by its code or its name (`desk/called.py`)."""
    return Field(name, "find", Wording(vi=vi, en=en), hint, wanted)


def count(name: str, vi: str, en: str) -> Field:
    """A count of people or papers."""
    return Field(name, "count", Wording(vi=vi, en=en))


def choose(
    name: str,
    vi: str,
    en: str,
    choices: Choices,
    *,
    wanted: bool = True,
    hint: Wording | None = None,
) -> Field:
    """One of a few words, all in sight."""
    return Field(name, "choose", Wording(vi=vi, en=en), hint, wanted, choices)


def pick(name: str, vi: str, en: str, choices: Choices, *, hint: Wording | None = None) -> Field:
    """One of a list that may be long."""
    return Field(name, "pick", Wording(vi=vi, en=en), hint, wanted=False, choices=choices)


def tick(name: str, vi: str, en: str) -> Field:
    """Yes, or nothing."""
    return Field(name, "tick", Wording(vi=vi, en=en), None, wanted=False)


def worded(words: Mapping[str, Wording] | Iterable[str]) -> list[tuple[str, Wording]]:
    """Choices out of words with their wordings, in their order; a code reads as itself."""
    if isinstance(words, Mapping):
        return [(str(word), wording) for word, wording in words.items()]
    return [(word, same(word)) for word in words]
