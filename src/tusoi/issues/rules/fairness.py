"""What is owed to whoever an issue names: an allegation is no finding, and nobody is found at fault unheard.

Source: the 2012 guideline warns against slander and retaliation as well as against deference; the right to reply
before any conclusion is of the same kind as that of a disciplinary case. Silence does not block for ever: once the
day given has passed, the matter goes on, and it shows that no reply came.
"""

from datetime import date

from tusoi.issues.standing import IssueView, Outcome
from tusoi.values.wording import Wording


def was_heard(issue: IssueView, day: date) -> bool:
    """Whether the person named has replied, or the day by which they could has passed; an issue on the collective names nobody."""
    if not issue.post or issue.reply is not None:
        return True
    return issue.given is not None and day > issue.given.due_on


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
_UNANSWERED = Wording(
    vi="Vấn đề {issue} chưa được tiếp thu hay giải trình; hãy giao cho một chức vụ và chờ trả lời.",
    en="Issue {issue} is neither accepted nor explained yet; give it to a post and wait for the answer.",
)
_EXPLAINED = Wording(
    vi="Vấn đề {issue} đã được giải trình, không phải tiếp thu, nên không thành khuyết điểm hay việc khắc phục. Nếu giải trình chưa thỏa đáng, hãy đưa thành nội dung gợi ý kiểm điểm.",
    en="Issue {issue} was explained and not accepted, so it becomes neither a finding nor an item. If the explanation does not satisfy, put it as a suggested topic.",
)
