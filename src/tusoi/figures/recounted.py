"""Everything that is kept of stages, counted once more from the facts and held against what is kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tusoi.campaigns.models import STAGES, StageTally
from tusoi.campaigns.tallying import Growth, Place, Reached, kept_reached, kept_tallies
from tusoi.figures.reached import STAGE_SAID
from tusoi.figures.upkeep import EVER, each_reached
from tusoi.values.wording import Wording


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One number that is kept otherwise than the facts say; `sentence` names node, stage and day."""

    node: str
    stage: str
    day: date
    kept: int
    counted: int
    sentence: Wording


def disagreements(campaign: str) -> Iterator[Disagreement]:
    """What is kept of a campaign's stages and is not so by its facts: units first, then tallies. Reads every fact of it."""
    growth, kept = Growth(), kept_reached(campaign)
    for unit, reached in each_reached(campaign, known_by=EVER):
        growth.count(reached)
        yield from _of_a_unit(unit, kept.pop(unit, []), reached)
    for unit, reached in sorted(kept.items()):
        yield from _of_a_unit(unit, reached, [])
    yield from _of_tallies(campaign, growth)


def _of_a_unit(unit: str, kept: list[Reached], counted: list[Reached]) -> Iterator[Disagreement]:
    """The days from which a unit's stages, or its place, are kept otherwise."""
    if kept == counted:
        return
    turns = sorted({one.since for one in (*kept, *counted)})
    for day in turns:
        ours, theirs = _on(kept, day), _on(counted, day)
        if ours == theirs:
            continue
        same_place = ours and theirs and (ours.path, ours.block) == (theirs.path, theirs.block)
        for number, stage in enumerate(STAGES):
            has = ours.counts[number] if ours else 0
            should = theirs.counts[number] if theirs else 0
            if has != should or (stage == "owing" and not same_place):
                sentence = (_UNIT if has != should else _PLACE).filled(
                    unit=unit, stage=STAGE_SAID[stage], day=day, kept=has, counted=should
                )
                yield Disagreement(unit, stage, day, has, should, sentence)


def _on(reached: list[Reached], day: date) -> Reached | None:
    return next((one for one in reached if one.since <= day <= one.until), None)


def _of_tallies(campaign: str, growth: Growth) -> Iterator[Disagreement]:
    counted = {(place, span, day): counts for place, span, day, counts in growth.rows()}
    nothing = (0,) * len(STAGES)
    for place, span, day, kept in kept_tallies(campaign):
        yield from _of_a_tally(place, span, day, kept, counted.pop((place, span, day), nothing))
    for (place, span, day), counts in sorted(counted.items(), key=str):
        yield from _of_a_tally(place, span, day, nothing, counts)


def _of_a_tally(
    place: Place, span: str, day: date, kept: tuple[int, ...], counted: tuple[int, ...]
) -> Iterator[Disagreement]:
    for stage, has, should in zip(STAGES, kept, counted, strict=True):
        if has != should:
            sentence = _TALLY[StageTally.Span(span)].filled(
                node=place.node,
                parent=place.parent,
                block=place.block,
                stage=STAGE_SAID[stage],
                day=day,
                month=Wording(vi=f"{day:%m/%Y}", en=f"{day:%m/%Y}"),
                kept=has,
                counted=should,
            )
            yield Disagreement(place.node, stage, day, has, should, sentence)


_UNIT = Wording(
    vi="{unit}, “{stage}”, từ ngày {day}: đang giữ {kept}, theo các sự kiện là {counted}",
    en="{unit}, “{stage}”, from {day}: kept {kept}, by the facts {counted}",
)
_PLACE = Wording(
    vi="{unit}, từ ngày {day}: vị trí hay khối đang giữ khác với các sự kiện",
    en="{unit}, from {day}: its place or block is kept otherwise than by the facts",
)
_TALLY = {
    StageTally.Span.DAY: Wording(
        vi="dưới {node} (thuộc {parent}), khối {block}, “{stage}”, ngày {day}: đang giữ {kept}, theo các sự kiện là {counted}",
        en="below {node} (of {parent}), block {block}, “{stage}”, on {day}: kept {kept}, by the facts {counted}",
    ),
    StageTally.Span.MONTH: Wording(
        vi="dưới {node} (thuộc {parent}), khối {block}, “{stage}”, tháng {month}: đang giữ {kept}, theo các sự kiện là {counted}",
        en="below {node} (of {parent}), block {block}, “{stage}”, in {month}: kept {kept}, by the facts {counted}",
    ),
    StageTally.Span.ALL: Wording(
        vi="dưới {node} (thuộc {parent}), khối {block}, “{stage}”, tất cả: đang giữ {kept}, theo các sự kiện là {counted}",
        en="below {node} (of {parent}), block {block}, “{stage}”, in all: kept {kept}, by the facts {counted}",
    ),
}
