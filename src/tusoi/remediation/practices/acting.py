"""A good practice is claimed, checked or returned, adopted by other units, its result told, and dropped where it failed."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import review_of, tell_by_hand, work_act
from tusoi.campaigns.own_codes import next_own_code
from tusoi.campaigns.queries import topics_of
from tusoi.findings.queries import findings_of
from tusoi.guidance.queries import guidance_set
from tusoi.ledger.actions import Told
from tusoi.ledger.source import by_hand
from tusoi.organisation.access import NotThere
from tusoi.organisation.models import Unit
from tusoi.organisation.roles import Right
from tusoi.remediation.events import (
    PRACTICE_ADOPTED,
    PRACTICE_CHECKED,
    PRACTICE_CLAIMED,
    PRACTICE_DROPPED,
    PRACTICE_RESULT,
    PRACTICE_RETURNED,
)
from tusoi.remediation.independence import refuse_own_practice
from tusoi.remediation.living.rows import refuse_due, refuse_ended, worded
from tusoi.remediation.models import (
    AdoptionDropped,
    AdoptionResult,
    Item,
    PracticeAdopted,
    PracticeAnswered,
    PracticeClaimed,
)
from tusoi.remediation.practices.access import practice_seen
from tusoi.remediation.practices.reading import practices
from tusoi.remediation.practices.record import Adoption, Outcome, Practice, Said
from tusoi.values.clock import now, today
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording, same

KIND = "CL"
"""What stands for a good practice in the codes of its unit's own range."""
LONGEST = {"title": 300, "area": 300, "measured_by": 400}


class PracticeNotUsable(Refused):
    """A practice for a topic or a sign that is not there, or from an item or a finding that is not its unit's."""


class ClaimStands(Refused):
    """The practice waits to be checked, or is checked already: there is nothing to claim again."""


class NothingToCheck(Refused):
    """The claim was answered meanwhile, or there is none."""


class NotChecked(Refused):
    """Nobody independent has checked the practice yet: others do not adopt it."""


class OwnPractice(Refused):
    """A unit adopts what others claimed, not its own."""


class AdoptedAlready(Refused):
    """The unit has adopted it, and not dropped it since."""


class NotAdopted(Refused):
    """The unit has not adopted it, or dropped it: there is no result to tell and nothing to drop."""


class ResultMeanwhile(Refused):
    """Somebody told another result since the form was opened."""


class NotFailed(Refused):
    """What worked, or what no result was told of, is not dropped."""


def claim_practice(reach: Reach, unit: str, said: Said, *, code: str = "") -> Told:
    """Say that something proved good in the unit; with `code`, that of a practice that was returned, once more.

    The system gives the code, in the unit's own range. Sent twice it is told once.

    Raises:
        NotThere: the asker may not speak for the unit, or it has no such practice.
        WordsNotUsable, PracticeNotUsable, ClaimStands, OwnerEnded.
    """
    reach.require(Right.PLAN_REMEDY, unit)
    review_of(reach, unit)
    said = _tidied(said)
    _refuse_unknown(reach, unit, said)
    with work_act(reach, PRACTICE_CLAIMED, unit=unit) as opened:
        known = practices(reach.campaign.code, known_by=now())
        theirs = {key: one for key, one in known.items() if one.unit == unit}
        if any(one.said == said and code in ("", one.code) for one in theirs.values() if one.waits):
            return Told(same=1)
        refuse_ended(reach, unit)
        claim = _next_claim(theirs, code) if code else 1
        code = code or next_own_code(unit, KIND, known)
        opened.keys |= {"practice": code, "claim": claim}
        columns = {one.name: getattr(said, one.name) for one in fields(Said)}
        fact = PracticeClaimed(
            **_about(reach, code, f"claim-{claim}"), claim=claim, unit=unit, **columns
        )
        return tell_by_hand(opened, [fact])


def check_practice(reach: Reach, code: str, claim: int, words: str) -> Told:
    """Check a claimed practice, with what was looked at: from then on other units may adopt it.

    Raises:
        NotThere, WordsNotUsable, NothingToCheck.
        InConflict: the asker claimed it, is of its unit or of one below, or is tied to it.
    """
    return _answer(reach, code, claim, words, checked=True)


def return_practice(reach: Reach, code: str, claim: int, words: str) -> Told:
    """Return a claimed practice with reasons; its unit may claim it again.

    Raises:
        As `check_practice`.
    """
    return _answer(reach, code, claim, words, checked=False)


def adopt_practice(reach: Reach, code: str, unit: str, words: str, due_on: date) -> Told:
    """A unit takes a checked practice over: how, and by which day it tells what came of it. Of two at once one wins.

    Raises:
        NotThere: the asker may not speak for the unit, or there is no such practice.
        OwnPractice, NotChecked, AdoptedAlready, WordsNotUsable, DueNotUsable, OwnerEnded.
    """
    practice_seen(reach, code)
    reach.require(Right.PLAN_REMEDY, unit)
    review_of(reach, unit)
    words = worded(words)
    with work_act(reach, PRACTICE_ADOPTED, practice=code, unit=unit) as opened:
        practice = practice_seen(reach, code)
        if practice.unit == unit:
            raise OwnPractice(_OWN.filled(practice=code, unit=unit))
        if not practice.is_checked:
            raise NotChecked(_NOT_CHECKED.filled(practice=code))
        stands = practice.adoption_of(unit)
        if stands is not None and (stands.words, stands.due_on) == (words, due_on):
            return Told(same=1)
        if stands is not None:
            raise AdoptedAlready(_ADOPTED.filled(practice=code, unit=unit, day=stands.when.day))
        refuse_ended(reach, unit)
        refuse_due(due_on, None)
        adoption = sum(one.unit == unit for one in practice.adoptions) + 1
        opened.keys |= {"adoption": adoption}
        fact = PracticeAdopted(
            **_adopting(reach, code, unit, adoption, "adopted"), words=words, due_on=due_on
        )
        return tell_by_hand(opened, [fact])


def tell_result(
    reach: Reach, code: str, unit: str, outcome: Outcome, words: str, *, seen: int
) -> Told:
    """Say what came of the unit's adoption, and why; a later result stands beside the earlier ones and counts.

    `seen` is how many results the asker saw.

    Raises:
        NotThere: the asker may not speak for the unit, or there is no such practice.
        NotAdopted, ResultMeanwhile, WordsNotUsable.
    """
    practice_seen(reach, code)
    reach.require(Right.PLAN_REMEDY, unit)
    words = worded(words)
    with work_act(reach, PRACTICE_RESULT, practice=code, unit=unit) as opened:
        adoption = _standing(practice_seen(reach, code), unit)
        last = adoption.result
        if last is not None and (last.outcome, last.words) == (outcome, words):
            return Told(same=1)
        if seen != len(adoption.results):
            raise ResultMeanwhile(_MEANWHILE.filled(practice=code, unit=unit))
        number = seen + 1
        opened.keys |= {"adoption": adoption.number}
        fact = AdoptionResult(
            **_adopting(reach, code, unit, adoption.number, f"result-{number}"),
            number=number,
            outcome=outcome.value,
            words=words,
        )
        return tell_by_hand(opened, [fact])


def drop_adoption(reach: Reach, code: str, unit: str, words: str) -> Told:
    """Give up what did not work in a unit, or in part: by the unit, or by whoever keeps the campaign's items. The record stays.

    Raises:
        NotThere: the asker may not, or there is no such practice.
        NotAdopted, NotFailed, WordsNotUsable.
    """
    practice_seen(reach, code)
    reach.require(_drops_by(reach, unit), unit)
    words = worded(words)
    with work_act(reach, PRACTICE_DROPPED, practice=code, unit=unit) as opened:
        practice = practice_seen(reach, code)
        if _dropped_so(practice, unit, words):
            return Told(same=1)
        adoption = _standing(practice, unit)
        if adoption.result is None or adoption.result.outcome is Outcome.WORKED:
            raise NotFailed(_NOT_FAILED.filled(practice=code, unit=unit))
        opened.keys |= {"adoption": adoption.number}
        columns = _adopting(reach, code, unit, adoption.number, "dropped")
        return tell_by_hand(opened, [AdoptionDropped(**columns, words=words)])


def _drops_by(reach: Reach, unit: str) -> Right:
    return Right.PLAN_REMEDY if reach.may(Right.PLAN_REMEDY, unit) else Right.KEEP_ITEMS


def _dropped_so(practice: Practice, unit: str, words: str) -> bool:
    """Whether the unit's last adoption was dropped in these words: the form was sent twice."""
    theirs = [one for one in practice.adoptions if one.unit == unit]
    dropped = theirs[-1].dropped if theirs else None
    return dropped is not None and dropped.words == words


def _standing(practice: Practice, unit: str) -> Adoption:
    stands = practice.adoption_of(unit)
    if stands is None:
        raise NotAdopted(_NOT_ADOPTED.filled(practice=practice.code, unit=unit))
    return stands


def _answer(reach: Reach, code: str, claim: int, words: str, *, checked: bool) -> Told:
    practice = practice_seen(reach, code)
    reach.require(Right.VERIFY_ITEM, practice.unit)
    words = worded(words)
    event = PRACTICE_CHECKED if checked else PRACTICE_RETURNED
    with work_act(reach, event, practice=code, unit=practice.unit, claim=claim) as opened:
        practice = practice_seen(reach, code)
        answer = next((one.answer for one in practice.claims if one.number == claim), None)
        mine = (reach.asker.id, checked, words)
        if answer is not None and (answer.by, answer.checked, answer.words) == mine:
            return Told(same=1)
        if not practice.waits or practice.last.number != claim:
            raise NothingToCheck(_ANSWERED.filled(practice=code))
        refuse_own_practice(reach, practice, known_by=opened.told_at)
        fact = PracticeAnswered(
            **_about(reach, code, f"answer-{claim}"), claim=claim, checked=checked, words=words
        )
        return tell_by_hand(opened, [fact])


def _next_claim(theirs: dict[str, Practice], code: str) -> int:
    practice = theirs.get(code)
    if practice is None:
        raise NotThere
    if practice.waits or practice.is_checked:
        raise ClaimStands(_STANDS.filled(practice=code))
    return practice.last.number + 1


def _tidied(said: Said) -> Said:
    """The same without stray blanks; title, words, result and measure have words, and none too many."""
    wanted = {
        name: worded(getattr(said, name), *([LONGEST[name]] if name in LONGEST else []))
        for name in ("title", "words", "result", "measured_by")
    }
    area = worded(said.area, LONGEST["area"]) if said.area.strip() else ""
    return replace(said, area=area, **wanted)


def _refuse_unknown(reach: Reach, unit: str, said: Said) -> None:
    """The topic or sign is of the campaign, the item or finding is the unit's own."""
    for code, known in (
        (said.about, abouts(reach)),
        (said.comes_from, origins(reach, unit)),
    ):
        if code and code not in {one for one, _ in known}:
            listed = same(", ".join(one for one, _ in known[:20]) or "–")
            raise PracticeNotUsable(_UNKNOWN.filled(said=same(code[:60]), known=listed))


def abouts(reach: Reach) -> list[tuple[str, Wording]]:
    """The topics and the signs that a practice may be for: "topic/T1", "sign/3", each with its words."""
    topics = topics_of(reach.campaign, known_by=now())
    signs = guidance_set(reach.campaign.guidance_set).criteria
    return [
        *((f"topic/{one.code}", one.wording) for one in topics),
        *((f"sign/{one.number}", one.wording) for one in signs),
    ]


def origins(reach: Reach, unit: str) -> list[tuple[str, str]]:
    """What a unit's practice may come of: its review, its items, its findings, each with its words. Two queries."""
    campaign = reach.campaign
    items = Item.objects.known().filter(campaign=campaign.code, owner_unit=unit)
    found = findings_of(campaign.code, Unit.key_of(campaign.host, unit))
    return [
        (f"review/{unit}", unit),
        *((f"item/{one.number}", one.title) for one in items.order_by("number")),
        *((f"finding/{one.code}", one.shortcoming) for one in found),
    ]


def _about(reach: Reach, code: str, aspect: str) -> dict[str, Any]:
    columns = by_hand(f"practice/{code}", aspect, today())
    return {**columns, "campaign_id": reach.campaign.code, "practice": code}


def _adopting(reach: Reach, code: str, unit: str, adoption: int, aspect: str) -> dict[str, Any]:
    columns = by_hand(f"practice/{code}/{unit}", f"{aspect}-{adoption}", today())
    said = {"campaign_id": reach.campaign.code, "practice": code, "unit": unit}
    return {**columns, **said, "adoption": adoption}


_OWN = Wording(
    vi="Cách làm hay {practice} là của {unit}; đơn vị không áp dụng lại của chính mình. Hãy chọn đơn vị khác.",
    en="Good practice {practice} is of {unit} itself; a unit does not adopt its own. Choose another unit.",
)
_NOT_CHECKED = Wording(
    vi="Cách làm hay {practice} chưa được ai ở nơi khác kiểm tra; kiểm tra xong đơn vị khác mới áp dụng.",
    en="Nobody independent has checked good practice {practice}; others adopt it once it is checked.",
)
_ADOPTED = Wording(
    vi="{unit} đã nhận áp dụng cách làm hay {practice} ngày {day}; chưa ghi gì thêm. Hãy mở lại trang để xem.",
    en="{unit} adopted good practice {practice} on {day}; nothing more was recorded. Open the page again.",
)
_NOT_ADOPTED = Wording(
    vi="{unit} không đang áp dụng cách làm hay {practice} nên chưa có kết quả để ghi, chưa có gì để thôi; hãy nhận áp dụng trước.",
    en="{unit} has not adopted good practice {practice}, so there is no result to tell and nothing to drop; adopt it first.",
)
_MEANWHILE = Wording(
    vi="Sau khi bạn mở trang, người khác đã ghi kết quả áp dụng {practice} ở {unit}; chưa ghi gì thêm. Hãy xem kết quả ấy, nếu vẫn khác thì ghi lần nữa.",
    en="After you opened the page somebody told a result of {practice} in {unit}; nothing more was recorded. Look at it, and if it is otherwise tell yours once more.",
)
_NOT_FAILED = Wording(
    vi="{unit} chưa ghi kết quả “không” hoặc “một phần” của cách làm hay {practice}; hãy ghi kết quả trước, rồi mới thôi áp dụng.",
    en="{unit} has not told that good practice {practice} failed or worked in part; tell the result first, then drop it.",
)
_ANSWERED = Wording(
    vi="Cách làm hay {practice} không có lần nêu nào đang chờ kiểm tra; chưa ghi gì thêm. Hãy mở lại trang để xem.",
    en="Good practice {practice} has no claim that waits to be checked; nothing more was recorded. Open the page again.",
)
_STANDS = Wording(
    vi="Cách làm hay {practice} đang chờ kiểm tra hoặc đã kiểm tra xong; chỉ nêu lại khi bị trả lại.",
    en="Good practice {practice} waits to be checked or is checked; it is claimed again only if it was returned.",
)
_UNKNOWN = Wording(
    vi="Không có “{said}”; có: {known}. Hãy chọn lại, hoặc để trống.",
    en="There is no “{said}”; there are: {known}. Choose again, or leave it empty.",
)
