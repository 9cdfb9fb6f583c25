"""Tokens by which an office's own program reads the campaign's figures and items, and pushes units: given, ended, looked at.

The operator gives them on the command line. The word is shown once and kept nowhere: what is kept is its digest.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from hashlib import sha256
from uuid import UUID

from tusoi.board.events import TOKEN_ENDED, TOKEN_GIVEN
from tusoi.board.models import TokenGiven
from tusoi.board.queries import token_holds, tokens
from tusoi.campaigns.access import Reach, reach_of
from tusoi.campaigns.actions import tell_by_hand
from tusoi.campaigns.queries import CampaignView, campaign_view, tree_of
from tusoi.ledger.actions import Act, act, hold_tree
from tusoi.ledger.event import Event
from tusoi.ledger.source import by_hand
from tusoi.organisation.access import Account, asker_of
from tusoi.organisation.roles import Right
from tusoi.text.forms import tidy
from tusoi.values.clock import now, today
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording, same

LONGEST_DAYS = 366
TITLE_LENGTH = 200
MARK = "tusoi_"
"""What a word begins with, so that one that stands where it should not is found."""


class TokenNotUsable(Refused):
    """A token without a title, one that ends before it begins or holds too long, or none of that number."""


def give_token(
    campaign: str, title: str, *, until: date, by: UUID, acts_for: Account | None = None
) -> str:
    """Give a token that holds from today to a day; answers the word, which nobody can be told again.

    One that acts for an account also pushes the register of units, as that account might by hand on the day.

    Raises:
        UnknownCampaign: there is no such campaign.
        TokenNotUsable: no title or too long a one, a last day that is past or more than a year ahead, or an account that
            may not load the campaign's workbooks.
    """
    view = campaign_view(campaign, known_by=now())
    if acts_for is not None and _loading(acts_for, view) is None:
        raise TokenNotUsable(_NOT_THEIRS.filled(name=same(acts_for.name)))
    title = tidy(title)
    if not 0 < len(title) <= TITLE_LENGTH:
        raise TokenNotUsable(_TITLE.filled(longest=TITLE_LENGTH))
    if not today() <= until <= today() + timedelta(days=LONGEST_DAYS):
        raise TokenNotUsable(_UNTIL.filled(day=until, last=today() + timedelta(days=LONGEST_DAYS)))
    word = MARK + secrets.token_urlsafe(32)
    with _token_act(TOKEN_GIVEN, campaign, by, until=until.isoformat()) as opened:
        number = len(tokens(campaign)) + 1
        given = TokenGiven(
            **by_hand(f"token:{number}", "given", today()),
            campaign_id=campaign,
            title=title,
            word_digest=digest_of(word),
            until=until,
            acts_for=acts_for,
        )
        tell_by_hand(opened, [given])
    return word


def end_token(campaign: str, number: str, *, by: UUID) -> None:
    """End a token at once: it does not hold today any more. One that has ended stays as it ended.

    Raises:
        TokenNotUsable: the campaign has none of that number.
    """
    with _token_act(TOKEN_ENDED, campaign, by) as opened:
        key = f"token:{number}|given"
        standing = TokenGiven.objects.known().filter(campaign=campaign, key=key).first()
        if standing is None:
            known = ", ".join(one.number for one in tokens(campaign)) or "–"
            raise TokenNotUsable(_NO_SUCH.filled(number=same(number), known=same(known)))
        yesterday = today() - timedelta(days=1)
        if standing.until <= yesterday:
            return
        ended = TokenGiven(
            **by_hand(f"token:{number}", "given", standing.day),
            campaign_id=campaign,
            title=standing.title,
            word_digest=standing.word_digest,
            until=yesterday,
            acts_for=standing.acts_for,
        )
        tell_by_hand(opened, [ended])


def may_read(campaign: str, word: str) -> bool:
    """Whether a word is a token that holds today in the campaign. One query."""
    return word.startswith(MARK) and token_holds(campaign, digest_of(word), on=today())


def reach_by(campaign: str, word: str) -> Reach | None:
    """The reach of the account that a token acts for, by its roles of today; None where it acts for nobody who may load
    the campaign's workbooks, or does not hold. At most eight queries.
    """
    if not may_read(campaign, word):
        return None
    given = TokenGiven.objects.known().select_related("acts_for")
    account = given.get(campaign=campaign, word_digest=digest_of(word)).acts_for
    return None if account is None else _loading(account, campaign_view(campaign, known_by=now()))


def _loading(account: Account, campaign: CampaignView) -> Reach | None:
    reach = reach_of(asker_of(account, on=today()), campaign, on=today())
    return reach if reach.may(Right.EXCHANGE) else None


def digest_of(word: str) -> str:
    """SHA-256 of a token's word, in hexadecimal; the word has 256 random bits, so that a fast hash is enough."""
    return sha256(word.encode()).hexdigest()


@contextmanager
def _token_act(event: Event, campaign: str, by: UUID, **keys: str) -> Iterator[Act]:
    """An act of the operator, by a command: it has no role."""
    with act(event, by=by, told_at=None, load=None, roles=(), campaign=campaign, **keys) as opened:
        hold_tree(tree_of(campaign))
        opened.told_at = now()
        yield opened


_TITLE = Wording(
    vi="Mã truy cập phải có tên gọi, nhiều nhất {longest} ký tự: phần mềm nào dùng, của cơ quan nào.",
    en="A token has a title of at most {longest} characters: which program uses it, and whose.",
)
_NOT_THEIRS = Wording(
    vi="{name} hôm nay không có quyền nạp sổ bảng của đợt này, nên phần mềm không thể làm thay; hãy ghi tài khoản của cơ quan thường trực.",
    en="{name} may not load this campaign's workbooks today, so that no program can do it for them; name an account of the campaign office.",
)
_UNTIL = Wording(
    vi="Ngày hết hạn {day} phải từ hôm nay đến {last}.",
    en="The last day, {day}, lies between today and {last}.",
)
_NO_SUCH = Wording(
    vi="Đợt này không có mã truy cập số {number}; có: {known}.",
    en="This campaign has no token {number}; there are: {known}.",
)
