"""The forms of self-reviews as an issued set brings them: `catalogue/<set>/forms/self-review-….toml`.

A form is a list of sections. Each is written by whoever owes the self-review, but for the one that shows
what was answered to suggested topics, which is written where the topics are. A section may stand once for
each topic of the guidance that the unit has to speak of.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Protocol

from tusoi.guidance.queries import guidance_set
from tusoi.guidance.sets import Confidence
from tusoi.guidance.tables import BrokenCatalogue, CatalogueTable, read_file
from tusoi.values.wording import Wording

LONGEST = 40_000
"""Characters of the longest section that a form may ask for."""
EXPLANATIONS = "explanations"
"""The code of the section that is not written in the form: what was answered to suggested topics."""


class FormKind(StrEnum):
    """Whose self-review a form is for."""

    COLLECTIVE = "collective"
    PERSONAL = "personal"


@dataclass(frozen=True, slots=True)
class Section:
    """One section: its code, title, what to write in it, and how many characters at most.

    `topic` is the code of the guidance's topic that it speaks of; "" for none. `mark` says how well the
    source of the section is known.
    """

    code: str
    title: Wording
    help: Wording
    required: bool
    longest: int
    source: Wording
    mark: Confidence
    topic: str = ""

    @property
    def is_written(self) -> bool:
        """Whether somebody writes it here; the explanations are written where the topics are."""
        return self.code != EXPLANATIONS


@dataclass(frozen=True, slots=True)
class SelfReviewForm:
    """A form for one unit: its sections in order, each topic of the unit's in its place.

    `document` is how it is printed, which the reports read.
    """

    kind: FormKind
    title: Wording
    sections: tuple[Section, ...]
    document: CatalogueTable

    @property
    def written(self) -> tuple[Section, ...]:
        """The sections that somebody writes."""
        return tuple(section for section in self.sections if section.is_written)

    def section(self, code: str) -> Section | None:
        """The section of that code; None where the form has none."""
        return next((one for one in self.sections if one.code == code), None)


class Spoken(Protocol):
    """A topic that a review has to speak of, whoever prescribed it."""

    @property
    def code(self) -> str: ...
    @property
    def wording(self) -> Wording: ...


def form_of(
    guidance: str, kind: FormKind, topics: Iterable[Spoken] | None = None
) -> SelfReviewForm:
    """The form of a set, for a review that has to speak of those topics (None: of the set's for every level).

    Raises:
        BrokenCatalogue: the set has no such form, or one that cannot be read.
    """
    spoken = guidance_set(guidance).topics_at("") if topics is None else topics
    return _form(guidance, kind, tuple((topic.code, topic.wording) for topic in spoken))


@cache
def _form(code: str, kind: FormKind, topics: tuple[tuple[str, Wording], ...]) -> SelfReviewForm:
    guidance = guidance_set(code)
    file = read_file(guidance.forms_folder.parent, f"forms/self-review-{kind}.toml")
    file.allow_only("title", "section", "document")
    sections = tuple(
        section for table in file.listed("section") for section in _sections(table, topics)
    )
    _refuse_twice(file, sections)
    return SelfReviewForm(kind, file.wording("title"), sections, file.inner("document"))


def _sections(table: CatalogueTable, topics: Collection[tuple[str, Wording]]) -> Iterator[Section]:
    table.allow_only(
        "code", "title", "help", "required", "longest", "source", "mark", "for_each_topic"
    )
    section = Section(
        code=table.text("code"),
        title=table.wording("title"),
        help=table.wording("help"),
        required=table.content.get("required", False) is True,
        longest=_longest(table),
        source=table.wording("source"),
        mark=table.choice("mark", Confidence),
    )
    if table.content.get("for_each_topic") is not True:
        yield section
        return
    for topic, wording in topics:
        yield Section(
            code=f"{section.code}-{topic}",
            title=section.title.filled(topic=wording),
            help=section.help,
            required=section.required,
            longest=section.longest,
            source=section.source,
            mark=section.mark,
            topic=topic,
        )


def _longest(table: CatalogueTable) -> int:
    longest = table.number("longest")
    if not 1 <= longest <= LONGEST:
        fault = Wording(vi="phải từ 1 đến {most}", en="must lie between 1 and {most}")
        raise table.refuse("longest", fault.filled(most=LONGEST))
    return longest


def _refuse_twice(file: CatalogueTable, sections: Collection[Section]) -> None:
    """Codes and titles tell sections apart: in a draft, and in the headings of a Word file.

    Raises:
        BrokenCatalogue: two sections have the same.
    """
    for said in ("code", "title"):
        values = [getattr(section, said) for section in sections]
        twice = next((one for one in values if values.count(one) > 1), None)
        if twice is not None:
            shown = twice if isinstance(twice, Wording) else str(twice)
            fault = Wording(vi="“{said}” có hai lần", en="“{said}” stands twice")
            raise BrokenCatalogue(file.file, f"section.{said}", fault.filled(said=shown))
