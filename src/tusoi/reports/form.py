"""The interim report's form as an issued set brings it: `catalogue/<set>/forms/interim-report.toml`.

A form holds the layout, the head, and for each section its parts in order. A part is one of: a heading,
a text (a template whose numbers come by the figure tags), a table or a chart (by name), or a blank (a place
that the record cannot fill, left for the drafter and marked as such).
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast, get_args

from tusoi.guidance.sets import GuidanceSet
from tusoi.reports.document import Layout, LineKind, SignatureKind
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

PartKind = Literal["heading", "text", "table", "chart", "blank"]


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a section; a table or a chart has a `name` and no text."""

    kind: PartKind
    text: Wording
    name: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A titled run of parts."""

    title: Wording
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class InterimForm:
    """The whole form, its texts still templates and in both languages."""

    file_name: Wording
    layout: Layout
    head_left: tuple[tuple[LineKind, Wording], ...]
    head_right: tuple[tuple[LineKind, Wording], ...]
    title: Wording
    abstract: Wording
    counted: Wording
    to_be_written: Wording
    section_number: str
    heading_number: str
    appendix_number: Wording
    sections: tuple[Section, ...]
    appendices: tuple[Section, ...]
    signature: tuple[tuple[SignatureKind, Wording], ...]
    signature_left_empty: Wording
    recipients_title: Wording
    recipients: tuple[Wording, ...]
    footnotes: tuple[Wording, ...]
    reconstruction: Wording
    reconstruction_sentence: Wording


def load_form(guidance: GuidanceSet) -> InterimForm:
    """The interim report's form of an issued set.

    Raises:
        Refused: the set has no such form.
    """
    file = guidance.forms_folder / "interim-report.toml"
    if not file.is_file():
        raise Refused(
            Wording(
                vi="Bộ hướng dẫn “{code}” chưa có mẫu báo cáo sơ kết (forms/interim-report.toml).",
                en="The guidance set “{code}” has no form for the interim report "
                "(forms/interim-report.toml).",
            ).filled(code=guidance.code)
        )
    return read_form(file.read_text(encoding="utf-8"))


def read_form(text: str) -> InterimForm:
    """A form from its TOML text; a key that is missing or unknown is an error of the form's author."""
    return _form(tomllib.loads(text))


def _form(entry: Mapping[str, Any]) -> InterimForm:
    head, numbering = entry["head"], entry["numbering"]
    signature, recipients = entry["signature"], entry["recipients"]
    return InterimForm(
        file_name=_wording(entry["file_name"]),
        layout=Layout(**entry["layout"]),
        head_left=_lines(head["left"], LineKind),
        head_right=_lines(head["right"], LineKind),
        title=_wording(head["title"]),
        abstract=_wording(head["abstract"]),
        counted=_wording(head["counted"]),
        to_be_written=_wording(entry["to_be_written"]),
        section_number=numbering["section"],
        heading_number=numbering["heading"],
        appendix_number=_wording(numbering["appendix"]),
        sections=tuple(_section(section) for section in entry["section"]),
        appendices=tuple(_section(section) for section in entry.get("appendix", ())),
        signature=_lines(signature["line"], SignatureKind),
        signature_left_empty=_wording(signature["left_empty"]),
        recipients_title=_wording(recipients["title"]),
        recipients=tuple(_wording(line) for line in recipients["line"]),
        footnotes=tuple(_wording(note) for note in entry.get("footnote", ())),
        reconstruction=_wording(entry["reconstruction"]["mark"]),
        reconstruction_sentence=_wording(entry["reconstruction"]["sentence"]),
    )


def _wording(entry: Mapping[str, str]) -> Wording:
    return Wording(vi=" ".join(entry["vi"].split()), en=" ".join(entry["en"].split()))


def _lines(entries: list[Mapping[str, str]], kinds: Any) -> tuple[tuple[Any, Wording], ...]:
    for entry in entries:
        if entry["kind"] not in get_args(kinds):
            raise ValueError(
                f"a line of the form is {entry['kind']!r}; there are {get_args(kinds)}"
            )
    return tuple(
        (entry["kind"], Wording(vi=entry.get("vi", ""), en=entry.get("en", "")))
        for entry in entries
    )


def _section(entry: Mapping[str, Any]) -> Section:
    return Section(_wording(entry["title"]), tuple(_part(part) for part in entry["part"]))


def _part(entry: Mapping[str, Any]) -> Part:
    if len(entry) != 1:
        raise ValueError(f"a part of the form holds one thing, not {sorted(entry)}")
    ((kind, content),) = entry.items()
    if kind not in get_args(PartKind):
        raise ValueError(f"a part of the form is {kind!r}; there are {get_args(PartKind)}")
    if kind in ("table", "chart"):
        return Part(cast(PartKind, kind), Wording("", ""), name=content)
    return Part(cast(PartKind, kind), _wording(content))
