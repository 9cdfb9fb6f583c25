"""What the pages of good practice show of it, within what the reader may see."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse

from tusoi.campaigns.asked import Asked
from tusoi.organisation.queries import standings
from tusoi.organisation.roles import Right
from tusoi.remediation.practices.access import sees
from tusoi.remediation.practices.acting import abouts
from tusoi.remediation.practices.reading import practices
from tusoi.remediation.practices.record import OUTCOME_WORDING, Adoption, Outcome, Practice, as_of
from tusoi.text.forms import fold
from tusoi.values.wording import Wording


@dataclass(frozen=True, slots=True)
class PracticeShown:
    """A practice on a day, with the name of its unit."""

    practice: Practice
    unit_name: str

    @property
    def standing(self) -> Wording:
        """How far it is, in words."""
        if self.practice.is_checked:
            return _CHECKED
        return _WAITS if self.practice.waits else _RETURNED

    @property
    def tag(self) -> str:
        """The colour of that."""
        return "good" if self.practice.is_checked else "wait" if self.practice.waits else "bad"

    @property
    def outcomes(self) -> list[tuple[Wording, int]]:
        """How many adoptions came to what: numbers, in no order of units."""
        told = [one.result.outcome for one in self.practice.adoptions if one.result]
        return [(OUTCOME_WORDING[one], told.count(one)) for one in Outcome if one in told]

    def reads(self, words: Collection[str]) -> bool:
        """Whether each of the folded words stands in what the practice says."""
        said = self.practice.said
        text = fold(f"{said.title} {said.words} {said.result} {said.area} {self.unit_name}")
        return all(one in text for one in words)


@dataclass(frozen=True, slots=True)
class AdoptionShown:
    """An adoption as it stands beside the others."""

    adoption: Adoption
    unit_name: str
    outcome: Wording | None
    tag: str
    late: bool


def practices_seen(asked: Asked) -> list[PracticeShown]:
    """The practices claimed by the day that are the reader's to see, by their titles. Six queries."""
    known = practices(asked.campaign.code, known_by=asked.known_by).values()
    cut = [one for one in (as_of(each, asked.as_of) for each in known) if one is not None]
    seen = [one for one in cut if sees(asked.reach, one)]
    names = names_of(asked, {one.unit for one in seen})
    shown = (PracticeShown(one, names.get(one.unit, one.unit)) for one in seen)
    return sorted(shown, key=lambda one: fold(one.practice.said.title))


def narrowed(shown: Iterable[PracticeShown], words: str, area: str) -> list[PracticeShown]:
    """Those in which every word stands, with or without its marks, and of the area, where one is chosen."""
    wanted = fold(words).split()
    return [one for one in shown if one.reads(wanted) and area in ("", one.practice.said.area)]


def names_of(asked: Asked, units: Collection[str]) -> dict[str, str]:
    """The names of units on the day, whoever sees them on the wall. One query."""
    if not units:
        return {}
    stood = standings(asked.campaign.host, known_by=asked.known_by, units=sorted(units))
    return {one.code: one.name for one in stood}


def adoptions_shown(practice: Practice, names: Mapping[str, str], day: date) -> list[AdoptionShown]:
    """Every adoption, in the order in which they were made: nobody is ranked."""
    return [
        AdoptionShown(
            one,
            names.get(one.unit, one.unit),
            OUTCOME_WORDING[one.result.outcome] if one.result else None,
            _TAGS.get(one.result.outcome, "") if one.result else "",
            one.waits_on(day),
        )
        for one in practice.adoptions
    ]


def accounts_in(practice: Practice) -> set[UUID]:
    """The accounts that claimed, answered, adopted, told a result or dropped."""
    found = {one.by for one in practice.claims}
    found |= {one.answer.by for one in practice.claims if one.answer}
    for adoption in practice.adoptions:
        found |= {adoption.by, *(one.by for one in adoption.results)}
        found |= {adoption.dropped.by} if adoption.dropped else set()
    return found


def about_shown(asked: Asked, practice: Practice) -> Wording | None:
    """The topic or the sign that it is for, in words."""
    return dict(abouts(asked.reach)).get(practice.said.about)


def origin_shown(asked: Asked, practice: Practice) -> tuple[Wording, str, str] | None:
    """What it came of, its code and its page: for whoever reads the unit's review; others are told nothing of it."""
    kind, _, code = practice.said.comes_from.partition("/")
    if not code or not asked.reach.may(Right.SEE_REVIEW, practice.unit):
        return None
    page = {"item": "item", "finding": "findings"}.get(kind, "unit")
    part = code if kind == "item" else practice.unit
    return _ORIGINS[kind], code, reverse(page, args=[asked.campaign.code, part]) + asked.query


_TAGS = {Outcome.WORKED: "good", Outcome.IN_PART: "wait", Outcome.FAILED: "bad"}
_CHECKED = Wording(vi="đã được kiểm tra", en="checked")
_WAITS = Wording(vi="chờ kiểm tra", en="waits to be checked")
_RETURNED = Wording(vi="bị trả lại", en="returned")
_ORIGINS = {
    "item": Wording(vi="việc khắc phục", en="item"),
    "finding": Wording(vi="khuyết điểm", en="finding"),
    "review": Wording(vi="cuộc kiểm điểm", en="review"),
}
