"""The second reader: a sample of judged reviews, drawn by the system, each read again by another group, blind."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from django.db.models import Max, Min

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import (
    REASON_LENGTH,
    Seat,
    campaign_act,
    round_of,
    tell_by_hand,
    work_act,
)
from tusoi.campaigns.conflicts import refuse_tied, refuse_tied_group
from tusoi.campaigns.models import campaign_tree, work_tree
from tusoi.campaigns.queries import Group, conflicts, groups, seats
from tusoi.gates.queries import gatekeeper
from tusoi.ledger.actions import Told, hold_tree
from tusoi.ledger.queries import head
from tusoi.ledger.source import by_hand
from tusoi.organisation.access import Right
from tusoi.organisation.queries import Posts, posts_held
from tusoi.supervision.access import ToReadAgain, to_read_again
from tusoi.supervision.actions import GroupInConflict, VerdictIncomplete, refuse_marks
from tusoi.supervision.drafting import Lines, keep_lines
from tusoi.supervision.events import READ_AGAIN, SAMPLE_DRAWN, SHEET_DRAFTED
from tusoi.supervision.models import SampleDrawn, SecondReading, Verdict
from tusoi.supervision.sample import drawn, reader_of
from tusoi.supervision.settings import setting
from tusoi.supervision.sheet import OneMark
from tusoi.values.clock import today
from tusoi.values.day import When
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording


class NothingToDraw(Refused):
    """No verdict was given since the last draw."""


class ReadAlready(Refused):
    """The second reading was handed in; from then on the reader sees the first marks, and cannot be blind again."""


class NotBlind(Refused):
    """Whoever sees the unit's file, or judges or serves there, cannot read it as a stranger would."""


def draw_sample(reach: Reach) -> Told:
    """Draw which of the reviews judged since the last draw are read again, and by which group.

    What was before an earlier draw is not drawn from again, so that nobody draws until the sample pleases.

    Raises:
        NotThere: the asker may not.
        NothingToDraw.
    """
    reach.require(Right.DRAW_SAMPLE)
    code = reach.campaign.code
    percent = setting(reach.campaign.supervision, "second_reading_percent")
    with campaign_act(reach, SAMPLE_DRAWN) as opened:
        ledger = head(campaign_tree(code))
        formed = groups(code, known_by=opened.told_at)
        number, judged = _judged_since(code, formed)
        if not judged:
            raise NothingToDraw(_NOTHING)
        posts = posts_held(reach.campaign.host, known_by=opened.told_at)
        chosen = drawn(code, ledger.root, judged, percent)
        readers = _readers(code, ledger.root, chosen, formed, posts)
        opened.keys |= {"draw": number, "drawn": len(readers), "root": ledger.root}
        facts = [
            SampleDrawn(
                **by_hand(unit, f"sample-{number}", today()),
                **round_of(reach).review(Seat(unit)),
                draw=number,
                reader_group=reader,
                root=ledger.root,
                size=ledger.size,
                percent=percent,
            )
            for unit, reader in readers.items()
        ]
        return tell_by_hand(opened, facts)


def save_reading_draft(
    reach: Reach, unit: str, lines: Lines, *, based_on: Mapping[str, str]
) -> Told:
    """Keep a second reading as far as it is filled in, for the reader's group.

    Raises:
        NotThere: the unit was not drawn for a group of the asker's.
        MovedOn, NotBlind, GroupInConflict, InConflict, ReadAlready.
    """
    with work_act(reach, SHEET_DRAFTED, unit=unit) as opened:
        sample = _reader(reach, unit, opened.told_at)
        if SecondReading.objects.known().filter(review=sample.review).exists():
            raise ReadAlready(_ALREADY)
        return keep_lines(opened, reach, unit, sheet_of_reading(sample.draw), lines, based_on)


def read_again(
    reach: Reach, unit: str, verdict: str, *, reason: str, marks: Mapping[int, OneMark]
) -> Told:
    """The second reader marks and concludes, without knowing the first; once.

    Raises:
        NotThere: the unit was not drawn for a group of the asker's.
        GroupInConflict: one of the group serves in the unit, or leads the group that judged it.
        NotBlind, InConflict, ReadAlready, VerdictIncomplete, SeenWithoutEvidence.
    """
    to_read_again(reach, unit)
    refuse_marks(reach, marks)
    reason = reason.strip()
    _refuse_word(verdict, reason)
    with campaign_act(reach, READ_AGAIN, unit=unit) as opened:
        hold_tree(work_tree(reach.campaign.code))
        sample = _reader(reach, unit, opened.told_at)
        standing = SecondReading.objects.known().filter(review=sample.review).first()
        reading = SecondReading(
            **by_hand(unit, f"again-{sample.draw}", today()),
            **round_of(reach).review(Seat(unit)),
            verdict=verdict,
            reason=reason,
            marks={str(sign): mark.word for sign, mark in sorted(marks.items())},
            quotes={
                str(sign): {"quote": mark.quote, "whence": mark.whence, "place": mark.place}
                for sign, mark in sorted(marks.items())
                if mark.quote
            },
        )
        if standing is not None and _says(standing) == _says(reading):
            return Told(same=1)
        if standing is not None:
            raise ReadAlready(_ALREADY)
        return tell_by_hand(opened, [reading])


def sheet_of_reading(draw: int) -> str:
    """Under which name the draft of a second reading is kept."""
    return f"again-{draw}"


def _says(reading: SecondReading) -> tuple[object, ...]:
    return reading.verdict, reading.reason, reading.marks, reading.quotes


def _judged_since(campaign: str, formed: Sequence[Group]) -> tuple[int, dict[str, list[str]]]:
    """The number of the next draw, and the units of each group judged since the last one. Three queries."""
    before = SampleDrawn.objects.filter(campaign=campaign).aggregate(
        last=Max("told_at"), number=Max("draw")
    )
    first = Verdict.objects.filter(campaign=campaign).values("review").annotate(at=Min("told_at"))
    standing = set(
        Verdict.objects.known().filter(campaign=campaign).values_list("review", flat=True)
    )
    units = {review: unit for review, (unit, seat) in seats(campaign).items() if not seat}
    since: datetime | None = before["last"]
    judged = {
        units[row["review"]]
        for row in first
        if row["review"] in units
        and row["review"] in standing
        and (since is None or row["at"] > since)
    }
    found: dict[str, list[str]] = defaultdict(list)
    for group in formed:
        found[group.code] += sorted(judged & set(group.units))
    return (before["number"] or 0) + 1, {code: own for code, own in found.items() if own}


def _readers(
    campaign: str,
    root: str,
    chosen: Mapping[str, Sequence[str]],
    formed: Sequence[Group],
    posts: Posts,
) -> dict[str, str]:
    """The group that reads each unit drawn: led by somebody else, and nobody of it serving there (COI-3)."""
    day = today()
    leaders = {group.code: posts.persons(group.leader, day) for group in formed}
    people = {
        group.code: frozenset[str]().union(*(posts.persons(post, day) for post in group.posts))
        for group in formed
    }
    given: Counter[str] = Counter()
    readers: dict[str, str] = {}
    for own, units in chosen.items():
        for unit in units:
            serving = {tenure.person for tenure in posts.in_unit(unit, day)}
            free = [
                code
                for code in people
                if code != own and not leaders[code] & leaders[own] and not people[code] & serving
            ]
            readers[unit] = reader_of(campaign, root, unit, free, given)
            given[readers[unit]] += 1
    return readers


def _reader(reach: Reach, unit: str, known_by: datetime) -> ToReadAgain:
    """The sample that the asker may read again, looked at once more: posts and groups change."""
    sample = to_read_again(reach, unit)
    if reach.may(Right.SEE, unit):
        raise NotBlind(_NOT_BLIND.filled(unit=unit))
    formed = groups(reach.campaign.code, known_by=known_by)
    posts = gatekeeper(reach.campaign, known_by=known_by).posts
    reading = next(group for group in formed if group.code == sample.group)
    for conflict in conflicts([replace(reading, units=(unit,), when=When(today()))], posts):
        post = f"{conflict.unit}/{conflict.post}"
        raise GroupInConflict(_SERVES.filled(group=reading.code, unit=unit, post=post))
    leads = posts.persons(reading.leader, today())
    for group in formed:
        if unit in group.units and posts.persons(group.leader, today()) & leads:
            raise GroupInConflict(_SAME_LEADER.filled(group=reading.code, other=group.code))
    refuse_tied_group(reach.campaign, reading, unit, known_by=known_by)
    refuse_tied(reach, unit, known_by=known_by, begun=sample.drawn_on)
    return sample


def _refuse_word(verdict: str, reason: str) -> None:
    if verdict not in Verdict.Word.values:
        raise VerdictIncomplete(_NO_WORD)
    if not reason:
        raise VerdictIncomplete(_NO_REASON)
    if len(reason) > REASON_LENGTH:
        raise VerdictIncomplete(_LONG.filled(length=len(reason), longest=REASON_LENGTH))


_NOTHING = Wording(
    vi="Từ lần rút mẫu trước chưa có kết luận mới nào của các tổ, nên chưa có gì để rút.",
    en="The groups have given no verdict since the last draw, so there is nothing to draw from.",
)
_ALREADY = Wording(
    vi="Kết quả đọc lại đã ghi; sau khi ghi, người đọc thấy dấu của tổ trước nên không sửa được nữa.",
    en="The second reading was recorded; from then on the reader sees the first marks, so it can no longer be changed.",
)
_NOT_BLIND = Wording(
    vi="Bạn đã xem được hồ sơ của {unit} theo vai trò khác, nên không đọc lại như người ngoài. Nhờ người khác trong tổ.",
    en="You see {unit}'s file by another role, so you cannot read it again as a stranger would. Ask somebody else of the group.",
)
_SERVES = Wording(
    vi="Tổ {group} có người giữ chức vụ {post} nên không đọc lại đơn vị {unit}; đề nghị cơ quan thường trực rút người đọc khác.",
    en="One of group {group} holds the post {post}, so the group does not read unit {unit} again; ask the campaign office for another reader.",
)
_SAME_LEADER = Wording(
    vi="Tổ {group} và tổ {other} cùng một người làm tổ trưởng, nên không đọc lại việc của nhau.",
    en="Groups {group} and {other} have the same leader, so neither reads the other's work again.",
)
_NO_WORD = Wording(
    vi="Hãy chọn một kết luận: đạt, cơ bản đạt, hoặc kiểm điểm lại.",
    en="Choose a verdict: meets, basically meets, or redo.",
)
_NO_REASON = Wording(
    vi="Người đọc thứ hai cũng nêu lý do; hãy viết vì sao.",
    en="A second reader says why, too; write the reason.",
)
_LONG = Wording(
    vi="Lý do dài {length} ký tự; tối đa là {longest}. Hãy viết ngắn lại.",
    en="The reason has {length} characters; {longest} is the most. Make it shorter.",
)
