"""The rulebook: gates, cases, conflicts, criteria, hints, figures, duties and events, printed from the code into `docs/rulebook/`.

python -m tusoi.site.rulebook

It also prints the rooms into the first half of `docs/map.md`. A test compares what is printed with
what stands there. No database, and no Django set up.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from tusoi.desk.duty import Duty
from tusoi.desk.register import duties
from tusoi.discipline.rules.forms import FORM_WORDING, SUBJECT_WORDING
from tusoi.discipline.rules.levels import LEVEL_WORDING, SETS, WHOSE_WORDING, LevelSet, Power
from tusoi.discipline.rules.register import case_rules
from tusoi.discipline.rules.rule import CaseRule
from tusoi.discipline.rules.rule import refusal as case_refusal
from tusoi.figures.figure import Figure, Sum, paths_of
from tusoi.figures.records import Records
from tusoi.figures.register import figures
from tusoi.gates.gate import Gate, refusal
from tusoi.gates.register import gates
from tusoi.guidance.queries import guidance_set, set_codes
from tusoi.guidance.sets import Criterion, CriterionStanding, GuidanceSet
from tusoi.ledger.event import Event
from tusoi.organisation.conflicts.register import conflict_rules
from tusoi.organisation.conflicts.rule import ConflictRule
from tusoi.organisation.conflicts.rule import refusal as conflict_refusal
from tusoi.site.process import STAGES, Stage, map_lines
from tusoi.supervision.hint import Hint, said
from tusoi.supervision.register import hints
from tusoi.values.day import show_day
from tusoi.values.wording import Wording, same

DOCS = Path(__file__).resolve().parents[3] / "docs"
ROOMS_FROM = "<!-- rooms: printed from src/tusoi/site/process.py -->"
ROOMS_TO = "<!-- rooms end -->"


def pages() -> Mapping[str, str]:
    """The pages of the rulebook by file name, as Markdown."""
    return {
        "gates.md": _page("Gates", _GATES, *map(_gate, gates())),
        "cases.md": _page("Cases", _CASES, *map(_case_rule, case_rules()), *map(_levels, SETS)),
        "conflicts.md": _page("Conflicts", _CONFLICTS, *map(_conflict_rule, conflict_rules())),
        "criteria.md": _page("Criteria", _CRITERIA, *map(_set, map(guidance_set, set_codes()))),
        "hints.md": _page("Hints", _HINTS, *map(_hint, hints())),
        "figures.md": _page("Figures", _FIGURES, *map(_figure, figures())),
        "duties.md": _page("Duties", _DUTIES, *map(_duty, duties())),
        "events.md": _page("Events", _EVENTS, *map(_events, STAGES)),
    }


def with_rooms(text: str) -> str:
    """The text of `docs/map.md` with its rooms printed anew between the two marks."""
    before, _, rest = text.partition(ROOMS_FROM)
    _, _, after = rest.partition(ROOMS_TO)
    rooms = "\n".join(map_lines())
    return f"{before}{ROOMS_FROM}\n\n{rooms}\n\n{ROOMS_TO}{after}"


def write(docs: Path = DOCS) -> None:
    """Write every page, and the rooms of the map."""
    folder = docs / "rulebook"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8")
    tour = docs / "map.md"
    tour.write_text(with_rooms(tour.read_text(encoding="utf-8")), encoding="utf-8")


def _page(title: str, introduction: str, *parts: str) -> str:
    printed = [part for part in parts if part]
    return "\n".join([f"# {title}", "", introduction, _PRINTED, "", *printed]).rstrip() + "\n"


def _gate(gate: Gate) -> str:
    in_force = gate.in_force
    until = show_day(in_force.until, "en") if in_force.until else "further notice"
    since = "the beginning" if in_force.since.year == 1 else show_day(in_force.since, "en")
    lines = [
        _heading(gate.code, gate.name),
        *_both(
            ("Source", gate.source),
            ("Says", gate.sentence),
            ("Who can clear it", gate.who_can_clear),
            ("Waiver", gate.never_waived or _MAY_BE_WAIVED),
        ),
        "",
        f"In force from {since} until {until}.",
        "",
        "| Example | | Passes | Says |",
        "|---|---|---|---|",
    ]
    for example in gate.examples:
        said = refusal(gate, example.readiness)
        sentence = f"{_cell(said.sentence.vi)} · {_cell(said.sentence.en)}" if said else ""
        lines.append(
            f"| {_cell(example.wording.vi)} | {_cell(example.wording.en)} "
            f"| {'yes' if example.passes else 'no'} | {sentence} |"
        )
    return "\n".join([*lines, ""])


def _case_rule(rule: CaseRule) -> str:
    lines = [
        _heading(rule.code, rule.name),
        *_both(("Source", rule.source), ("Says", rule.sentence)),
        "",
        f"How well the source is known: {rule.mark.value}. Held against: {', '.join(sorted(rule.steps))}.",
        "",
        "| Example | | Passes | Says |",
        "|---|---|---|---|",
    ]
    for example in rule.examples:
        said = case_refusal(rule, example.file, example.proposed)
        sentence = f"{_cell(said.vi)} · {_cell(said.en)}" if said else ""
        lines.append(
            f"| {_cell(example.wording.vi)} | {_cell(example.wording.en)} "
            f"| {'yes' if example.passes else 'no'} | {sentence} |"
        )
    return "\n".join([*lines, ""])


def _conflict_rule(rule: ConflictRule) -> str:
    places = ", ".join(f"`{place}`" for place in rule.enforced)
    lines = [
        _heading(rule.code, rule.name),
        *_both(("Source", rule.source), ("Says", rule.sentence)),
        "",
        f"Held in: {places}." if places else "The act that it guards is not built yet.",
    ]
    if rule.judge is None:
        return "\n".join([*lines, ""])
    lines += ["", "| Example | | Passes | Says |", "|---|---|---|---|"]
    for example in rule.examples:
        said = conflict_refusal(rule, example.facts)
        sentence = f"{_cell(said.vi)} · {_cell(said.en)}" if said else ""
        lines.append(
            f"| {_cell(example.wording.vi)} | {_cell(example.wording.en)} "
            f"| {'yes' if example.passes else 'no'} | {sentence} |"
        )
    return "\n".join([*lines, ""])


def _levels(rules: LevelSet) -> str:
    until = show_day(rules.in_force.until, "en") if rules.in_force.until else "further notice"
    lines = [
        _heading(f"`{rules.code}`", rules.title),
        f"In force from {show_day(rules.in_force.since, 'en')} until {until}.",
        "",
        "| Level | Subject | Forms | Under whose management | May | Source | Known |",
        "|---|---|---|---|---|---|---|",
    ]
    for row in rules.rows:
        cells = (
            LEVEL_WORDING[row.level].en,
            ", ".join(SUBJECT_WORDING[one].en for one in row.subjects),
            ", ".join(FORM_WORDING[one].en for one in row.forms),
            "; ".join(WHOSE_WORDING[one].en for one in row.whose),
            _POWER[row.power],
            row.source.en,
            row.mark.value,
        )
        lines.append(f"| {' | '.join(map(_cell, cells))} |")
    lines += [
        "",
        "| Subject | Forms | May follow a violation for | Source | Known |",
        "|---|---|---|---|---|",
    ]
    for one in rules.limitations:
        said = (
            ", ".join(SUBJECT_WORDING[subject].en for subject in one.subjects),
            ", ".join(FORM_WORDING[form].en for form in one.forms),
            f"{one.months} months" if one.months else "ever: no limitation",
            one.source.en,
            one.mark.value,
        )
        lines.append(f"| {' | '.join(map(_cell, said))} |")
    return "\n".join([*lines, ""])


def _set(guidance: GuidanceSet) -> str:
    lines = [_heading(f"`{guidance.code}`", guidance.title)]
    if guidance.provisional_notice:
        lines += [_quote(guidance.provisional_notice), ""]
    lines += ["| No. | Tiếng Việt | English | Standing |", "|---|---|---|---|"]
    lines += [
        f"| {one.number} | {_cell(one.wording.vi)} | {_cell(one.wording.en)} | {_STANDING[one.standing]} |"
        for one in guidance.criteria
    ]
    lines += [
        "",
        "What each rests on, and what the data could show a group (it decides nothing):",
        "",
    ]
    for one in guidance.criteria:
        lines += list(_basis(one))
    return "\n".join([*lines, ""])


def _basis(criterion: Criterion) -> Iterator[str]:
    yield f"{criterion.number}. {criterion.basis.vi} · {criterion.basis.en}"
    if criterion.hint:
        yield f"   - {criterion.hint.vi} · {criterion.hint.en}"
    if criterion.hints:
        yield f"   - Hints: {', '.join(f'`{code}`' for code in criterion.hints)}"


def _hint(hint: Hint) -> str:
    lines = [
        _heading(f"`{hint.code}`", hint.name),
        *_both(("Source", hint.source), ("Says", hint.sentence)),
        "",
        "| Example | | Speaks | Says |",
        "|---|---|---|---|",
    ]
    for example in hint.examples:
        speaks = said(hint, example.seen)
        sentence = f"{_cell(speaks.sentence.vi)} · {_cell(speaks.sentence.en)}" if speaks else ""
        lines.append(
            f"| {_cell(example.wording.vi)} | {_cell(example.wording.en)} "
            f"| {'yes' if example.speaks else 'no'} | {sentence} |"
        )
    return "\n".join([*lines, ""])


def _figure(figure: Figure) -> str:
    lines = [
        _heading(f"`{figure.code}`", figure.title),
        *_both(("Definition", figure.definition), ("Source", figure.source)),
        "",
    ]
    lines.append("Parts: " + ", ".join(f"`{path}`" for path in _parts(figure)) + ".")
    if figure.share:
        part, whole = figure.share
        lines.append(f"Read as a share: `{part}` of `{whole}`.")
    lines += ["", *(_sum(one) for one in figure.sums)]
    return "\n".join([*lines, ""])


def _duty(duty: Duty) -> str:
    rights = ", ".join(f"`{right.value}`" for right in duty.rights)
    form = f", or the form `{duty.act}`" if duty.act else ""
    lines = [
        _heading(f"`{duty.code}`", duty.name),
        f"Whose: whoever holds {rights} there. Done on the page `{duty.page}`{form}.",
        "",
        "| Example | | Waits |",
        "|---|---|---|",
    ]
    lines += [
        f"| {_cell(one.wording.vi)} | {_cell(one.wording.en)} | {one.waiting} |"
        for one in duty.examples
    ]
    return "\n".join([*lines, ""])


def _parts(figure: Figure) -> Iterator[str]:
    """The path of every number, counted over a campaign of one block, one body, one sign, a kind of giver and a topic with evidence, without a row."""
    nothing = Records(
        due_on=date(2012, 12, 17),
        blocks={"BLOCK": same("BLOCK")},
        bodies={"BODY": same("BODY")},
        criteria=(1,),
        evidence_topics=("TOPIC",),
        voices={"KIND": same("KIND")},
    )
    for path in paths_of(figure.code, figure.count(nothing, nothing.due_on)):
        yield path.removeprefix(f"{figure.code}.")


def _sum(declared: Sum) -> str:
    parts = " + ".join(f"`{part}`" for part in declared.parts)
    return f"- Must agree: `{declared.whole}` = {parts}"


def events_of(room: str) -> tuple[Event, ...]:
    """The events a room declares in its `events.py`; none if it has no such door."""
    name = f"tusoi.{room}.events"
    if find_spec(name) is None:
        return ()
    declared: tuple[Event, ...] = import_module(name).EVENTS
    return declared


def _events(stage: Stage) -> str:
    declared = events_of(stage.room)
    if not declared:
        return ""
    lines = [
        _heading(f"`{stage.room}`", stage.title),
        "| Event | Tiếng Việt | English | Keys allowed |",
        "|---|---|---|---|",
    ]
    for event in declared:
        keys = ", ".join(f"`{key}`" for key in event.keys) or "none"
        lines.append(f"| `{event.code}` | {event.wording.vi} | {event.wording.en} | {keys} |")
    return "\n".join([*lines, ""])


def _heading(code: str, name: Wording) -> str:
    return f"## {code} {name.vi} · {name.en}\n"


def _both(*rows: tuple[str, Wording]) -> Iterator[str]:
    yield "| | Tiếng Việt | English |"
    yield "|---|---|---|"
    for title, wording in rows:
        yield f"| {title} | {_cell(wording.vi)} | {_cell(wording.en)} |"


def _quote(wording: Wording) -> str:
    return f"> **{wording.vi}**\n>\n> **{wording.en}**"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


_STANDING = {
    CriterionStanding.OFFICIAL: "chính thức · official",
    CriterionStanding.PROVISIONAL: "tạm · provisional",
    CriterionStanding.OWN: "của tổ chức · own",
}
_MAY_BE_WAIVED = Wording(
    vi="Có thể được miễn cho một cuộc kiểm điểm, đến một ngày: một người đề nghị kèm lý do, một người khác quyết định.",
    en="May be waived for one review, until a day: one person asks and says why, another decides.",
)
_PRINTED = "Printed from the code by `python -m tusoi.site.rulebook`; do not edit it by hand."
_GATES = (
    "What must be true before a review may be held. Each gate is one file in `src/tusoi/gates/rules/`; it says what is\n"
    "missing, who can clear it and when to look again, or nothing. What is not stated breaks no gate."
)
_POWER = {
    Power.DECIDES: "decides",
    Power.PROPOSES: "proposes only",
    Power.NOT_SURE: "not sure: a person names the level",
}
_CASES = (
    "What an act on a case is held against, and which level may decide what. Each rule is a plain function in\n"
    "`src/tusoi/discipline/rules/`, with its source and how well that is known: S read, S½ read in part or at second hand,\n"
    "G general knowledge, to be checked before anybody relies on it, own a rule of this software. None of this is legal advice. What no line of the tables\n"
    "says is *not sure*: nothing is decided until a person has named the competent body with a reason."
)
_CONFLICTS = (
    "Conflicts of interest and separation of duties. Each rule is one file in `src/tusoi/organisation/conflicts/` and is asked\n"
    "inside the transaction of the act that it guards; one without examples is held by the files it names."
)
_CRITERIA = (
    "The signs by which people judge a review, as each guidance set has them. They are data:\n"
    "`src/tusoi/guidance/catalogue/<set>/criteria.toml`. People mark; no sign decides by itself."
)
_HINTS = (
    "What the record of a review shows beside a sign, in counts. Each hint is one file in `src/tusoi/supervision/hints/`; which\n"
    "stand beside which sign says the guidance. A hint marks nothing and decides nothing."
)
_FIGURES = (
    "What is counted, and the sums that must agree: if two do not, there is no report. Each figure is one file in\n"
    "`src/tusoi/figures/definitions/`; each number is the sum of the rows behind it (`tusoi explain`). Among the parts, `BLOCK`\n"
    "and `BODY` stand for a block and a body of the campaign, and `1` for the number of a sign."
)
_DUTIES = (
    "What may wait for somebody, in the order in which a review comes to it. Nothing of it is stored: each duty is one\n"
    "file in `src/tusoi/desk/duties/`, a function of the facts; whose it is, the rights and seats of the day say. The first\n"
    "that waits on the path is a review's next step."
)
_EVENTS = (
    "What an entry of the ledger may say: the act, and the keys allowed. Keys are codes, days, counts and digests, never a\n"
    "name or a text. Declared in each room's `events.py`."
)

if __name__ == "__main__":
    write()
