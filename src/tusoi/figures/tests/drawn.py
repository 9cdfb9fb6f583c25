"""Records drawn at random: units with sessions, leaders and verdicts, cases, topics and items."""

from datetime import date

from hypothesis import strategies as st

from tests.cast import LAN, SOMEWHERE, leader, on, sat, verdict
from tusoi.figures.records import (
    AskedKnown,
    BreachKnown,
    CaseKnown,
    FindingKnown,
    GroupKnown,
    ItemKnown,
    MarkKnown,
    Place,
    PlanKnown,
    ReasonKnown,
    Records,
    SolutionGroupKnown,
    TalliedKnown,
    TopicKnown,
    UnitFile,
    WaiverKnown,
)
from tusoi.remediation.life import Deadline, ItemLife
from tusoi.values.day import When
from tusoi.values.period import ALWAYS, Period
from tusoi.values.wording import same

DAYS = st.dates(date(2012, 10, 1), date(2012, 12, 31))
WHENS = st.builds(When, DAYS, st.booleans())
MAYBE = st.none() | WHENS
BLOCKS, BODIES = ("A", "B"), ("standing_committee", "inspection_commission")
HOST = "TU"
VERDICTS = st.none() | st.builds(
    verdict, st.sampled_from(["meets", "basically_meets", "redo"]), WHENS
)
CODES = tuple(f"A{n:02d}" for n in range(1, 9))
UNITS = st.sampled_from(CODES)
PERIODS = st.builds(
    lambda one, other, ends: Period(min(one, other), max(one, other) if ends else None),
    DAYS | st.just(ALWAYS),
    DAYS,
    st.booleans(),
)


@st.composite
def unit_files(draw: st.DrawFn, *, ends: bool = True) -> UnitFile:
    """A unit with a place or none, sessions under chairs barred or not, leaders, a reason, a verdict."""
    period = draw(PERIODS) if ends else Period(ALWAYS)
    code = draw(UNITS)
    broke = draw(st.sampled_from([(), (), ("G1",), ("G3",)]))
    days, redo = draw(st.lists(WHENS, max_size=3)), draw(st.lists(WHENS, max_size=1))
    reason = draw(st.sampled_from(["", "chờ kết luận thanh tra"]))
    return UnitFile(
        unit=code,
        name=code,
        places=(Place(draw(st.sampled_from(BLOCKS)), period, SOMEWHERE),),
        sittings=(*sat(*days, broke=broke), *sat(*redo, redo=True)),
        leaders=tuple(
            leader(LAN, *draw(st.lists(WHENS, max_size=2))) for _ in range(draw(st.integers(0, 2)))
        ),
        minutes=draw(MAYBE),
        attended=draw(MAYBE),
        reason=ReasonKnown(reason, draw(st.none() | DAYS), draw(WHENS), SOMEWHERE),
        verdicts=tuple(one for one in (draw(VERDICTS), draw(VERDICTS)) if one),
        marks=(MarkKnown(draw(st.integers(1, 3)), draw(st.booleans()), draw(WHENS), SOMEWHERE),),
        deep_since=draw(MAYBE),
        plan=draw(st.none() | st.builds(PlanKnown, WHENS, st.just(SOMEWHERE))),
    )


CASES = st.builds(
    CaseKnown,
    code=st.sampled_from(["KL01", "KL02", "KL03"]),
    subject=st.sampled_from(["organisation", "member", "person", ""]),
    unit=UNITS,
    phase=st.sampled_from(["before", "through", ""]),
    decided=MAYBE,
    decided_by=st.sampled_from([*BODIES, ""]),
    provenance=st.just(SOMEWHERE),
    opened=MAYBE,
)
ITEMS = st.builds(
    ItemKnown,
    number=st.sampled_from(["1", "2", "3"]),
    title=st.just("Tiếp công dân"),
    group=st.just("1"),
    owner_unit=UNITS,
    life=st.builds(
        ItemLife,
        item=st.just("1"),
        steps=st.dictionaries(st.sampled_from(["in_progress", "claimed", "verified"]), WHENS),
        deadlines=st.lists(st.builds(Deadline, DAYS, DAYS), max_size=2).map(tuple),
    ),
    when=WHENS,
    provenance=st.just(SOMEWHERE),
    of_plan=st.booleans(),
)
TOPICS = st.builds(
    TopicKnown,
    code=st.just("GY01"),
    unit=UNITS,
    text=st.just("Quản lý đất công"),
    when=WHENS,
    answered=MAYBE,
    owner_named=st.booleans(),
    provenance=st.just(SOMEWHERE),
)
FINDINGS = st.builds(
    FindingKnown,
    code=st.just("KĐ01"),
    unit=UNITS,
    text=st.just("Chậm trả lời dân"),
    has_address=st.booleans(),
    when=WHENS,
    provenance=st.just(SOMEWHERE),
)
BREACHES = st.builds(
    lambda unit, day: BreachKnown("G1", unit, day, same(f"{unit} đã họp"), SOMEWHERE), UNITS, DAYS
)
TALLIES = st.builds(
    lambda unit, when, silent, unasked, called_on, redo: TalliedKnown(
        unit,
        called=silent + unasked + called_on,
        spoke=unasked + called_on,
        had_to_be_called_on=called_on,
        when=when,
        provenance=SOMEWHERE,
        redo=redo,
    ),
    UNITS,
    WHENS,
    st.integers(0, 11),
    st.integers(0, 11),
    st.integers(0, 11),
    st.booleans(),
)
WAIVERS = st.builds(
    WaiverKnown,
    gate=st.just("G2"),
    gate_name=st.just(same("Chờ kết luận thanh tra")),
    unit=UNITS,
    asked=DAYS,
    reason=st.just("thanh tra kéo dài"),
    until=DAYS,
    provenance=st.just(SOMEWHERE),
    allowed=st.booleans(),
    decided=st.none() | DAYS,
    withdrawn=st.none() | DAYS,
    used_on=st.none() | DAYS,
)


def records(units: st.SearchStrategy[UnitFile]) -> st.SearchStrategy[Records]:
    return st.builds(
        Records,
        due_on=DAYS,
        blocks=st.just(dict.fromkeys(BLOCKS, same(""))),
        bodies=st.just(dict.fromkeys(BODIES, same(""))),
        criteria=st.just((1, 2, 3)),
        units=st.lists(units, max_size=8).map(tuple),
        groups=st.just(
            (
                GroupKnown("12", ("A01", "A02"), on("2012-10-01"), SOMEWHERE),
                GroupKnown("13", ("A03",), on("2012-10-01"), SOMEWHERE),
            )
        ),
        topics=st.lists(TOPICS, max_size=4).map(tuple),
        cases=st.lists(CASES, max_size=6).map(tuple),
        asked=st.just(
            (AskedKnown("YK01", "chi bộ", "A01", 31, 27, 6, on("2012-10-12"), SOMEWHERE),)
        ),
        solution_groups=st.just((SolutionGroupKnown("1", "", on("2012-12-17"), SOMEWHERE),)),
        items=st.lists(ITEMS, max_size=6).map(tuple),
        findings=st.lists(FINDINGS, max_size=3).map(tuple),
        breaches=st.lists(BREACHES, max_size=3).map(tuple),
        tallies=st.lists(TALLIES, max_size=4).map(tuple),
        waivers=st.lists(WAIVERS, max_size=4).map(tuple),
        hosts_own=st.none() | st.just(UnitFile(HOST, HOST, ())),
    )
