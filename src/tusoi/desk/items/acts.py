"""The acts on one item: what each asks for, whose it is, when it is open, and what it does."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tusoi.campaigns.asked import Asked
from tusoi.campaigns.typed import Typed
from tusoi.desk.fields import Field, choose, count, day, line, worded, words
from tusoi.desk.items.shown import ItemShown
from tusoi.ledger.actions import Told
from tusoi.organisation.roles import Right
from tusoi.remediation.access import may_claim
from tusoi.remediation.life import KIND_WORDING, STRENGTH_WORDING, ItemLife, Kind, Nature, Strength
from tusoi.remediation.living import (
    KEEPS,
    NatureStated,
    ask_affected,
    ask_due_move,
    claim_item,
    count_backlog,
    decide_due_move,
    give_item,
    measure_item,
    reopen_item,
    return_claim,
    state_nature,
    verify_claim,
)
from tusoi.remediation.rules.backlog import Period
from tusoi.remediation.rules.stage import asked_on, claim_on, question_due, waiting_move
from tusoi.values.wording import Wording

COUNTS = {
    "opening": Wording(vi="Tồn đầu kỳ", en="Open at the start"),
    "came_in": Wording(vi="Mới trong kỳ", en="Come in"),
    "reopened": Wording(vi="Đã giải quyết rồi phải mở lại", en="Settled, then open again"),
    "settled": Wording(vi="Đã giải quyết trong kỳ", en="Settled"),
    "closing": Wording(vi="Tồn cuối kỳ", en="Open at the end"),
}
"""What a register counts over a period, in the order in which it adds up."""
NEXT = frozenset({"xac-minh", "bao-xong", "dong-y-han", "hoi-nguoi-dan"})
"""Acts that an item waits for: these forms stand open."""


@dataclass(frozen=True, slots=True)
class ItemSeen:
    """An item as its page has it, and who asks."""

    asked: Asked
    shown: ItemShown

    @property
    def number(self) -> str:
        """The item's number."""
        return self.shown.item.number

    @property
    def life(self) -> ItemLife:
        """Its life."""
        return self.shown.item.life

    def may(self, *rights: Right) -> bool:
        """Whether the reader has one of the rights over the owner's unit."""
        return any(self.asked.reach.may(right, self.life.owner_unit) for right in rights)


@dataclass(frozen=True, slots=True)
class ItemAct:
    """One act. `is_theirs` says whether the reader may do it at all, `is_open` whether the item waits for it now."""

    slug: str
    title: Wording
    help: Wording
    is_theirs: Callable[[ItemSeen], bool]
    is_open: Callable[[ItemSeen], bool]
    fields: Sequence[Field]
    do: Callable[[ItemSeen, Typed], Told]


def act_called(slug: str) -> ItemAct | None:
    """The act of that slug."""
    return next((one for one in ACTS if one.slug == slug), None)


def acts_open(seen: ItemSeen, sent: str = "") -> list[ItemAct]:
    """The acts that the reader may do now; and the one that was sent, if it is open no longer."""
    return [one for one in ACTS if (one.is_open(seen) or one.slug == sent) and one.is_theirs(seen)]


def _claim(seen: ItemSeen, typed: Typed) -> Told:
    said = typed.text("evidence", wanted=True)
    typed.check()
    return claim_item(seen.asked.reach, seen.number, said)


def _verify(seen: ItemSeen, typed: Typed) -> Told:
    said = typed.text("looked_at", wanted=True)
    typed.check()
    return verify_claim(seen.asked.reach, seen.number, typed.number("claim"), said)


def _return(seen: ItemSeen, typed: Typed) -> Told:
    said = typed.text("lacks", wanted=True)
    typed.check()
    return return_claim(seen.asked.reach, seen.number, typed.number("claim"), said)


def _move(seen: ItemSeen, typed: Typed) -> Told:
    due_on, reason = typed.day("move_to"), typed.text("move_reason", wanted=True)
    typed.check()
    return ask_due_move(seen.asked.reach, seen.number, due_on, reason)


def _approve(seen: ItemSeen, typed: Typed) -> Told:
    move = typed.number("move")
    return decide_due_move(seen.asked.reach, seen.number, move, approved=True)


def _refuse(seen: ItemSeen, typed: Typed) -> Told:
    said, move = typed.text("move_refused", wanted=True), typed.number("move")
    typed.check()
    return decide_due_move(seen.asked.reach, seen.number, move, approved=False, words=said)


def _measure(seen: ItemSeen, typed: Typed) -> Told:
    value, on = typed.text("value", wanted=True, longest=40), typed.day("measured_on")
    read_from = typed.text("read_from", wanted=True, longest=400)
    typed.check()
    return measure_item(seen.asked.reach, seen.number, value, on, read_from)


def _count(seen: ItemSeen, typed: Typed) -> Told:
    since, until = typed.day("counted_since"), typed.day("counted_until")
    counts = {name: typed.number(name) for name in COUNTS}
    oldest = typed.number("oldest_days") if typed.text("oldest_days") else None
    read_from = typed.text("register", wanted=True, longest=400)
    typed.faults |= {name: _NO_COUNT for name, said in counts.items() if said < 0}
    if oldest == -1:
        typed.faults["oldest_days"] = _NO_COUNT
    typed.check()
    period = Period(since, until, **counts, oldest_days=oldest, read_from=read_from)
    return count_backlog(seen.asked.reach, seen.number, period)


def _nature(seen: ItemSeen, typed: Typed) -> Told:
    kind = typed.one_of("kind", [one.value for one in Kind])
    strength = typed.one_of("strength", [one.value for one in Strength])
    unit = typed.text("measured_in", longest=81)
    baseline, target = typed.text("baseline", longest=40), typed.text("target", longest=40)
    typed.check()
    stated = NatureStated(Nature(Kind(kind), Strength(strength), unit), baseline, target)
    return state_nature(seen.asked.reach, seen.number, stated)


def _give(seen: ItemSeen, typed: Typed) -> Told:
    unit, post = typed.text("unit", wanted=True, longest=40), typed.text("post", wanted=True)
    typed.check()
    written = post if "/" in post else f"{unit}/{post}"
    return give_item(seen.asked.reach, seen.number, unit, written)


def _ask(seen: ItemSeen, typed: Typed) -> Told:
    return ask_affected(seen.asked.reach, seen.number)


def _reopen(seen: ItemSeen, typed: Typed) -> Told:
    due_on, said = typed.day("again_by"), typed.text("why_again", wanted=True)
    typed.check()
    return reopen_item(seen.asked.reach, seen.number, due_on, said)


def _waits(seen: ItemSeen) -> bool:
    return claim_on(seen.life, seen.shown.day) is not None


def _is_undone(seen: ItemSeen) -> bool:
    return seen.shown.stage in ("planned", "in_progress")


def _move_waits(seen: ItemSeen) -> bool:
    return waiting_move(seen.life, seen.shown.day) is not None


def _is_to_be_asked(seen: ItemSeen) -> bool:
    due = question_due(seen.life, seen.shown.day)
    return due is not None and due <= seen.shown.day and not asked_on(seen.life, seen.shown.day)


ACTS = (
    ItemAct(
        "xac-minh",
        Wording(vi="Xác minh là xong", en="Verify as done"),
        Wording(
            vi="Chỉ ghi sau khi đã tự xem minh chứng. Người khắc phục, người cùng đơn vị hay cấp dưới không được xác minh.",
            en="Only after you looked at the evidence yourself. Not whoever owes it, nor somebody of that unit or below.",
        ),
        lambda seen: seen.may(Right.VERIFY_ITEM),
        _waits,
        (words("looked_at", "Đã xem gì, ở đâu", "What you looked at, and where"),),
        _verify,
    ),
    ItemAct(
        "tra-lai",
        Wording(vi="Trả lại, nêu lý do", en="Return with reasons"),
        Wording(
            vi="Việc trở về đang làm; đơn vị bổ sung rồi báo xong lần nữa.",
            en="The item is in progress again; the unit makes it good and claims it again.",
        ),
        lambda seen: seen.may(Right.VERIFY_ITEM),
        _waits,
        (words("lacks", "Còn thiếu gì", "What is lacking"),),
        _return,
    ),
    ItemAct(
        "bao-xong",
        Wording(vi="Báo đã xong", en="Claim it done"),
        Wording(
            vi="Báo xong chưa phải là xong: người độc lập sẽ xem minh chứng rồi xác minh hoặc trả lại.",
            en="Claimed is not done: somebody independent looks at the evidence, and verifies or returns it.",
        ),
        lambda seen: may_claim(seen.asked.reach, seen.life),
        _is_undone,
        (
            words(
                "evidence",
                "Minh chứng: văn bản nào, kết quả gì, xem ở đâu",
                "Evidence: which document, what came of it, where it can be seen",
            ),
        ),
        _claim,
    ),
    ItemAct(
        "dong-y-han",
        Wording(vi="Đồng ý đổi hạn", en="Approve the other deadline"),
        Wording(
            vi="Hạn mới có hiệu lực từ hôm nay; hạn cũ vẫn còn trên trang. Người đề nghị không tự đồng ý.",
            en="The new deadline stands from today; the old one stays on view. Whoever proposed it does not approve it.",
        ),
        lambda seen: seen.may(Right.KEEP_ITEMS),
        _move_waits,
        (),
        _approve,
    ),
    ItemAct(
        "khong-doi-han",
        Wording(vi="Không đồng ý đổi hạn", en="Refuse the other deadline"),
        Wording(vi="Hạn đang có giữ nguyên.", en="The deadline that stands goes on standing."),
        lambda seen: seen.may(Right.KEEP_ITEMS),
        _move_waits,
        (words("move_refused", "Vì sao không", "Why not"),),
        _refuse,
    ),
    ItemAct(
        "hoi-nguoi-dan",
        Wording(vi="Hỏi người chịu ảnh hưởng", en="Ask those affected"),
        Wording(
            vi="Đã bốn tuần từ ngày xác minh. Từ hôm nay người dân được hỏi: đã khắc phục, hay vẫn chưa?",
            en="Four weeks have passed since it was verified. From today those affected are asked: put right, or still not?",
        ),
        lambda seen: seen.may(Right.KEEP_ITEMS),
        _is_to_be_asked,
        (),
        _ask,
    ),
    ItemAct(
        "mo-lai",
        Wording(vi="Mở lại thành việc tái diễn", en="Reopen as a recurrence"),
        Wording(
            vi="Việc đã xác minh giữ nguyên; việc mới cùng đơn vị chủ trì, có hạn mới, và phải do người khác xác minh.",
            en="What was verified stays as it is; the new item has the same owner, a new deadline, and another verifier.",
        ),
        lambda seen: seen.may(Right.REOPEN_ITEM),
        lambda seen: seen.shown.stage == "verified" and not seen.life.recurred_as,
        (
            day("again_by", "Hạn của việc mới", "Deadline of the new item"),
            words("why_again", "Vì sao phải làm lại", "Why it comes back"),
        ),
        _reopen,
    ),
    ItemAct(
        "do",
        Wording(vi="Ghi giá trị đo được", en="Record a measured value"),
        Wording(
            vi="Ghi lại cho cùng một ngày thì giá trị sau thay giá trị trước; giá trị trước vẫn còn trong sổ.",
            en="Recorded again for a day, the later value takes the place of the earlier, which stays in the record.",
        ),
        lambda seen: seen.may(*KEEPS),
        lambda seen: seen.life.nature is not None and seen.life.nature.kind is Kind.OUTCOME,
        (
            line("value", "Giá trị", "Value", longest=40),
            day("measured_on", "Đo ngày", "Measured on"),
            line(
                "read_from", "Lấy từ văn bản, số liệu nào", "Read from which document", longest=400
            ),
        ),
        _measure,
    ),
    ItemAct(
        "dem",
        Wording(vi="Ghi số tồn đọng của một kỳ", en="Record a period of the backlog"),
        Wording(
            vi="Theo sổ theo dõi: tồn đầu kỳ + mới + mở lại − đã giải quyết phải bằng tồn cuối kỳ, và bằng tồn đầu kỳ sau. Ghi lại cùng ngày cuối kỳ thì thay số trước.",
            en="From the register: open at the start + come in + reopened − settled is what is open at the end, and at the start of the next period. Recorded again for the same last day it takes the place of the earlier.",
        ),
        lambda seen: seen.may(*KEEPS),
        lambda _seen: True,
        (
            day("counted_since", "Kỳ từ ngày", "Period from"),
            day("counted_until", "đến hết ngày", "to the end of"),
            *(count(name, said.vi, said.en) for name, said in COUNTS.items()),
            line(
                "oldest_days",
                "Vụ tồn lâu nhất đã bao nhiêu ngày",
                "Days the oldest has waited",
                wanted=False,
                longest=9,
            ),
            line("register", "Theo sổ, báo cáo nào", "By which register or report", longest=400),
        ),
        _count,
    ),
    ItemAct(
        "doi-han",
        Wording(vi="Đề nghị đổi hạn", en="Propose another deadline"),
        Wording(
            vi="Phải có lý do và một người khác đồng ý. Mọi hạn cũ vẫn còn trên trang.",
            en="It takes a reason and another person who approves. Every earlier deadline stays on view.",
        ),
        lambda seen: seen.may(*KEEPS),
        lambda seen: seen.shown.stage != "verified" and not _move_waits(seen),
        (
            day("move_to", "Hạn mới", "New deadline"),
            words("move_reason", "Lý do", "Reason"),
        ),
        _move,
    ),
    ItemAct(
        "tinh-chat",
        Wording(vi="Nhằm kết quả gì, biện pháp mạnh đến đâu", en="What it is to bring about"),
        Wording(
            vi="Kết quả thì phải có đơn vị đo và chỉ tiêu; việc làm thì có minh chứng. Con số viết như 12 hoặc 12,5.",
            en="An outcome has a unit and a target; an activity has evidence. Write numbers like 12 or 12.5.",
        ),
        lambda seen: seen.may(*KEEPS),
        lambda seen: seen.shown.stage != "verified",
        (
            choose("kind", "Nhằm", "It is to bring about", worded(KIND_WORDING)),
            choose("strength", "Biện pháp", "The remedy", worded(STRENGTH_WORDING)),
            line("measured_in", "Đơn vị đo", "Unit of measure", wanted=False),
            line("baseline", "Lúc bắt đầu", "Baseline", wanted=False, longest=40),
            line("target", "Chỉ tiêu", "Target", wanted=False, longest=40),
        ),
        _nature,
    ),
    ItemAct(
        "giao",
        Wording(vi="Giao cho đơn vị chủ trì", en="Give it to a unit"),
        Wording(
            vi="Ghi mã đơn vị và mã chức vụ chịu trách nhiệm, như A47 và BT.",
            en="Write the codes of the unit and of the post that answers for it, like A47 and BT.",
        ),
        lambda seen: seen.may(Right.KEEP_ITEMS) and not seen.shown.item.of_plan,
        lambda seen: seen.shown.stage != "verified",
        (
            line("unit", "Đơn vị", "Unit", longest=40),
            line("post", "Chức vụ", "Post"),
        ),
        _give,
    ),
)
_NO_COUNT = Wording(
    vi="Hãy ghi một số nguyên từ 0 trở lên, không dùng dấu ngăn hàng nghìn.",
    en="Write a whole number from 0 on, without signs between thousands.",
)
