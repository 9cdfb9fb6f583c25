"""`tusoi gates CAMPAIGN`: what stands before the reviews not held yet, in sentences."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tusoi.site.commands.command import Arguments, Asked, Command, answer, day
from tusoi.values.day import show_day
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

if TYPE_CHECKING:
    from tusoi.gates.gate import Refusal


def _arguments(parser: Arguments) -> None:
    parser.add_argument("campaign", metavar="CAMPAIGN")
    parser.add_argument("--unit", metavar="CODE")
    parser.add_argument("--as-of", type=day, metavar="DAY")
    parser.add_argument("--json", action="store_true")


def _run(asked: Asked) -> int:
    refusals = list(_refusals(asked))
    if asked.json:
        shown = [_as_json(one, asked.lang) for one in refusals]
        answer(json.dumps(shown, ensure_ascii=False, indent=2))
        return 0
    for one in refusals:
        answer("\n".join(_lines(one, asked.lang)))
    if not refusals:
        answer(_OPEN.in_(asked.lang))
    return 0


def _refusals(asked: Asked) -> "Iterator[Refusal]":
    """Every gate that stands before a review that is owed and not held by the day."""
    from tusoi.campaigns.queries import campaign_view
    from tusoi.figures.queries import records_and_gates
    from tusoi.figures.stages import held_by
    from tusoi.values.clock import now

    known_by = now()
    campaign = campaign_view(asked.campaign, known_by=known_by)
    on = asked.as_of or campaign.as_of
    gates, records = records_and_gates(campaign, known_by=known_by)
    owing = [file for file, _ in records.owing(on)]
    if asked.unit and asked.unit not in {file.unit for file in owing}:
        raise Refused(_UNKNOWN_UNIT.filled(unit=asked.unit, day=on))
    for file in owing:
        if asked.unit in (None, file.unit) and not held_by(file, on):
            yield from gates.before_review(file.unit, on)


def _as_json(refusal: "Refusal", lang: str) -> dict[str, Any]:
    return {
        "gate": refusal.gate,
        "unit": refusal.unit,
        "sentence_vi": refusal.sentence.vi,
        "sentence_en": refusal.sentence.en,
        "who_can_clear": refusal.who_can_clear.in_(lang),
        "next_look": refusal.next_look.isoformat() if refusal.next_look else None,
    }


def _lines(refusal: "Refusal", lang: str) -> Iterator[str]:
    yield f"{refusal.gate}  {refusal.unit}  {refusal.sentence.in_(lang)}"
    yield f"    {_WHO.in_(lang)}: {refusal.who_can_clear.in_(lang)}"
    look = show_day(refusal.next_look, lang) if refusal.next_look else _NO_LOOK.in_(lang)
    yield f"    {_LOOK.in_(lang)}: {look}"


_OPEN = Wording(
    vi="Không điều kiện nào đang chặn các đơn vị chưa kiểm điểm.",
    en="No gate stands before any review not held yet.",
)
_WHO = Wording(vi="người tháo gỡ", en="who can clear it")
_LOOK = Wording(vi="ngày xem lại", en="next look")
_NO_LOOK = Wording(
    vi="chưa ghi; hãy điền cột “Ngày xem lại” trong kiem-diem.xlsx",
    en="not given; fill the column “Next look on” in kiem-diem.xlsx",
)
_UNKNOWN_UNIT = Wording(
    vi="Ngày {day} không có đơn vị “{unit}” phải kiểm điểm trong đợt này.",
    en="On {day} no unit “{unit}” owes a review in this campaign.",
)

COMMAND = Command(
    name="gates",
    help="điều gì đang chặn các cuộc kiểm điểm / what stands before the reviews",
    arguments=_arguments,
    run=_run,
)
