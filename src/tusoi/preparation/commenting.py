"""What members of a collective say of its self-review while it is still a draft; gone from view once it is handed in."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import Seat, review_of, round_of, tell_by_hand, work_act
from tusoi.ledger.actions import Told
from tusoi.ledger.source import by_hand
from tusoi.organisation.access import NotThere
from tusoi.organisation.queries import account_names
from tusoi.organisation.roles import Right
from tusoi.preparation.events import DRAFT_COMMENTED
from tusoi.preparation.models import DraftComment
from tusoi.preparation.queries import form_for, versions_of
from tusoi.preparation.versions import last_by_hand
from tusoi.preparation.writing import refuse_locked
from tusoi.text.forms import control_sign, lines_kept
from tusoi.values.clock import today
from tusoi.values.day import When
from tusoi.values.refusal import Refused, no_text
from tusoi.values.wording import Wording

COMMENT_LENGTH = 4_000
"""Characters of one comment."""


class NothingToRead(Refused):
    """There is no draft yet that somebody's hand saved."""


class CommentNotUsable(Refused):
    """A comment without words, with too many, or with signs that are none."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment on a section ("" the whole draft) of the version its author read."""

    section: str
    version: int
    words: str
    name: str
    at: datetime


def comments_on(reach: Reach, unit: str, *, since: datetime | None) -> tuple[Comment, ...]:
    """The comments on the draft that is being written, the first first; `since`: when one was handed in last.

    What was said of a draft before it was handed in is gone from view. Two queries. For those who write the
    draft and those who may comment on it, and for nobody else.
    """
    review = round_of(reach).review(Seat(unit))["review_id"]
    rows = DraftComment.objects.known().filter(campaign=reach.campaign.code, review=review)
    if since is not None:
        rows = rows.filter(told_at__gt=since)
    found = list(rows.order_by("told_at"))
    names = account_names(one.told_by_id for one in found)
    return tuple(
        Comment(one.section, one.version, one.words, names.get(one.told_by_id, ""), one.told_at)
        for one in found
    )


def comment_on_draft(
    reach: Reach,
    unit: str,
    words: str,
    *,
    section: str = "",
    met_on: When | None = None,
    once: UUID | None = None,
) -> Told:
    """Say something of the collective's draft to those who write it; of a section by its code, "" of the whole.

    `once` is the form's own key: sent twice, it is one. `met_on`: see `submit_self_review`.

    Raises:
        NotThere: the asker is not of the collective, or the form has no such section.
        NothingToRead, CommentNotUsable, SelfReviewLocked.
    """
    reach.require(Right.COMMENT_ON_DRAFT, unit)
    words = _words(words)
    if section and section not in {one.code for one in form_for(reach.campaign, "").written}:
        raise NotThere
    with work_act(reach, DRAFT_COMMENTED, unit=unit) as opened:
        review_of(reach, unit)
        refuse_locked(reach, Seat(unit), met_on)
        read = last_by_hand(versions_of(reach.campaign, unit, ""))
        if read is None:
            raise NothingToRead(_NOTHING)
        comment = DraftComment(
            **by_hand(unit, f"comment-{once or uuid4()}", today()),
            **round_of(reach).review(Seat(unit)),
            section=section,
            version=read.number,
            words=words,
        )
        return tell_by_hand(opened, [comment])


def _words(text: str) -> str:
    said = lines_kept(text)
    if not said:
        raise CommentNotUsable(_NO_WORDS)
    if sign := control_sign(said):
        raise CommentNotUsable(no_text(sign))
    if len(said) > COMMENT_LENGTH:
        raise CommentNotUsable(_TOO_LONG.filled(has=len(said), longest=COMMENT_LENGTH))
    return said


_NOTHING = Wording(
    vi="Chưa có bản nháp nào được lưu để góp ý; góp ý được khi người viết đã lưu bản nháp.",
    en="No draft has been saved yet to comment on; you can once its writers have saved one.",
)
_NO_WORDS = Wording(
    vi="Chưa có chữ nào; hãy viết góp ý rồi gửi.",
    en="There are no words yet; write your comment, then send it.",
)
_TOO_LONG = Wording(
    vi="Góp ý dài {has} ký tự; nhiều nhất {longest}. Hãy viết ngắn lại; chữ bạn viết còn nguyên ở dưới.",
    en="The comment has {has} characters; at most {longest}. Make it shorter; what you typed is still below.",
)
