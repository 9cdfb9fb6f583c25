"""Suggesting a topic to a unit or a person in it, and answering it."""

from datetime import date

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import (
    LAST_YEAR,
    Seat,
    campaign_act,
    owe_reviews,
    review_of,
    round_of,
    tell_by_hand,
    tell_redone,
)
from tusoi.campaigns.own_codes import dashed_range, next_dashed_code
from tusoi.campaigns.parts import Part
from tusoi.campaigns.queries import PartState, redo_of
from tusoi.ledger.actions import Act, Told
from tusoi.ledger.source import by_hand
from tusoi.organisation.access import NotThere
from tusoi.organisation.models import Unit
from tusoi.organisation.queries import PostHeld, posts_held
from tusoi.organisation.roles import Right
from tusoi.preparation.access import require_writer
from tusoi.preparation.causes import CAUSES
from tusoi.preparation.events import EXPLANATIONS_REDONE, TOPIC_EXPLAINED, TOPIC_SUGGESTED
from tusoi.preparation.models import Explanation, ExplanationText, SuggestedTopic
from tusoi.preparation.queries import AnswerGiven, TopicPut, topics_of_unit
from tusoi.text.forms import control_sign, lines_kept, tidy
from tusoi.values.clock import now, today
from tusoi.values.day import When
from tusoi.values.refusal import Refused, no_text
from tusoi.values.wording import Wording, same

TOPIC_LENGTH = 2_000
"""Characters of a topic, as a cell of a workbook may hold them."""
GROUND_LENGTH, WORDS_LENGTH = 5_000, 20_000
"""Characters of what speaks for a cause, and of an explanation's words."""
KIND = "GY"
"""What stands for a topic in the codes of a unit's own range."""
NEEDS_GROUND = ("objective", "both")
"""Causes that lie, at least in part, outside: what speaks for them must be said."""


class TopicNotUsable(Refused):
    """A topic without words or with too many, or one that is due before it is put."""


class OwesNoReview(Refused):
    """Whoever holds the post owes no review of their own, or nobody holds it."""


class ExplanationIncomplete(Refused):
    """An explanation without a known cause, without words, without what speaks for an outside cause."""


class ExplanationsClosed(Refused):
    """The review is held, and no redo asks for the explanations; or there is nothing to be done again."""


class AnsweredMeanwhile(Refused):
    """Somebody answered the topic, or amended the answer, since the form was opened."""


def suggest_topic(
    reach: Reach,
    unit: str,
    topic: str,
    *,
    post: str = "",
    deep: bool = False,
    due_on: date | None = None,
    suggested_by: str = "",
) -> Told:
    """Put a topic to the unit's collective, or to whoever holds one of its posts today (`post`: its code in the unit).

    The system gives the code. `suggested_by` is the code of one of the campaign's bodies; "" not stated. The
    same words to the same address are the same topic: a form sent twice puts it once.

    Raises:
        NotThere: the asker may not, or there is no such unit.
        TopicNotUsable, OwesNoReview.
    """
    reach.require(Right.SUGGEST_TOPIC, unit)
    topic = tidy(topic)
    _refuse_topic(reach, topic, due_on, suggested_by)
    seat = _seat_of(reach, unit, post)
    with campaign_act(reach, TOPIC_SUGGESTED, unit=unit) as opened:
        review_of(reach, unit)
        there = topics_of_unit(reach.campaign, unit)
        if any((one.seat, one.text) == (seat, topic) for one in there):
            return Told(same=1)
        code = _next_code(reach, unit)
        opened.keys["topic"] = code
        owe_reviews(opened, round_of(reach), [Seat(unit, seat)])
        put = SuggestedTopic(
            **by_hand(code, "topic", today()),
            **round_of(reach).review(Seat(unit, seat)),
            code=code,
            topic=topic,
            suggested_by=suggested_by,
            deep=deep,
            due_on=due_on,
        )
        return tell_by_hand(opened, [put])


def explain(
    reach: Reach,
    unit: str,
    topic: str,
    *,
    cause: str,
    words: str,
    ground: str = "",
    owner: str = "",
    held_on: When | None = None,
    amends: str | None = None,
) -> Told:
    """Answer a topic, or amend the answer: its cause, what speaks for it, the words, and who is answerable.

    `topic` is the topic's code; `owner` a post (unit code/post code), "" where the answer names nobody. The
    collective's topics are answered by whoever prepares its review, a person's by that person alone.
    `held_on` is the day from which the review counts as held (figures.stages.held_on), which the caller knows:
    a topic put before it is answered and amended before it, and after it only while a redo asks for the
    explanations. An amended answer keeps the day of the first. `amends` is the `key` of the answer that the asker
    saw, "" where there was none; None: not looked at. Once every topic of the unit was answered in a redo,
    its part is done again.

    Raises:
        NotThere: the topic is not there, or not for the asker to answer.
        ExplanationIncomplete, ExplanationsClosed, AnsweredMeanwhile.
    """
    put = _topic(reach, unit, topic)
    require_writer(reach, Seat(unit, put.seat))
    words, ground = lines_kept(words), lines_kept(ground)
    _refuse_incomplete(cause, words, ground)
    with campaign_act(reach, TOPIC_EXPLAINED, unit=unit, topic=topic) as opened:
        _refuse_nobody(reach, unit, owner)
        part = part_of_explanations(reach, unit)
        if not may_be_answered(put, held_on, part):
            raise ExplanationsClosed(_HELD.filled(topic=topic, unit=unit))
        put = _topic(reach, unit, topic)
        _refuse_answered(put.answer, amends, (cause, ground, words, owner))
        since = When(today())
        if put.answer is not None:
            since = min(since, put.answer.when)
        redo_round = part.round_number if part is not None and part.is_open else 0
        review = round_of(reach).review(Seat(unit, put.seat))
        given = Explanation(
            **{**by_hand(topic, "explanation", since.day), "day_stated": since.stated},
            **review,
            topic_code=topic,
            cause=cause,
            owner=owner,
        )
        text = ExplanationText(
            **by_hand(topic, "explanation-text", today()),
            **review,
            topic_code=topic,
            ground=ground,
            words=words,
            redo_round=redo_round,
        )
        told = tell_by_hand(opened, [given]) + _tell_text(opened, put, text)
        return told + _tell_all_redone(opened, reach, unit, part)


def finish_explanations(reach: Reach, unit: str) -> Told:
    """Say that the explanations are done again, though some were left as they stood.

    Raises:
        NotThere: the asker may not, or there is no such unit.
        ExplanationsClosed: no redo asks for them, or none was given since.
    """
    reach.require(Right.PREPARE, unit)
    with campaign_act(reach, EXPLANATIONS_REDONE, unit=unit) as opened:
        part = part_of_explanations(reach, unit)
        if part is None or not part.is_open:
            raise ExplanationsClosed(_NOT_ASKED.filled(unit=unit))
        if not any(_is_redone(one, part) for one in topics_of_unit(reach.campaign, unit)):
            raise ExplanationsClosed(_NONE_REDONE.filled(unit=unit))
        return tell_redone(opened, round_of(reach), unit, Part.EXPLANATIONS, today())


def part_of_explanations(reach: Reach, unit: str) -> PartState | None:
    """Whether a redo asked for the explanations of a unit; None: none ever did.

    Raises:
        NotThere: there is no such unit.
    """
    return redo_of(reach.campaign.code, review_of(reach, unit)).get(Part.EXPLANATIONS)


def may_be_answered(topic: TopicPut, held_on: When | None, part: PartState | None) -> bool:
    """Whether a topic may be answered, or its answer amended: before the review is held, or in a redo that asks for it."""
    if held_on is None or topic.when.day > held_on.day:
        return True
    return part is not None and part.is_open


def _refuse_answered(
    standing: AnswerGiven | None, amends: str | None, said: tuple[str, ...]
) -> None:
    """Let pass an amendment of the answer that stands, and what says the same."""
    if amends is None or (standing.key if standing else "") == amends:
        return
    if standing and (standing.cause, standing.ground, standing.words, standing.owner) == said:
        return
    raise AnsweredMeanwhile(_ANSWERED)


def _tell_text(opened: Act, put: TopicPut, text: ExplanationText) -> Told:
    """The words; the same ones on another day are the same."""
    standing = put.answer
    said = (text.ground, text.words, text.redo_round)
    if standing is not None and (standing.ground, standing.words, standing.redo_round) == said:
        return Told(same=1)
    return tell_by_hand(opened, [text])


def _tell_all_redone(opened: Act, reach: Reach, unit: str, part: PartState | None) -> Told:
    if part is None or not part.is_open:
        return Told()
    if not all(_is_redone(one, part) for one in topics_of_unit(reach.campaign, unit)):
        return Told()
    return tell_redone(opened, round_of(reach), unit, Part.EXPLANATIONS, today())


def _is_redone(topic: TopicPut, part: PartState) -> bool:
    return topic.answer is not None and topic.answer.redo_round == part.round_number


def _topic(reach: Reach, unit: str, code: str) -> TopicPut:
    reach.require(Right.SEE_REVIEW, unit)
    found = (one for one in topics_of_unit(reach.campaign, unit) if one.code == code)
    topic = next(found, None)
    if topic is None:
        raise NotThere
    return topic


def _refuse_topic(reach: Reach, topic: str, due_on: date | None, suggested_by: str) -> None:
    if not topic:
        raise TopicNotUsable(_NO_TOPIC)
    if sign := control_sign(topic):
        raise TopicNotUsable(no_text(sign))
    if len(topic) > TOPIC_LENGTH:
        raise TopicNotUsable(_LONG_TOPIC.filled(length=len(topic), longest=TOPIC_LENGTH))
    if due_on is not None and due_on < today():
        raise TopicNotUsable(_DUE_PAST.filled(day=due_on, today=today()))
    if due_on is not None and due_on.year > LAST_YEAR:
        raise TopicNotUsable(_DUE_FAR.filled(day=due_on))
    if suggested_by and suggested_by not in reach.campaign.bodies:
        raise TopicNotUsable(_NO_BODY.filled(body=same(suggested_by[:40])))


def _seat_of(reach: Reach, unit: str, post: str) -> str:
    """The seat of whoever holds a post of the unit today; the collective's for no post."""
    if not post:
        return ""
    held = _holding(reach, unit, post)
    if held is None:
        raise OwesNoReview(_VACANT.filled(post=same(post[:40]), unit=unit))
    if not held.owes_review:
        raise OwesNoReview(_OWES_NONE.filled(post=held.title, unit=unit))
    return held.seat


def _holding(reach: Reach, unit: str, post: str) -> PostHeld | None:
    posts = posts_held(reach.campaign.host, known_by=now(), units=[unit]).in_unit(unit, today())
    return next((one for one in posts if one.post == post), None)


def _next_code(reach: Reach, unit: str) -> str:
    """The next code of a topic of the unit; no other unit's begins alike, and none is given twice."""
    begins = dashed_range(unit, KIND)
    given = SuggestedTopic.objects.filter(campaign=reach.campaign.code, code__startswith=begins)
    return next_dashed_code(unit, KIND, given.values_list("code", flat=True))


def _refuse_incomplete(cause: str, words: str, ground: str) -> None:
    if cause not in CAUSES:
        raise ExplanationIncomplete(_NO_CAUSE)
    if not words:
        raise ExplanationIncomplete(_NO_WORDS)
    if cause in NEEDS_GROUND and not ground:
        raise ExplanationIncomplete(_NO_GROUND.filled(cause=CAUSES[cause]))
    for text, longest in ((words, WORDS_LENGTH), (ground, GROUND_LENGTH)):
        if sign := control_sign(text):
            raise ExplanationIncomplete(no_text(sign))
        if len(text) > longest:
            raise ExplanationIncomplete(_LONG_WORDS.filled(length=len(text), longest=longest))


def _refuse_nobody(reach: Reach, unit: str, owner: str) -> None:
    """An answerable post is one that somebody holds today, in the unit or elsewhere in the host."""
    if not owner:
        return
    where, _, post = owner.partition("/")
    there = Unit.objects.filter(pk=Unit.key_of(reach.campaign.host, where)).exists()
    if not there or _holding(reach, where, post) is None:
        raise ExplanationIncomplete(_NOBODY.filled(owner=same(owner[:81]), unit=unit))


_ANSWERED = Wording(
    vi="Người khác đã ghi lời giải trình này sau khi bạn mở biểu mẫu; bản đang có ở ngay bên dưới, điều bạn viết vẫn còn trong biểu mẫu. Hãy ghép hai bản rồi ghi lại.",
    en="Somebody recorded this explanation after you opened the form; what stands now is below, and what you wrote is still in the form. Put both together, then record it again.",
)
_NO_TOPIC = Wording(
    vi="Chưa có nội dung gợi ý; hãy viết ngắn và cụ thể việc cần kiểm điểm.",
    en="There is no topic yet; write short and concretely what is to be reviewed.",
)
_LONG_TOPIC = Wording(
    vi="Nội dung gợi ý dài {length} ký tự; tối đa là {longest}. Hãy viết ngắn lại, hoặc tách thành nhiều gợi ý.",
    en="The topic has {length} characters; {longest} is the most. Make it shorter, or put several topics.",
)
_DUE_PAST = Wording(
    vi="Hạn trả lời {day} đã qua (hôm nay là {today}); hãy chọn hôm nay hoặc một ngày sắp tới.",
    en="The reply would be due on {day}, which is past (today is {today}); choose today or a day to come.",
)
_DUE_FAR = Wording(
    vi="Hạn trả lời {day} quá xa; hãy xem lại năm.",
    en="The due day {day} is too far ahead; look at the year.",
)
_NO_BODY = Wording(
    vi="Đợt kiểm điểm này không khai cơ quan “{body}”; hãy chọn trong danh sách.",
    en="This campaign names no body “{body}”; choose one of the list.",
)
_VACANT = Wording(
    vi="Hôm nay ở {unit} không ai giữ chức vụ “{post}”; hãy chọn trong danh sách.",
    en="Nobody holds the post “{post}” in {unit} today; choose one of the list.",
)
_OWES_NONE = Wording(
    vi="{post} ở {unit} không thuộc diện kiểm điểm cá nhân trong đợt này, nên không gợi ý riêng được; hãy gợi ý cho tập thể.",
    en="{post} in {unit} owes no review of their own in this campaign, so nothing is put to them; put it to the collective.",
)
_NO_CAUSE = Wording(
    vi="Hãy chọn nguyên nhân: khách quan, chủ quan hay cả hai.",
    en="Choose the cause: objective, subjective or both.",
)
_NO_WORDS = Wording(
    vi="Chưa có lời giải trình; hãy viết điều tập thể, cá nhân trả lời về nội dung này.",
    en="There is no explanation yet; write what the answer to this topic is.",
)
_NO_GROUND = Wording(
    vi="Nguyên nhân nêu là {cause}, nên phải nói căn cứ vào đâu: văn bản, số liệu, sự việc nào.",
    en="The cause is given as {cause}, so what speaks for it must be said: which text, figure or event.",
)
_LONG_WORDS = Wording(
    vi="Đoạn này dài {length} ký tự; tối đa là {longest}. Hãy viết ngắn lại.",
    en="This has {length} characters; {longest} is the most. Make it shorter.",
)
_NOBODY = Wording(
    vi="Hôm nay không ai giữ chức vụ “{owner}”; hãy chọn một chức vụ của {unit}, hoặc chọn “không nêu ai”.",
    en="Nobody holds the post “{owner}” today; choose a post of {unit}, or that nobody is named.",
)
_HELD = Wording(
    vi="{unit} đã kiểm điểm xong, nên giải trình nội dung {topic} không sửa được nữa; chỉ sửa được khi tổ công tác yêu cầu giải trình lại.",
    en="{unit} has held its review, so the explanation of {topic} can no longer be changed; only a redo that asks for the explanations opens it.",
)
_NOT_ASKED = Wording(
    vi="Hiện không có yêu cầu giải trình lại nào đang mở cho {unit}.",
    en="No redo asks {unit} for its explanations now.",
)
_NONE_REDONE = Wording(
    vi="Từ khi có yêu cầu giải trình lại, {unit} chưa giải trình lại nội dung nào; hãy giải trình ít nhất một nội dung trước.",
    en="Since the redo, {unit} has explained no topic again; explain at least one first.",
)
