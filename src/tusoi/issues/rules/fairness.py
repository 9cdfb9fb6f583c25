"""What is owed to whoever an issue names: an allegation is no finding, and nobody is found at fault unheard.

Source: the 2012 guideline warns against slander and retaliation as well as against deference; the right to reply
before any conclusion is of the same kind as that of a disciplinary case. Silence does not block for ever: once the
day given has passed, the matter goes on, and it shows that no reply came.
"""

from datetime import date

from tusoi.issues.standing import IssueView, Outcome
from tusoi.values.wording import Wording
from tusoi.values.workdays import WorkCalendar

TO_BE_HEARD = 3
"""How many days the organisation works between the day on which an issue is given and the end of the named person's time.

Ours: no source names a number. It is less than a disciplinary case's least, for nothing is decided of the person here, and
enough that a day off does not eat it up.
"""


def was_heard(issue: IssueView, day: date) -> bool:
    """Whether the person named has replied, or the day by which they could has passed; an issue on the collective names nobody."""
    if not issue.post or issue.reply is not None:
        return True
    return issue.given is not None and day > issue.given.due_on


def why_no_time(
    issue: IssueView, due_on: date, day: date, calendar: WorkCalendar
) -> Wording | None:
    """Why a day, named on `day`, will not do for a person who has not replied yet; None: it will, or nobody waits.

    There is time for a reply, and what was told of it is made no shorter.
    """
    if not issue.post or issue.reply is not None:
        return None
    told, least = issue.given, calendar.after(day, TO_BE_HEARD)
    if told is not None and due_on < told.due_on:
        return _EARLIER.filled(issue=issue.code, post=issue.post, until=told.due_on)
    if due_on < least:
        return _TOO_SOON.filled(
            issue=issue.code, post=issue.post, least=least, days=TO_BE_HEARD, today=day
        )
    return None


def why_no_conclusion(issue: IssueView, day: date) -> Wording | None:
    """Why an issue may not become a finding or an item yet; None: it may."""
    if not was_heard(issue, day):
        return UNHEARD.filled(issue=issue.code, post=issue.post)
    if issue.answer is None:
        return _UNANSWERED.filled(issue=issue.code)
    if issue.answer.outcome is not Outcome.ACCEPTED:
        return _EXPLAINED.filled(issue=issue.code)
    return None


UNHEARD = Wording(
    vi="Vấn đề {issue} nói về người giữ chức vụ {post}, người này chưa trả lời và chưa hết hạn trả lời. Điều bị nêu chưa phải là khuyết điểm; hãy chờ trả lời hoặc hết hạn.",
    en="Issue {issue} speaks of the holder of the post {post}, who has not replied and whose time has not passed. What is alleged is no finding; wait for the reply, or until the time is over.",
)
_TOO_SOON = Wording(
    vi="Vấn đề {issue} nói về người giữ chức vụ {post}, người này được trả lời trong ít nhất {days} ngày làm việc, tính từ sau ngày giao {today}; hãy chọn ngày {least} hoặc muộn hơn.",
    en="Issue {issue} speaks of the holder of the post {post}, who has at least {days} working days for a reply, counted from after {today}, when it is given; choose {least} or later.",
)
_EARLIER = Wording(
    vi="Người giữ chức vụ {post} (vấn đề {issue}) đã được cho trả lời đến hết ngày {until} và chưa trả lời; giao lại không rút ngắn hạn. Hãy chọn ngày ấy hoặc muộn hơn.",
    en="The holder of the post {post} (issue {issue}) was given until {until} and has not replied; giving it again does not shorten that. Choose that day or a later one.",
)
_UNANSWERED = Wording(
    vi="Vấn đề {issue} chưa được tiếp thu hay giải trình; hãy giao cho một chức vụ và chờ trả lời.",
    en="Issue {issue} is neither accepted nor explained yet; give it to a post and wait for the answer.",
)
_EXPLAINED = Wording(
    vi="Vấn đề {issue} đã được giải trình, không phải tiếp thu, nên không thành khuyết điểm hay việc khắc phục. Nếu giải trình chưa thỏa đáng, hãy đưa thành nội dung gợi ý kiểm điểm.",
    en="Issue {issue} was explained and not accepted, so it becomes neither a finding nor an item. If the explanation does not satisfy, put it as a suggested topic.",
)
