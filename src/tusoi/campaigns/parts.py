"""The parts of a review that a working group may ask to be done again. Plain values: no Django."""

from enum import StrEnum

from tusoi.values.wording import Wording


class Part(StrEnum):
    """A part of a unit's review; a verdict of redo names one or more, and opens these and no other."""

    SELF_REVIEW = "self_review"
    PERSONAL_SELF_REVIEWS = "personal_self_reviews"
    EXPLANATIONS = "explanations"
    COLLECTIVE_SESSION = "collective_session"
    PERSONAL_SESSIONS = "personal_sessions"
    FINDINGS = "findings"


SESSION_PARTS = (Part.COLLECTIVE_SESSION, Part.PERSONAL_SESSIONS)
"""The parts of a redo that are done again in the room."""

PART_WORDING = {
    Part.SELF_REVIEW: Wording(vi="bản tự kiểm điểm của tập thể", en="the collective's self-review"),
    Part.PERSONAL_SELF_REVIEWS: Wording(
        vi="bản tự kiểm điểm của cá nhân", en="the persons' self-reviews"
    ),
    Part.EXPLANATIONS: Wording(
        vi="giải trình các nội dung gợi ý", en="the explanations of suggested topics"
    ),
    Part.COLLECTIVE_SESSION: Wording(
        vi="buổi họp kiểm điểm tập thể", en="the session on the collective"
    ),
    Part.PERSONAL_SESSIONS: Wording(vi="buổi họp kiểm điểm cá nhân", en="the sessions on persons"),
    Part.FINDINGS: Wording(
        vi="khuyết điểm, nguyên nhân, người chịu trách nhiệm",
        en="the findings, their causes and who is answerable",
    ),
}
