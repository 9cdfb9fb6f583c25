"""Who may read a sealed file: naming a reader, and recording every opening."""

from datetime import date

from tusoi.campaigns.access import Reach, reach_of
from tusoi.campaigns.actions import campaign_act, tell_by_hand
from tusoi.campaigns.models import work_tree
from tusoi.discipline.access import refuse_kin_of_subject, who_is
from tusoi.discipline.events import (
    SEALED_READ,
)
from tusoi.discipline.handling.held import on_case, words
from tusoi.discipline.models import (
    CaseReader,
    CaseReading,
)
from tusoi.discipline.rules.case_file import Proposed, Step
from tusoi.discipline.rules.own_case import is_own
from tusoi.ledger.actions import Told, hold_tree
from tusoi.ledger.source import by_hand
from tusoi.organisation.access import asker_of
from tusoi.organisation.actions import account_named
from tusoi.values.clock import today
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording


class SubjectIsNoReader(Refused):
    """Whoever a case concerns is not named as its reader."""


def name_reader(reach: Reach, case: str, account: str, reason: str, until: date | None) -> Told:
    """Name, from today until a day, who may read a case, and why. Named again, the last word counts.

    Raises:
        NotThere: the asker is not of the inspection commission over that unit, or there is no such case.
        UnknownAccount, SubjectIsNoReader, TextMissing, AgainstTheRule.
    """
    reason, on = words(reason), today()
    with on_case(reach, case, as_namer=True) as held:
        named = account_named(account)
        theirs = reach_of(asker_of(named, on=on), reach.campaign, on=on)
        who = who_is(theirs, known_by=held.act.told_at)
        if is_own(held.file, who.persons, who.collectives):
            raise SubjectIsNoReader(_NO_READER.filled(case=case))
        refuse_kin_of_subject(reach, held.file, known_by=held.act.told_at, named=named)
        if until is not None and until < on:
            raise SubjectIsNoReader(_ENDED.filled(day=until, today=on))
        there = next((one for one in held.sealed.readers if one.account == named.pk), None)
        fact = CaseReader(
            **held.columns(f"reader-{named.pk}", there.period.since if there else on),
            account=named,
            until=until,
            reason=reason,
        )
        return held.tell(Proposed(Step.NAME_READER, on), fact)


def record_case_reading(reach: Reach, case: str) -> None:
    """Record that the asker opened a sealed file: every time, for the inspection commission to see."""
    with campaign_act(reach, SEALED_READ) as opened:
        hold_tree(work_tree(reach.campaign.code))
        aspect = f"read-{reach.asker.id}-{opened.told_at.isoformat()}"
        columns = by_hand(case, aspect, today())
        tell_by_hand(opened, [CaseReading(**columns, campaign_id=reach.campaign.code, case=case)])


_NO_READER = Wording(
    vi="Người này là đối tượng của vụ việc {case}, nên không được cử đọc hồ sơ; từ khi được thông báo, họ thấy phần của mình.",
    en="This account is the subject of case {case} and is not named its reader; from the notice on they see their own part.",
)
_ENDED = Wording(
    vi="Ngày {day} đã qua (hôm nay là {today}); hãy chọn hôm nay hoặc một ngày sắp tới.",
    en="{day} has passed (today is {today}); choose today or a day to come.",
)
