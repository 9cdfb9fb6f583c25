"""The form in which an invited body answers, topic by topic; and the fields of small forms beside it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import QueryDict

from tusoi.opinions.asking.said import Point
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

STRENGTHS, FAULTS = "strengths_", "faults_"


@dataclass(frozen=True, slots=True)
class TopicField:
    """One topic of the form, with what stands in its two fields."""

    code: str
    name: Wording
    strengths: str
    faults: str


def points_sent(sent: QueryDict) -> list[Point]:
    """What a form says, topic by topic; topics that it does not know are refused by the act."""
    codes = dict.fromkeys(
        name.removeprefix(prefix)
        for name in sent
        for prefix in (STRENGTHS, FAULTS)
        if name.startswith(prefix)
    )
    return [
        Point(code, str(sent.get(STRENGTHS + code, "")), str(sent.get(FAULTS + code, "")))
        for code in codes
    ]


def topic_fields(topics: Mapping[str, Wording], points: Iterable[Point]) -> list[TopicField]:
    """The form's topics, filled with what was said or typed."""
    said = {one.topic: one for one in points}
    return [
        TopicField(code, name, *_texts(said.get(code, Point(code))))
        for code, name in topics.items()
    ]


def _texts(point: Point) -> tuple[str, str]:
    return point.strengths, point.faults


@dataclass(frozen=True, slots=True)
class AnswerForm:
    """The form as it is shown: its topics, the version it goes on from, and why it was refused."""

    fields: list[TopicField]
    seen: str
    refused: Refused | None = None
