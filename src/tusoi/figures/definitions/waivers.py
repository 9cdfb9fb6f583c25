"""How often a gate was set aside for one review: asked, allowed, refused, and whether a session was held under it."""

from datetime import date

from tusoi.figures.disclosure.whom import Whom
from tusoi.figures.figure import Figure, Parts, Row, Rows, Sum
from tusoi.figures.records import Records, WaiverKnown
from tusoi.values.wording import Wording, same


def count(records: Records, as_of: date) -> Parts:
    """Waivers asked by the day, by what was decided by then, and the allowed ones by whether they were used."""
    asked = [one for one in records.waivers if one.asked <= as_of]
    decided = [one for one in asked if _by(one.decided, as_of)]
    allowed = [one for one in decided if one.allowed]
    return {
        "total": _rows(asked, as_of),
        "by_decision": {
            "waiting": _rows([one for one in asked if not _by(one.decided, as_of)], as_of),
            "allowed": _rows(allowed, as_of),
            "refused": _rows([one for one in decided if not one.allowed], as_of),
        },
        "by_use": {
            "used": _rows([one for one in allowed if _by(one.used_on, as_of)], as_of),
            "not_used": _rows([one for one in allowed if not _by(one.used_on, as_of)], as_of),
        },
    }


def _by(day: date | None, as_of: date) -> bool:
    return day is not None and day <= as_of


def _rows(waivers: list[WaiverKnown], as_of: date) -> Rows:
    return tuple(
        Row(
            _ASKED.filled(gate=one.gate_name, day=one.asked, reason=same(one.reason)),
            one.provenance,
            unit=one.unit,
            detail=_decision(one, as_of),
        )
        for one in waivers
    )


def _decision(one: WaiverKnown, as_of: date) -> Wording:
    """What had become of it by the day."""
    if one.decided is None or one.decided > as_of:
        return _WAITING
    words = same(one.words)
    if not one.allowed:
        return _REFUSED.filled(day=one.decided, words=words)
    said = _ALLOWED.filled(day=one.decided, until=one.until, words=words)
    if one.withdrawn is not None and one.withdrawn <= as_of:
        said = _WITHDRAWN.filled(said=said, day=one.withdrawn)
    if one.used_on is not None and one.used_on <= as_of:
        said = _USED.filled(said=said, day=one.used_on)
    return said


_ASKED = Wording(
    vi="đề nghị miễn “{gate}” ngày {day}: {reason}",
    en="waiver of “{gate}” asked on {day}: {reason}",
)
_WAITING = Wording(vi="đang chờ quyết định", en="waits for a decision")
_REFUSED = Wording(vi="không đồng ý ngày {day}: {words}", en="refused on {day}: {words}")
_ALLOWED = Wording(
    vi="đồng ý ngày {day}, đến hết ngày {until}: {words}",
    en="allowed on {day}, until {until}: {words}",
)
_WITHDRAWN = Wording(vi="{said}; thu hồi ngày {day}", en="{said}; withdrawn on {day}")
_USED = Wording(
    vi="{said}; đã họp theo việc miễn ngày {day}", en="{said}; a session was held under it on {day}"
)
FIGURE = Figure(
    code="waivers",
    title=Wording(vi="Miễn điều kiện kiểm điểm", en="Waivers of a gate"),
    definition=Wording(
        vi="Số lần đề nghị miễn một điều kiện cho một cuộc kiểm điểm; bao nhiêu được đồng ý, không được đồng ý, còn chờ; trong số được đồng ý, bao nhiêu lần đã họp theo việc miễn. Buổi họp ấy không trái điều kiện, nhưng được đếm ở đây.",
        en="How often it was asked that a gate be set aside for one review; how many were allowed, refused, or wait; and of those allowed, under how many a session was held. Such a session breaks no gate, but it is counted here.",
    ),
    source=Wording(
        vi="Điều kiện chỉ được miễn cho một cuộc kiểm điểm, có lý do, do một người khác đồng ý, đến một ngày.",
        en="A gate is set aside for one review only, with a reason, by a second person, until a day.",
    ),
    count=count,
    counts=Whom.THINGS,
    sums=(
        Sum("waivers.total", ("waivers.by_decision.*",)),
        Sum("waivers.by_decision.allowed", ("waivers.by_use.*",)),
    ),
)
