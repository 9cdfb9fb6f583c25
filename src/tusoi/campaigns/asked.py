"""What a page of a campaign is asked for: by whom, as of which day, as known by which moment."""

from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpRequest

from tusoi.campaigns.access import Reach, seen_by
from tusoi.campaigns.actions import FIRST_YEAR, LAST_YEAR
from tusoi.campaigns.queries import CampaignView, UnknownCampaign, campaign_view
from tusoi.organisation.access import Asker, NotThere, Right, asker_in, language_of
from tusoi.values.clock import now, today
from tusoi.values.moment import end_of, parse_moment
from tusoi.values.refusal import Refused
from tusoi.values.typed_day import NoDay, parse_day
from tusoi.values.wording import Wording, same


@dataclass(frozen=True, slots=True)
class Asked:
    """A reader's reach in a campaign, the day and the moment asked for.

    `known_now` says that no moment was asked for; `said_known_on` is the day of knowing as it was typed,
    `query` carries all on in links ("" or "?as_of=…").
    """

    reach: Reach
    campaign: CampaignView
    as_of: date
    known_by: datetime
    known_now: bool
    said_known_on: str
    query: str
    lang: str

    @property
    def moment(self) -> datetime | None:
        """The moment asked for; None: as known now, which what is kept answers."""
        return None if self.known_now else self.known_by

    @property
    def known_by_moment(self) -> bool:
        """Whether a moment was asked for rather than a day."""
        return not self.known_now and not self.said_known_on

    @property
    def is_return_day(self) -> bool:
        """Whether the page is as of the day to which the last return counts."""
        return self.as_of == self.campaign.as_of

    @property
    def units(self) -> frozenset[str] | None:
        """The units the reader sees; None: all."""
        return self.reach.units(Right.SEE)


def asker_on(request: HttpRequest) -> Asker:
    """Who is signed in, with the roles of today.

    Raises:
        NotSignedIn: nobody is.
    """
    return asker_in(request)


def asked_of(
    request: HttpRequest, code: str, *, of_the_return: bool = False, of_a_person: bool = False
) -> Asked:
    """What a page of the campaign of that code is asked for: as of today, unless the address names a day.

    A page `of_the_return`, such as the report, is as of the day to which the last return counts. One `of_a_person` asks
    itself whether it is the asker's: it is open to them without any role, and they reach nothing else in the campaign.

    Raises:
        NotSignedIn: nobody is signed in.
        NotThere: there is no such campaign, or the asker sees nothing in it.
        Refused: the day or the moment is not written as it should be, or nothing was known by then.
    """
    asker = asker_on(request)
    said_day, said_moment = request.GET.get("as_of", ""), _known_by(request)
    known_by, day = said_moment or now(), today()
    try:
        campaign = campaign_view(code, known_by=said_moment)
    except UnknownCampaign:
        if said_moment is not None and _sees_now(asker, code):
            raise Refused(_KNOWN_LATER) from None
        raise NotThere from None
    reach = seen_by(asker, (campaign,), on=day).get(code)
    if reach is None and not of_a_person:
        raise NotThere
    asked = Asked(
        reach=reach or Reach(asker, campaign, {}),
        campaign=campaign,
        as_of=day_asked_for(said_day) if said_day else campaign.as_of if of_the_return else day,
        known_by=known_by,
        known_now=said_moment is None,
        said_known_on=request.GET.get("known_on", ""),
        query=_carried(request),
        lang=language_of(request),
    )
    request.asked = asked  # type: ignore[attr-defined]  # the page's frame lists the sections open to the reader
    return asked


def _sees_now(asker: Asker, code: str) -> bool:
    """Whether the asker sees something in the campaign as it is known now."""
    try:
        campaign = campaign_view(code, known_by=None)
    except UnknownCampaign:
        return False
    return bool(seen_by(asker, (campaign,), on=today()))


def _known_by(request: HttpRequest) -> datetime | None:
    """The moment in the address, or the end of the day in it; None: as known now."""
    said = request.GET.get("known_by", "").strip()
    if said:
        # A plus sign in an address arrives as a space; in a moment it can only have been a plus.
        return parse_moment(said.replace(" ", "+"))
    day = request.GET.get("known_on", "")
    return end_of(day_asked_for(day)) if day else None


def day_asked_for(said: str) -> date:
    """The day in an address.

    Raises:
        NoDay: it is none, or of a year in which no record can be: a slip of the hand.
    """
    day = parse_day(said)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        years = {"first": same(str(FIRST_YEAR)), "last": same(str(LAST_YEAR))}
        raise NoDay(_TOO_FAR.filled(day=day, **years))
    return day


def _carried(request: HttpRequest) -> str:
    """The day and the moment asked for, as a link carries them on."""
    query = request.GET.copy()
    for name in list(query):
        if name not in ("as_of", "known_on", "known_by"):
            del query[name]
    return f"?{query.urlencode()}" if query else ""


_KNOWN_LATER = Wording(
    vi="Đến lúc ấy chưa có gì được nạp về đợt này. Quay lại trang trước rồi chọn một ngày muộn hơn, hoặc để trống ô “theo những gì đã biết”.",
    en="By that moment nothing of this campaign was on record. Go back and choose a later day, or leave “as known” empty.",
)
_TOO_FAR = Wording(
    vi="Ngày {day} quá xa: chỉ xem được từ năm {first} đến năm {last}; hãy xem lại năm.",
    en="{day} is too far off: days can be looked at from {first} to {last}; look at the year.",
)
