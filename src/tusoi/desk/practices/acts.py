"""The acts on a good practice: what each asks for, whose it is and when, and what it does."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tusoi.campaigns.asked import Asked
from tusoi.campaigns.typed import Typed
from tusoi.desk.fields import Choices, Field, choose, day, line, pick, worded, words
from tusoi.ledger.actions import Told
from tusoi.organisation.roles import Right
from tusoi.remediation.practices.acting import (
    LONGEST,
    abouts,
    adopt_practice,
    check_practice,
    claim_practice,
    drop_adoption,
    origins,
    return_practice,
    tell_result,
)
from tusoi.remediation.practices.record import OUTCOME_WORDING, Outcome, Practice, Said
from tusoi.values.wording import Wording, same


@dataclass(frozen=True, slots=True)
class PracticeSeen:
    """A practice as its page has it, who asks, and the units for which they speak, with their names."""

    asked: Asked
    practice: Practice
    units: tuple[tuple[str, str], ...]

    @property
    def code(self) -> str:
        """The practice's code."""
        return self.practice.code

    def may(self, right: Right) -> bool:
        """Whether the reader has a right over the unit that claimed it."""
        return self.asked.reach.may(right, self.practice.unit)

    @property
    def could_adopt(self) -> list[str]:
        """Their units that have not adopted it and did not claim it."""
        return [
            unit
            for unit, _ in self.units
            if unit != self.practice.unit and self.practice.adoption_of(unit) is None
        ]

    @property
    def adopting(self) -> list[str]:
        """Their units that have adopted it."""
        return [unit for unit, _ in self.units if self.practice.adoption_of(unit)]

    @property
    def could_drop(self) -> list[str]:
        """The units for which they may drop it: those where it failed, or worked in part."""
        found = []
        for one in self.practice.adoptions:
            failed = one.result is not None and one.result.outcome is not Outcome.WORKED
            rights = (Right.PLAN_REMEDY, Right.KEEP_ITEMS)
            theirs = any(self.asked.reach.may(right, one.unit) for right in rights)
            if one.dropped is None and failed and theirs:
                found.append(one.unit)
        return found

    def choices(self, units: Sequence[str]) -> Choices:
        """Units to choose from, each with its name."""
        names = dict(self.units)
        return [(one, same(f"{names.get(one, '')} ({one})".strip())) for one in units]


@dataclass(frozen=True, slots=True)
class PracticeAct:
    """One act. `is_theirs` says whether the reader could do it at all, were the practice to wait for it: what came meanwhile
    is said in a sentence. `is_open` says whether it is theirs and the practice waits for it now.
    """

    slug: str
    title: Wording
    help: Wording
    is_theirs: Callable[[PracticeSeen], bool]
    is_open: Callable[[PracticeSeen], bool]
    fields: Callable[[PracticeSeen], Sequence[Field]]
    do: Callable[[PracticeSeen, Typed], Told]


def act_called(slug: str) -> PracticeAct | None:
    """The act of that slug."""
    return next((one for one in ACTS if one.slug == slug), None)


def said_fields(asked: Asked, unit: str) -> list[Field]:
    """The fields of a claim; where it comes from is offered for one unit alone, "" for whoever speaks for several."""
    about = [("", _NONE), *((code, _cut(said)) for code, said in abouts(asked.reach))]
    fields = [
        line("title", "Tên cách làm hay", "What it is called", longest=LONGEST["title"]),
        words("words", "Đã làm gì, làm thế nào", "What was done, and how"),
        words("result", "Kết quả", "The result"),
        line(
            "measured_by",
            "Kết quả đo bằng gì, lấy từ đâu",
            "What the result is measured by, and where it is read",
            longest=LONGEST["measured_by"],
        ),
        line("area", "Lĩnh vực", "Area", wanted=False, longest=LONGEST["area"]),
        pick("about", "Về nội dung hoặc dấu hiệu", "For which topic or sign", about),
    ]
    if unit:
        came = [(code, _cut(same(f"{code}: {said}"))) for code, said in origins(asked.reach, unit)]
        hint = Wording(
            vi="Chỉ người đọc được hồ sơ kiểm điểm của đơn vị thấy điều này.",
            en="Only those who read the unit’s review see this.",
        )
        fields.append(
            pick("comes_from", "Rút ra từ", "What it came of", [("", _NONE), *came], hint=hint)
        )
    return fields


def said_in(typed: Typed) -> Said:
    """What a claim's form says; its faults are checked by the caller."""
    return Said(
        title=typed.text("title", wanted=True, longest=LONGEST["title"]),
        words=typed.text("words", wanted=True),
        result=typed.text("result", wanted=True),
        measured_by=typed.text("measured_by", wanted=True, longest=LONGEST["measured_by"]),
        area=typed.text("area", longest=LONGEST["area"]),
        about=typed.text("about", longest=60),
        comes_from=typed.text("comes_from", longest=60),
    )


def _cut(said: Wording) -> Wording:
    return Wording(vi=said.vi[:90], en=said.en[:90])


def _check(seen: PracticeSeen, typed: Typed) -> Told:
    said = typed.text("looked_at", wanted=True)
    typed.check()
    return check_practice(seen.asked.reach, seen.code, typed.number("claim"), said)


def _return(seen: PracticeSeen, typed: Typed) -> Told:
    said = typed.text("lacks", wanted=True)
    typed.check()
    return return_practice(seen.asked.reach, seen.code, typed.number("claim"), said)


def _again(seen: PracticeSeen, typed: Typed) -> Told:
    said = said_in(typed)
    typed.check()
    return claim_practice(seen.asked.reach, seen.practice.unit, said, code=seen.code)


def _adopt(seen: PracticeSeen, typed: Typed) -> Told:
    unit, how = typed.text("adopt_unit", wanted=True), typed.text("adopt_how", wanted=True)
    due = typed.day("adopt_due")
    typed.check()
    return adopt_practice(seen.asked.reach, seen.code, unit, how, due)


def _result(seen: PracticeSeen, typed: Typed) -> Told:
    unit, why = typed.text("result_unit", wanted=True), typed.text("result_why", wanted=True)
    outcome = typed.one_of("outcome", [one.value for one in Outcome])
    typed.check()
    told = typed.number(f"told_{unit}")
    return tell_result(seen.asked.reach, seen.code, unit, Outcome(outcome), why, seen=told)


def _drop(seen: PracticeSeen, typed: Typed) -> Told:
    unit, why = typed.text("drop_unit", wanted=True), typed.text("drop_why", wanted=True)
    typed.check()
    return drop_adoption(seen.asked.reach, seen.code, unit, why)


def _unit(name: str, seen: PracticeSeen, units: Sequence[str]) -> Field:
    return choose(name, "Đơn vị", "Unit", seen.choices(units))


def _checks(seen: PracticeSeen) -> bool:
    return seen.may(Right.VERIFY_ITEM)


def _claims(seen: PracticeSeen) -> bool:
    return seen.may(Right.PLAN_REMEDY)


def _speaks(seen: PracticeSeen) -> bool:
    return bool(seen.units)


_NONE = Wording(vi="– để trống –", en="– none –")

ACTS = (
    PracticeAct(
        "kiem-tra",
        Wording(vi="Xác nhận đã kiểm tra", en="Check it"),
        Wording(
            vi="Kiểm tra xong thì mọi đơn vị trong đợt xem được và áp dụng được.",
            en="Once it is checked, every unit of the campaign sees it and may adopt it.",
        ),
        _checks,
        lambda seen: seen.practice.waits and _checks(seen),
        lambda _: [words("looked_at", "Đã xem những gì", "What was looked at")],
        _check,
    ),
    PracticeAct(
        "tra-lai",
        Wording(vi="Trả lại, nêu lý do", en="Return it with reasons"),
        Wording(vi="Đơn vị sửa rồi nêu lại được.", en="The unit may amend it and claim it again."),
        _checks,
        lambda seen: seen.practice.waits and _checks(seen),
        lambda _: [words("lacks", "Còn thiếu gì", "What is missing")],
        _return,
    ),
    PracticeAct(
        "neu-lai",
        Wording(vi="Nêu lại", en="Claim it again"),
        Wording(vi="Lần nêu trước vẫn lưu.", en="The earlier claim stays on record."),
        _claims,
        lambda seen: not (seen.practice.waits or seen.practice.is_checked) and _claims(seen),
        lambda seen: said_fields(seen.asked, seen.practice.unit),
        _again,
    ),
    PracticeAct(
        "ap-dung",
        Wording(vi="Nhận áp dụng", en="Adopt it"),
        Wording(
            vi="Nêu cách làm ở đơn vị mình và ngày sẽ ghi kết quả.",
            en="Say how your unit goes about it, and by which day it tells the result.",
        ),
        _speaks,
        lambda seen: seen.practice.is_checked and bool(seen.could_adopt),
        lambda seen: [
            _unit("adopt_unit", seen, seen.could_adopt),
            words("adopt_how", "Áp dụng thế nào", "How it is adopted"),
            day("adopt_due", "Ghi kết quả trước ngày", "Result by"),
        ],
        _adopt,
    ),
    PracticeAct(
        "ket-qua",
        Wording(vi="Ghi kết quả áp dụng", en="Tell the result"),
        Wording(
            vi="Kết quả ghi sau đứng cạnh kết quả ghi trước; không xóa gì.",
            en="A later result stands beside the earlier one; nothing is deleted.",
        ),
        _speaks,
        lambda seen: bool(seen.adopting),
        lambda seen: [
            _unit("result_unit", seen, seen.adopting),
            choose("outcome", "Kết quả", "Result", worded(OUTCOME_WORDING)),
            words("result_why", "Vì sao", "Why"),
        ],
        _result,
    ),
    PracticeAct(
        "thoi",
        Wording(vi="Thôi áp dụng", en="Drop it"),
        Wording(
            vi="Nơi nào không có kết quả, hoặc chỉ một phần, thì thôi được; những gì đã ghi vẫn lưu.",
            en="Where it failed, or worked in part, it may be dropped; what was told stays on record.",
        ),
        lambda seen: _speaks(seen) or seen.asked.reach.units(Right.KEEP_ITEMS) != frozenset(),
        lambda seen: bool(seen.could_drop),
        lambda seen: [
            _unit("drop_unit", seen, seen.could_drop),
            words("drop_why", "Vì sao thôi", "Why it is dropped"),
        ],
        _drop,
    ),
)
