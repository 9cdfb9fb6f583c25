"""The self-review was ready only just before the session, or after the due day."""

from tusoi.supervision.hint import Example, Hint, ReviewSeen, Slots, Words
from tusoi.values.share import count_wording
from tusoi.values.wording import Wording

SHORTEST = 3
"""Days that those who are to speak need to read a self-review."""


def look(seen: ReviewSeen) -> Slots | None:
    """How late it was ready: after the due day, else fewer than three days before the session."""
    after, before = seen.ready_after_due, seen.ready_before_session
    if after is not None and after > 0:
        return {"how": _AFTER_DUE.filled(days=_days(after))}
    if before is not None and before < SHORTEST:
        return {"how": _JUST_BEFORE.filled(days=_days(before))}
    return None


def _days(count: int) -> Wording:
    said = count_wording(count)
    return Wording(vi=f"{said.vi} ngày", en=f"{said.en} {'day' if count == 1 else 'days'}")


_AFTER_DUE = Wording(vi="{days} sau hạn của đợt", en="{days} after the campaign's due day")
_JUST_BEFORE = Wording(
    vi="chỉ {days} trước buổi họp đầu tiên",
    en="only {days} before the first session",
)


HINT = Hint(
    code="prepared_late",
    name=Wording(vi="Bản tự kiểm điểm xong muộn", en="Self-review ready late"),
    source=Wording(
        vi="Hạn chế, thiếu sót trong công tác chuẩn bị (Sài Gòn Giải Phóng, 17-12-2012).",
        en="Limits and omissions in the preparation (Sài Gòn Giải Phóng, 17 December 2012).",
    ),
    sentence=Wording(
        vi="Bản tự kiểm điểm xong {how}.",
        en="The self-review was ready {how}.",
    ),
    beside=Words.SELF_REVIEW,
    look=look,
    examples=(
        Example(
            Wording(vi="Xong một ngày trước khi họp", en="Ready a day before the session"),
            ReviewSeen(sessions=1, ready_before_session=1, ready_after_due=-20),
            speaks=True,
        ),
        Example(
            Wording(vi="Xong sau hạn của đợt", en="Ready after the campaign's due day"),
            ReviewSeen(sessions=1, ready_before_session=9, ready_after_due=4),
            speaks=True,
        ),
        Example(
            Wording(
                vi="Xong chín ngày trước khi họp, trong hạn",
                en="Ready nine days before the session, in time",
            ),
            ReviewSeen(sessions=1, ready_before_session=9, ready_after_due=-20),
            speaks=False,
        ),
        Example(
            Wording(vi="Không rõ ngày xong", en="The day is not stated"),
            ReviewSeen(sessions=1),
            speaks=False,
        ),
    ),
)
