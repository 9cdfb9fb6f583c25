"""The right to be heard: how long the window for a reply is, and that nothing is decided before it ends.

The subject sees the case once its notice is recorded, so the window runs from no earlier day; a notice that is said
again never ends it before the day that was told.
"""

from datetime import date, timedelta

from tusoi.discipline.rules.case_file import CaseFile, Proposed, Reply, Step
from tusoi.discipline.rules.examples import NOTICED, OPENED, REPLIED, REVIEWED, case
from tusoi.discipline.rules.levels import Mark
from tusoi.discipline.rules.rule import CaseRule, Example, Slots
from tusoi.discipline.rules.terms import Terms
from tusoi.values.wording import Wording


def is_late(reply: Reply, until: date | None) -> bool:
    """Whether a reply came after its window. It is kept all the same."""
    return until is not None and reply.on > until


def window_ended(file: CaseFile, on: date) -> bool:
    """Whether the subject has had the time to reply by a day, or has said all before."""
    if file.reply_until is None:
        return False
    said_all = any(reply.says_all and reply.on <= on for reply in file.replies)
    return said_all or on > file.reply_until


def judge_window(file: CaseFile, proposed: Proposed) -> Slots | None:
    """The last day of the window, while it is open."""
    if file.reply_until is None or window_ended(file, proposed.on):
        return None
    return {"until": file.reply_until, "next": file.reply_until + timedelta(days=1)}


def judge_length(file: CaseFile, proposed: Proposed) -> Slots | None:
    """The earliest last day and the reason for it, where a notice gives less."""
    days, since = file.terms.reply_days, proposed.counts_from
    least, why = since + timedelta(days=days), _LEAST.filled(days=days, since=since)
    if file.reply_until is not None and file.reply_until > least:
        least, why = file.reply_until, _STANDS
    if proposed.reply_until is not None and proposed.reply_until >= least:
        return None
    return {"why": why, "least": least}


_LEAST = Wording(
    vi="ít nhất {days} ngày sau ngày thông báo, ghi muộn thì sau ngày ghi; ở đây tính từ ngày {since}",
    en="at least {days} days after the notice, or after it was recorded where that is later; here they count from {since}",
)
_STANDS = Wording(
    vi="thông báo trước đã cho trả lời đến hết ngày ấy, và thông báo lại không rút ngắn hạn",
    en="the notice before gave until then, and saying it again does not shorten the window",
)
_HEARD = Wording(
    vi="Quyền được trình bày ý kiến trước khi bị quyết định kỷ luật (kiến thức chung; số ngày là cài đặt của đợt, không dưới 10 ngày).",
    en="The right to be heard before a decision (general knowledge; the number of days is the campaign's setting, never below 10).",
)

RULES = (
    CaseRule(
        code="D5",
        name=Wording(vi="Đủ thời gian trả lời", en="Time enough to reply"),
        source=_HEARD,
        mark=Mark.GENERAL,
        steps=frozenset({Step.NOTICE}),
        sentence=Wording(
            vi="Hạn trả lời không được sớm hơn ngày {least} ({why}). Hãy sửa hạn.",
            en="The window for a reply ends no earlier than {least} ({why}). Correct the day.",
        ),
        judge=judge_length,
        examples=(
            Example(
                Wording(vi="Hạn 15 ngày", en="Fifteen days"),
                OPENED,
                Proposed(Step.NOTICE, date(2013, 1, 10), reply_until=date(2013, 1, 25)),
                passes=True,
            ),
            Example(
                Wording(vi="Hạn 3 ngày", en="Three days"),
                OPENED,
                Proposed(Step.NOTICE, date(2013, 1, 10), reply_until=date(2013, 1, 13)),
                passes=False,
            ),
            Example(
                Wording(
                    vi="Hạn 15 ngày, khi đợt đặt ít nhất 20 ngày",
                    en="Fifteen days where the campaign sets twenty",
                ),
                case(terms=Terms(reply_days=20)),
                Proposed(Step.NOTICE, date(2013, 1, 10), reply_until=date(2013, 1, 25)),
                passes=False,
            ),
            Example(
                Wording(
                    vi="Ngày 15 tháng 2 mới ghi, hạn đã qua",
                    en="Recorded only on 15 February, when the window has passed",
                ),
                OPENED,
                Proposed(
                    Step.NOTICE,
                    date(2013, 1, 10),
                    reply_until=date(2013, 1, 25),
                    recorded=date(2013, 2, 15),
                ),
                passes=False,
            ),
            Example(
                Wording(
                    vi="Ngày 15 tháng 2 mới ghi, hạn 10 ngày từ ngày ghi",
                    en="Recorded only on 15 February, ten days from then",
                ),
                OPENED,
                Proposed(
                    Step.NOTICE,
                    date(2013, 1, 10),
                    reply_until=date(2013, 2, 25),
                    recorded=date(2013, 2, 15),
                ),
                passes=True,
            ),
            Example(
                Wording(
                    vi="Thông báo lại với hạn sớm hơn hạn đã cho",
                    en="Noticed again, to end before the day that was given",
                ),
                NOTICED,
                Proposed(Step.NOTICE, date(2013, 1, 6), reply_until=date(2013, 1, 24)),
                passes=False,
            ),
        ),
    ),
    CaseRule(
        code="D6",
        name=Wording(vi="Chờ hết hạn trả lời", en="Not before the reply window ends"),
        source=_HEARD,
        mark=Mark.GENERAL,
        steps=frozenset({Step.VOTE, Step.DECIDE}),
        sentence=Wording(
            vi="Chưa biểu quyết, quyết định được: người bị xem xét còn được trả lời đến hết ngày {until}, và chưa nói là đã trình bày hết. Sớm nhất là ngày {next}.",
            en="This may not be voted or decided yet: the subject may reply until {until}, and has not said that all is said. The earliest day is {next}.",
        ),
        judge=judge_window,
        examples=(
            Example(
                Wording(vi="Đã hết hạn trả lời", en="The window has ended"),
                REVIEWED,
                Proposed(Step.VOTE, date(2013, 2, 10)),
                passes=True,
            ),
            Example(
                Wording(vi="Còn trong hạn", en="Within the window"),
                NOTICED,
                Proposed(Step.VOTE, date(2013, 1, 25)),
                passes=False,
            ),
            Example(
                Wording(vi="Đã trả lời và nói là đủ", en="Replied, and said that it is all"),
                REPLIED,
                Proposed(Step.VOTE, date(2013, 1, 20)),
                passes=True,
            ),
            Example(
                Wording(vi="Đã trả lời nhưng chưa nói là đủ", en="Replied, but there may be more"),
                case(
                    noticed=date(2013, 1, 10),
                    reply_until=date(2013, 1, 25),
                    replies=(Reply(date(2013, 1, 18)),),
                ),
                Proposed(Step.DECIDE, date(2013, 1, 20)),
                passes=False,
            ),
        ),
    ),
)
