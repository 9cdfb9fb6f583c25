"""Writing a self-review: keeping versions, and handing one in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import (
    Seat,
    campaign_act,
    owe_reviews,
    review_of,
    round_of,
    tell_by_hand,
    tell_redone,
    work_act,
)
from tusoi.campaigns.parts import Part
from tusoi.campaigns.queries import PartState, redo_of
from tusoi.campaigns.typed import NotAsAsked
from tusoi.guidance.forms import SelfReviewForm
from tusoi.ledger.actions import Act, Told
from tusoi.ledger.source import by_hand
from tusoi.organisation.queries import account_names, posts_held
from tusoi.preparation.access import require_writer
from tusoi.preparation.events import DRAFT_SAVED, SELF_REVIEW_SUBMITTED
from tusoi.preparation.models import SelfReviewDraft, SelfReviewPrepared, SelfReviewSubmitted
from tusoi.preparation.queries import (
    form_for,
    prepared_in,
    submissions_of,
    texts_begun_from,
    version_of,
    versions_of,
)
from tusoi.preparation.versions import (
    Joined,
    Submission,
    Texts,
    Version,
    changes,
    joined,
    last_of,
    may_be_written,
    texts_at,
)
from tusoi.text.forms import control_sign, lines_kept
from tusoi.values.clock import now, today
from tusoi.values.day import When
from tusoi.values.moment import ZONE
from tusoi.values.refusal import Refused, no_text
from tusoi.values.wording import Wording, same

NO_CHARACTERS = "\ufffe\uffff"
"""What no Word file can hold, though no database minds."""


TITLE_SHOWN = 80
"""Characters of a section's title in a sentence that lists several."""


class SelfReviewLocked(Refused):
    """It was handed in, or its review has met, and no redo asks for it."""


class DraftMoved(Refused):
    """Somebody else saved the draft meanwhile.

    `latest` is the version that stands now, `texts` what it says, `clashing` the sections that both changed;
    `joined` is both people's work, in those sections the second's.
    """

    def __init__(self, wording: Wording, latest: Version, texts: Texts, work: Joined) -> None:
        super().__init__(wording)
        self.latest, self.texts = latest, texts
        self.joined, self.clashing = work.texts, work.clashing


class SectionsEmpty(Refused):
    """Sections that the form requires are empty; `codes` are theirs."""

    def __init__(self, wording: Wording, codes: tuple[str, ...]) -> None:
        super().__init__(wording)
        self.codes = codes


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save came to: the version that stands now, and whether anything was written."""

    version: Version | None
    told: Told


def save_draft(
    reach: Reach,
    whose: Seat,
    typed: Texts,
    *,
    base: UUID | None,
    met_on: When | None = None,
    autosaved: bool = False,
) -> Saved:
    """Keep what was typed as the next version of a draft.

    `typed` maps sections' codes to texts; a section left out is left as it is. `base` is the version that the
    writer began from (None: there was none): what others saved meanwhile is kept, section by section, and a
    section that both changed is refused. An autosave never mixes. Saving again on one day, the same person
    takes the place of their own autosave. `met_on`: see `submit_self_review`.

    Raises:
        NotThere: the asker does not write this self-review.
        NotAsAsked: a text too long, or with signs that are no text; the faults by section.
        DraftMoved, SelfReviewLocked.
    """
    require_writer(reach, whose)
    form = form_for(reach.campaign, whose.holder)
    texts = cleaned(form, typed)
    with work_act(reach, DRAFT_SAVED, unit=whose.unit) as opened:
        review_of(reach, whose.unit)
        versions = versions_of(reach.campaign, whose.unit, whose.holder)
        standing = versions[-1] if versions else None
        theirs = texts_at(versions, standing.number) if standing else {}
        base_texts = texts_begun_from(reach.campaign, whose.unit, whose.holder, base)
        work = joined(base_texts, {**base_texts, **texts}, theirs)
        if work.texts == theirs and _is_final(standing, autosaved=autosaved):
            return Saved(standing, Told(same=1))
        refuse_locked(reach, whose, met_on)
        _refuse_moved(standing, theirs, base_texts, work, autosaved=autosaved)
        submitted = last_of(submissions_of(reach.campaign, whose.unit), whose.holder)
        number = _number(opened, standing, submitted)
        opened.keys["version"] = number
        draft = SelfReviewDraft(
            **by_hand(_row(whose), f"draft-{number}", today()),
            **round_of(reach).review(Seat(whose.unit)),
            of_seat=whose.holder,
            number=number,
            sections=changes(texts_at(versions, number - 1), work.texts),
            autosaved=autosaved,
        )
        told = tell_by_hand(opened, [draft])
        return Saved(version_of(draft), told)


def submit_self_review(
    reach: Reach,
    whose: Seat,
    version: UUID,
    *,
    met_on: When | None = None,
) -> Told:
    """Hand in a version; from then on nothing changes, unless a redo asks for it again.

    `version` is the one the writer has before them. `met_on` is the first session of this very review, which
    the caller knows, because meetings come after preparation: what a review has met on is not written any more.
    The first submission tells that the self-review is ready, unless that is known already.

    In a redo of the persons' self-reviews the part is done again once everybody in post has handed in again.

    Raises:
        NotThere: the asker does not write this self-review, or there is no draft of it.
        SectionsEmpty, DraftMoved, SelfReviewLocked.
    """
    require_writer(reach, whose)
    form = form_for(reach.campaign, whose.holder)
    with (
        campaign_act(reach, SELF_REVIEW_SUBMITTED, unit=whose.unit) as opened,
        work_act(reach, SELF_REVIEW_SUBMITTED),
    ):
        versions = versions_of(reach.campaign, whose.unit, whose.holder)
        standing = versions[-1] if versions else None
        if standing is None:
            raise SectionsEmpty(_NOTHING_WRITTEN, tuple(one.code for one in form.written))
        texts = texts_at(versions, standing.number)
        if standing.id != version:
            raise DraftMoved(_moved(standing), standing, texts, Joined(texts, ()))
        all_of_them = submissions_of(reach.campaign, whose.unit)
        last = last_of(all_of_them, whose.holder)
        part = part_of(reach, whose)
        if last is not None and last.version == standing.number and not _asks_again(last, part):
            return Told(same=1)
        refuse_locked(reach, whose, met_on)
        _refuse_empty(form, texts)
        opened.keys["version"] = standing.number
        redo_round = part.round_number if part is not None and part.is_open else 0
        submitted = SelfReviewSubmitted(
            **by_hand(_row(whose), f"submitted-{_nth(all_of_them, whose)}", today()),
            **round_of(reach).review(Seat(whose.unit)),
            of_seat=whose.holder,
            version=standing.number,
            redo_round=redo_round,
        )
        told = tell_by_hand(opened, [submitted])
        told += _tell_prepared(opened, reach, whose, met_on)
        return told + _tell_redone(opened, reach, whose, part)


def part_of(reach: Reach, whose: Seat) -> PartState | None:
    """Whether a redo asked for this self-review again; None: none ever did.

    Raises:
        NotThere: there is no such unit.
    """
    part = Part.PERSONAL_SELF_REVIEWS if whose.holder else Part.SELF_REVIEW
    return redo_of(reach.campaign.code, review_of(reach, whose.unit)).get(part)


def cleaned(form: SelfReviewForm, typed: Texts) -> dict[str, str]:
    """The texts in their stored form, of the form's own sections: composed, lines kept, ends trimmed.

    Raises:
        NotAsAsked: the fault of each section, by its code.
    """
    texts: dict[str, str] = {}
    faults: dict[str, Wording] = {}
    for section in form.written:
        if section.code not in typed:
            continue
        text = lines_kept(typed[section.code])
        texts[section.code] = text
        sign = control_sign(text) or next((one for one in text if one in NO_CHARACTERS), None)
        if sign is not None:
            faults[section.code] = no_text(sign)
        if len(text) > section.longest:
            faults[section.code] = _TOO_LONG.filled(has=len(text), longest=section.longest)
    if faults:
        raise NotAsAsked(faults)
    return texts


def _is_final(standing: Version | None, *, autosaved: bool) -> bool:
    """Whether a save that changes nothing has nothing to do: an autosave still becomes a version of somebody's hand."""
    return standing is None or autosaved or not standing.autosaved


def refuse_locked(reach: Reach, whose: Seat, met_on: When | None) -> None:
    """Refuse what comes after a self-review was handed in, or its review has met.

    Raises:
        SelfReviewLocked: it was or has, and no redo asks for it.
    """
    submitted = last_of(submissions_of(reach.campaign, whose.unit), whose.holder)
    if may_be_written(submitted, met_on, part_of(reach, whose)):
        return
    if submitted is not None:
        raise SelfReviewLocked(_SUBMITTED.filled(day=submitted.when.day))
    assert met_on is not None  # noqa: S101  # for the type checker: one of the two locks it
    raise SelfReviewLocked(_MET.filled(day=met_on.day))


def _refuse_moved(
    standing: Version | None, theirs: Texts, base: Texts, work: Joined, *, autosaved: bool
) -> None:
    if standing is None:
        return
    if work.clashing or (autosaved and changes(base, theirs)):
        raise DraftMoved(_moved(standing), standing, theirs, work)


def _moved(standing: Version) -> Wording:
    name = account_names([standing.by]).get(standing.by, "")
    at = standing.saved_at.astimezone(ZONE)
    return _MOVED.filled(name=same(name), time=same(f"{at:%H:%M}"), day=at.date())


def _number(opened: Act, standing: Version | None, submitted: Submission | None) -> int:
    """The number of what is saved: that of one's own autosave of today, else the next."""
    if standing is None:
        return 1
    handed_in = submitted is not None and submitted.version == standing.number
    own = standing.by == opened.by and standing.day == today()
    return standing.number if standing.autosaved and own and not handed_in else standing.number + 1


def _asks_again(last: Submission, part: PartState | None) -> bool:
    """Whether a redo waits for this self-review, so that the same words may be handed in once more."""
    return part is not None and part.is_open and last.redo_round < part.round_number


def _refuse_empty(form: SelfReviewForm, texts: Mapping[str, str]) -> None:
    empty = [one for one in form.written if one.required and not texts.get(one.code)]
    if not empty:
        return
    names = Wording(
        vi="; ".join(f"“{_short(one.title.vi)}”" for one in empty),
        en="; ".join(f"“{_short(one.title.en)}”" for one in empty),
    )
    raise SectionsEmpty(_EMPTY.filled(names=names), tuple(one.code for one in empty))


def _short(title: str) -> str:
    """A title as a list of them can bear it: a topic's may run over three lines."""
    return title if len(title) <= TITLE_SHOWN else f"{title[: TITLE_SHOWN - 1].rstrip()}…"


def _tell_prepared(opened: Act, reach: Reach, whose: Seat, met_on: When | None) -> Told:
    """That it is ready, where nobody has told so yet: the first day stands, whatever a redo brings."""
    if met_on is not None or whose.holder in prepared_in(reach.campaign, whose.unit):
        return Told()
    owe_reviews(opened, round_of(reach), [whose])
    row = _row_of_the_return(reach, whose)
    ready = SelfReviewPrepared(**by_hand(row, "prepared", today()), **round_of(reach).review(whose))
    return tell_by_hand(opened, [ready])


def _row_of_the_return(reach: Reach, whose: Seat) -> str:
    """The key of the row in which a return would tell it: a leader's is that of the first post the seat comes of."""
    if not whose.holder:
        return whose.unit
    owing = _owing(reach, whose.unit, today())
    return min(held for held, seat in owing.items() if seat == whose.holder)


def _owing(reach: Reach, unit: str, on: date) -> dict[str, str]:
    """The posts of a unit whose holders owe a review on a day, each with its seat."""
    posts = posts_held(reach.campaign.host, known_by=now(), units=[unit]).in_unit(unit, on)
    return {held.reference: held.seat for held in posts if held.owes_review}


def _tell_redone(opened: Act, reach: Reach, whose: Seat, part: PartState | None) -> Told:
    if part is None or not part.is_open:
        return Told()
    if whose.holder:
        again = {
            one.seat
            for one in submissions_of(reach.campaign, whose.unit)
            if one.redo_round == part.round_number
        }
        if not set(_owing(reach, whose.unit, today()).values()) <= again:
            return Told()
    return tell_redone(opened, round_of(reach), whose.unit, part.part, today())


def _nth(submissions: Sequence[Submission], whose: Seat) -> int:
    return 1 + sum(one.seat == whose.holder for one in submissions)


def _row(whose: Seat) -> str:
    """What a draft and a submission are about, in their keys; no return tells them."""
    return f"{whose.unit}:{whose.holder}"


_TOO_LONG = Wording(
    vi="Mục này dài {has} ký tự; nhiều nhất {longest}. Hãy viết ngắn lại; chưa mất chữ nào.",
    en="This section has {has} characters; at most {longest}. Make it shorter; nothing is lost.",
)
_SUBMITTED = Wording(
    vi="Bản này đã nộp ngày {day} nên không sửa được nữa; chỉ sửa được khi tổ công tác yêu cầu làm lại bản tự kiểm điểm.",
    en="It was handed in on {day} and can no longer be changed; only a redo that asks for the self-review opens it.",
)
_MET = Wording(
    vi="Cuộc kiểm điểm này đã họp từ ngày {day} nên bản tự kiểm điểm không viết ở đây được nữa; chỉ viết được khi tổ công tác yêu cầu làm lại.",
    en="This review has met since {day}, so its self-review is not written here any more; only a redo that asks for it opens it.",
)
_MOVED = Wording(
    vi="{name} đã lưu bản nháp này lúc {time} ngày {day}, sau khi bạn mở. Chưa mất chữ nào của ai: xem các mục được chỉ ra, sửa rồi lưu lại.",
    en="{name} saved this draft at {time} on {day}, after you opened it. Nobody has lost a word: look at the sections named, then save again.",
)
_NOTHING_WRITTEN = Wording(
    vi="Chưa có bản nháp nào để nộp; hãy viết và lưu trước.",
    en="There is no draft to hand in yet; write and save first.",
)
_EMPTY = Wording(
    vi="Chưa nộp được, vì các mục bắt buộc còn trống: {names}. Bản nháp vẫn được giữ.",
    en="It cannot be handed in: these required sections are empty: {names}. The draft is kept.",
)
