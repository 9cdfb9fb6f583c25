"""The acts on one issue: what each asks for, whose it is, and what it does."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tusoi.campaigns.typed import Typed
from tusoi.desk.fields import Field, day, line, pick, worded, words
from tusoi.desk.findings.shown import causes_offered, judging
from tusoi.desk.issues.shown import IssueShown
from tusoi.desk.unit import UnitPage
from tusoi.figures.stages import held_on
from tusoi.findings.actions import Said, record_finding
from tusoi.findings.queries import findings_of
from tusoi.issues.standing import OUTCOME_WORDING, Destination, IssueView, Outcome
from tusoi.issues.working import (
    SENDS,
    SplitPart,
    answer_issue,
    give_issue,
    merge_issues,
    reply_to_issue,
    send_on,
    split_issue,
)
from tusoi.ledger.actions import Told
from tusoi.organisation.roles import Right
from tusoi.preparation.explaining import suggest_topic
from tusoi.preparation.queries import topics_of_unit
from tusoi.remediation.actions import Planned, plan_item
from tusoi.remediation.queries import items_of
from tusoi.values.wording import Wording, same

FIRST, SECOND, BOTH = "first", "second", "both"


@dataclass(frozen=True, slots=True)
class IssueSeen:
    """An issue as its page has it: the unit's page, the issue, the other open ones, and the asker's own posts.

    `answers` are the posts for which the asker answers: their own, and those of a unit that ended and that theirs succeeded.
    """

    page: UnitPage
    shown: IssueShown
    others: tuple[IssueView, ...]
    own: frozenset[str]
    answers: frozenset[str]

    @property
    def issue(self) -> IssueView:
        """The issue itself."""
        return self.shown.issue

    def may(self, right: Right) -> bool:
        """Whether the reader has a right over the unit."""
        return self.page.asked.reach.may(right, self.page.unit)


@dataclass(frozen=True, slots=True)
class IssueAct:
    """One act. `is_theirs` says whether the reader may do it as the issue stands, `fields` what it asks for."""

    slug: str
    title: Wording
    help: Wording
    is_theirs: Callable[[IssueSeen], bool]
    fields: Callable[[IssueSeen], Sequence[Field]]
    do: Callable[[IssueSeen, Typed], Told]


def acts_open(seen: IssueSeen) -> list[IssueAct]:
    """The acts the reader may do now."""
    return [one for one in ACTS if seen.issue.is_open and one.is_theirs(seen)]


def act_called(slug: str) -> IssueAct | None:
    """The act of that slug."""
    return next((one for one in ACTS if one.slug == slug), None)


def _posts(seen: IssueSeen) -> list[tuple[str, Wording]]:
    return [(held.post, same(f"{held.title} ({held.post})")) for held in seen.page.posts]


def _may_give(seen: IssueSeen) -> bool:
    return seen.may(Right.WORK_ISSUES) and seen.issue.answer is None


def _give(seen: IssueSeen, typed: Typed) -> Told:
    post = typed.one_of("given_to", [post for post, _ in _posts(seen)])
    due_on = typed.day("due_on")
    typed.check()
    page = seen.page
    return give_issue(page.asked.reach, page.unit, seen.issue.code, post, due_on)


def _may_reply(seen: IssueSeen) -> bool:
    issue = seen.issue
    return issue.post in seen.own and issue.answer is None and bool(issue.post)


def _reply(seen: IssueSeen, typed: Typed) -> Told:
    said = typed.text("reply", wanted=True)
    typed.check()
    return reply_to_issue(seen.page.asked.reach, seen.page.unit, seen.issue.code, said)


def _may_answer(seen: IssueSeen) -> bool:
    given = seen.issue.given
    gone = any(one.to is not Destination.TOPIC for one in seen.issue.became)
    return given is not None and given.post in seen.answers and not gone


def _answer(seen: IssueSeen, typed: Typed) -> Told:
    outcome = typed.one_of("outcome", [one.value for one in Outcome])
    said = typed.text("answer", wanted=True)
    typed.check()
    page = seen.page
    code = seen.issue.code
    return answer_issue(page.asked.reach, page.unit, code, Outcome(outcome), said)


def _may_merge(seen: IssueSeen) -> bool:
    return seen.may(Right.WORK_ISSUES) and not _has_gone_on(seen) and bool(_into(seen))


def _into(seen: IssueSeen) -> list[tuple[str, Wording]]:
    about = (one for one in seen.others if one.post == seen.issue.post)
    return [(one.code, same(f"{one.code}: {one.words[:120]}")) for one in about]


def _merge(seen: IssueSeen, typed: Typed) -> Told:
    into = typed.text("into", wanted=True, longest=40)
    typed.check()
    return merge_issues(seen.page.asked.reach, seen.page.unit, seen.issue.code, into)


def _may_split(seen: IssueSeen) -> bool:
    return seen.may(Right.WORK_ISSUES) and not _has_gone_on(seen)


def _splitting(seen: IssueSeen) -> list[Field]:
    shares = [(FIRST, _TO_FIRST), (SECOND, _TO_SECOND), (BOTH, _TO_BOTH)]
    return [
        words("part_1", "Vấn đề thứ nhất", "The first issue"),
        words("part_2", "Vấn đề thứ hai", "The second issue"),
        *(
            pick(f"voice_{number}", f"Ý kiến {voice.code}", f"Opinion {voice.code}", shares)
            for number, voice in enumerate(seen.shown.voices, start=1)
        ),
    ]


def _split(seen: IssueSeen, typed: Typed) -> Told:
    texts = [typed.text("part_1"), typed.text("part_2")]
    shares = {
        voice.key: typed.one_of(f"voice_{number}", [FIRST, SECOND, BOTH])
        for number, voice in enumerate(seen.shown.voices, start=1)
    }
    typed.check()
    parts = [
        SplitPart(text, tuple(key for key, share in shares.items() if share in (which, BOTH)))
        for text, which in zip(texts, (FIRST, SECOND), strict=True)
    ]
    return split_issue(seen.page.asked.reach, seen.page.unit, seen.issue.code, parts)


def _has_gone_on(seen: IssueSeen) -> bool:
    return seen.issue.answer is not None or bool(seen.issue.became)


def _may_send(to: Destination) -> Callable[[IssueSeen], bool]:
    def may(seen: IssueSeen) -> bool:
        return seen.may(SENDS[to]) and not any(one.to is to for one in seen.issue.became)

    return may


def _to_topic(seen: IssueSeen, typed: Typed) -> Told:
    said, due_on = typed.text("topic", wanted=True), typed.day_or_none("topic_due")
    typed.check()
    page = seen.page
    reach, unit = page.asked.reach, page.unit

    def put(issue: IssueView) -> str:
        before = {one.code for one in topics_of_unit(reach.campaign, unit)}
        suggest_topic(reach, unit, said, post=_owing(seen, issue), due_on=due_on)
        there = topics_of_unit(reach.campaign, unit)
        made = [one.code for one in there if one.code not in before]
        return made[0] if made else next(one.code for one in there if one.text == said)

    return send_on(reach, unit, seen.issue.code, Destination.TOPIC, put)


def _owing(seen: IssueSeen, issue: IssueView) -> str:
    """The post a topic is put to: the person's, where that person owes a review; else the collective's."""
    owes = {held.post for held in seen.page.posts if held.owes_review}
    return issue.post if issue.post in owes else ""


def _to_finding(seen: IssueSeen, typed: Typed) -> Told:
    said = Said(
        shortcoming=typed.text("shortcoming", wanted=True),
        seat=_seat(seen),
        cause=typed.text("cause", longest=20),
        owner=typed.text("finding_owner", longest=81),
        address=typed.text("address"),
        topic_code=_topic_of(seen.issue),
    )
    on = typed.day("found_on")
    typed.check()
    page = seen.page
    reach, unit = page.asked.reach, page.unit

    def record(issue: IssueView) -> str:
        before = {one.code for one in findings_of(issue_campaign(seen), page.unit_key)}
        record_finding(reach, unit, said, on, **judging(page))
        there = findings_of(issue_campaign(seen), page.unit_key)
        made = [one.code for one in there if one.code not in before]
        return (
            made[0]
            if made
            else next(one.code for one in there if one.shortcoming == said.shortcoming)
        )

    return send_on(reach, unit, seen.issue.code, Destination.FINDING, record)


def _to_item(seen: IssueSeen, typed: Typed) -> Told:
    planned = Planned(
        title=typed.text("title", wanted=True),
        owner=typed.text("item_owner", longest=81),
        due=typed.day_or_none("item_due"),
        indicator=typed.text("indicator"),
        topic_code=_topic_of(seen.issue),
        finding_code=next(
            (one.code for one in seen.issue.became if one.to is Destination.FINDING), ""
        ),
    )
    typed.check()
    page = seen.page
    reach, unit, campaign = page.asked.reach, page.unit, issue_campaign(seen)

    def plan(issue: IssueView) -> str:
        before = {one.number for one in items_of(campaign, unit, page.review_key)}
        plan_item(reach, unit, planned, held_on=held_on(page.file))
        there = items_of(campaign, unit, page.review_key)
        made = [one.number for one in there if one.number not in before]
        return made[0] if made else next(one.number for one in there if one.title == planned.title)

    return send_on(reach, unit, seen.issue.code, Destination.ITEM, plan)


def issue_campaign(seen: IssueSeen) -> str:
    """The code of the campaign that an issue is of."""
    return seen.page.asked.campaign.code


def _topic_of(issue: IssueView) -> str:
    """The suggested topic that the issue became, so that what follows names it."""
    return next((one.code for one in issue.became if one.to is Destination.TOPIC), "")


def _seat(seen: IssueSeen) -> str:
    """The seat of the person an issue names, where that person owes a review; the collective's otherwise."""
    held = (one for one in seen.page.posts if one.post == seen.issue.post and one.owes_review)
    return next((one.seat for one in held), "")


def _owners(seen: IssueSeen) -> list[tuple[str, Wording]]:
    own = [(held.reference, same(f"{held.title} ({held.post})")) for held in seen.page.posts]
    return [("", _NOBODY), *own]


def _causes() -> Iterator[tuple[str, Wording]]:
    return ((one.value, one.label) for one in causes_offered())


GIVE = "giao"
ACTS: tuple[IssueAct, ...] = (
    IssueAct(
        GIVE,
        Wording(vi="Giao tiếp thu, giải trình", en="Give it to a post"),
        Wording(vi="Chức vụ được giao phải tiếp thu hoặc giải trình trước hết ngày hạn. Người được nói đến, nếu có, được trả lời đến hết ngày ấy: ít nhất ba ngày làm việc, và giao lại không rút ngắn.", en="The post accepts or explains it by the due day. Whoever it names may reply until then: at least three working days, which giving it again does not shorten."),
        _may_give,
        lambda seen: [
            pick("given_to", "Giao cho", "Give it to", _posts(seen)),
            day("due_on", "Hạn trả lời", "Answer due"),
        ],
        _give,
    ),
    IssueAct(
        "tra-loi",
        Wording(vi="Trả lời với tư cách người được nói đến", en="Reply as the person it names"),
        Wording(vi="Điều bị nêu chưa phải là kết luận. Lời trả lời của bạn đứng bên cạnh vấn đề từ nay.", en="What is alleged is no conclusion. Your reply stands beside the issue from now on."),
        _may_reply,
        lambda _: [words("reply", "Lời trả lời", "Reply")],
        _reply,
    ),
    IssueAct(
        "tiep-thu",
        Wording(vi="Tiếp thu hoặc giải trình", en="Accept or explain"),
        Wording(vi="Tiếp thu: nhận là đúng và nói sẽ làm gì. Giải trình: nói rõ vì sao, căn cứ vào đâu. Nơi góp ý đọc được câu trả lời về tập thể.", en="Accept: it is so, and what will be done. Explain: why, and what speaks for that. Whoever gave the opinion reads an answer about the collective."),
        _may_answer,
        lambda _: [
            pick("outcome", "Trả lời", "Answer", worded({one.value: word for one, word in OUTCOME_WORDING.items()})),
            words("answer", "Nội dung", "In words"),
        ],
        _answer,
    ),
    IssueAct(
        "goi-y",
        Wording(vi="Đưa thành nội dung gợi ý kiểm điểm", en="Put it as a suggested topic"),
        Wording(vi="Nội dung gợi ý có trong chương trình các buổi họp, và đơn vị phải giải trình.", en="A suggested topic is on the agenda of the sessions, and the unit explains it."),
        _may_send(Destination.TOPIC),
        lambda _: [
            words("topic", "Nội dung gợi ý", "Topic"),
            day("topic_due", "Hạn trả lời", "Reply due", wanted=False),
        ],
        _to_topic,
    ),
    IssueAct(
        "khuyet-diem",
        Wording(vi="Ghi thành khuyết điểm", en="Record it as a finding"),
        Wording(vi="Chỉ khi vấn đề đã được tiếp thu, và người được nói đến đã được trả lời.", en="Only once the issue is accepted, and whoever it names was heard."),
        _may_send(Destination.FINDING),
        lambda seen: [
            words("shortcoming", "Khuyết điểm", "Shortcoming"),
            pick("cause", "Nguyên nhân", "Cause", list(_causes())),
            pick("finding_owner", "Ai chịu trách nhiệm", "Who is answerable", _owners(seen)),
            line("address", "Xảy ra ở đâu", "Where it occurred", wanted=False, longest=2_000),
            day("found_on", "Ngày chỉ ra", "Found on"),
        ],
        _to_finding,
    ),
    IssueAct(
        "khac-phuc",
        Wording(vi="Đưa thành việc khắc phục", en="Plan an item to put it right"),
        Wording(vi="Chỉ khi vấn đề đã được tiếp thu và đơn vị đã kiểm điểm.", en="Only once the issue is accepted and the review is held."),
        _may_send(Destination.ITEM),
        lambda seen: [
            words("title", "Việc phải làm", "What is to be done"),
            pick("item_owner", "Ai làm", "Who does it", _owners(seen)[1:]),
            day("item_due", "Xong trước ngày", "Due by"),
            line("indicator", "Đo bằng gì", "Measured by", wanted=False, longest=2_000),
        ],
        _to_item,
    ),
    IssueAct(
        "gop",
        Wording(vi="Gộp vào vấn đề khác", en="Merge it into another"),
        Wording(vi="Các ý kiến đi theo; vấn đề cũ vẫn còn để tra cứu.", en="The opinions go with it; this issue stays to be looked up."),
        _may_merge,
        lambda seen: [pick("into", "Gộp vào", "Into", _into(seen))],
        _merge,
    ),
    IssueAct(
        "tach",
        Wording(vi="Tách làm hai", en="Split it in two"),
        Wording(vi="Mỗi ý kiến phải vào ít nhất một trong hai; không ý kiến nào bị bỏ rơi.", en="Each opinion goes into one of the two at least; none is lost."),
        _may_split,
        _splitting,
        _split,
    ),
)  # fmt: skip
_TO_FIRST = Wording(vi="vào vấn đề thứ nhất", en="to the first")
_TO_SECOND = Wording(vi="vào vấn đề thứ hai", en="to the second")
_TO_BOTH = Wording(vi="vào cả hai", en="to both")
_NOBODY = Wording(vi="chưa rõ ai", en="nobody named")
