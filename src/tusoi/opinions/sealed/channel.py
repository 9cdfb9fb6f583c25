"""The channel of one campaign: its key, who keeps it, when it takes opinions, and how a unit is named in clear."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from threading import Lock

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import tell_by_hand, work_act
from tusoi.campaigns.queries import CampaignView, UnknownCampaign, campaign_view, members
from tusoi.ledger.actions import Told
from tusoi.ledger.reading import newest
from tusoi.ledger.source import by_hand
from tusoi.opinions.sealed.events import CHANNEL_OPENED
from tusoi.opinions.sealed.models import ChannelOpened
from tusoi.opinions.sealed.protocol.custody import TrusteeCard, key_print
from tusoi.organisation.queries import standings
from tusoi.organisation.roles import Right
from tusoi.text.forms import fold
from tusoi.values.clock import now, today
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording, same

MOST_LISTED = 150
"""Units that the form lists whole; among more, people look for theirs by name."""
CROWD = 20
"""Fewer people than this, and a unit named in clear would point at somebody (security: rule 4.1)."""


class NoChannel(Refused):
    """The campaign has no channel of this kind."""


class ChannelStands(Refused):
    """Another key was opened for the campaign already: a key is never exchanged."""


class DaysWrong(Refused):
    """Intake would close before it opens, or on a day that is past; or it would open on another day than that on which it did."""


class StillSmall(Refused):
    """A unit that was too small to be named in clear would be, while opinions are taken."""


@dataclass(frozen=True, slots=True)
class PlaceNamed:
    """A unit as the form offers it: code and name, the code that stands in clear for it, and the name of the unit right above.

    `sought` is what a search holds against what was typed.
    """

    code: str
    name: str
    clear: str
    under: str = ""
    sought: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Channel:
    """A campaign's channel as it stands; the same object while nothing is recorded."""

    campaign: CampaignView
    key: str
    threshold: int
    trustees: tuple[TrusteeCard, ...]
    opens_on: date
    closes_on: date
    places: Mapping[str, PlaceNamed]
    crowds: Mapping[str, int]

    @property
    def code(self) -> str:
        """The campaign's code."""
        return self.campaign.code

    @property
    def key_print(self) -> str:
        """The fingerprint of the public key, as on posters."""
        return key_print(self.key)

    @property
    def lists_every_place(self) -> bool:
        """Whether the units are so few that the form lists them."""
        return len(self.places) <= MOST_LISTED

    def places_called(self, typed: str) -> tuple[PlaceNamed, ...]:
        """The units in whose name or code every word typed begins a word, marks and capitals aside; the whole name first."""
        whole = fold(typed)
        words = [f" {word}" for word in whole.split()]
        if not words:
            return ()
        found = (one for one in self.places.values() if all(w in one.sought for w in words))
        return tuple(sorted(found, key=lambda one: (fold(one.name) != whole, one.code != typed)))

    def takes_opinions_on(self, day: date) -> bool:
        """Whether intake is open on a day."""
        return self.opens_on <= day <= self.closes_on

    def is_closed_on(self, day: date) -> bool:
        """Whether intake has ended by a day."""
        return day > self.closes_on

    def lists_batches_on(self, day: date) -> bool:
        """Whether the lists of fingerprints are shown: of a few units they would tell that somebody wrote about them."""
        return len(self.places) >= FEW_UNITS or self.is_closed_on(day)


FEW_UNITS = 5


def week_of(day: date) -> str:
    """The ISO week of a day: the only time that is kept of an opinion."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def weeks_before(day: date, weeks: int) -> str:
    """The ISO week so many weeks before a day."""
    return week_of(day - timedelta(weeks=weeks))


_kept: dict[str, tuple[tuple[object, ...], Channel]] = {}
_guard = Lock()


def channel_of(code: str, on: date) -> Channel:
    """A campaign's channel; the units as they stand on a day. One small query where nothing was recorded since it was read last.

    Raises:
        NoChannel: there is none.
    """
    stood: tuple[object, ...] = (on, newest())
    with _guard:
        kept = _kept.get(code)
    if kept and kept[0] == stood:
        return kept[1]
    channel = _read(code, on)
    with _guard:
        _kept[code] = (stood, channel)
    return channel


def _read(code: str, on: date) -> Channel:
    try:
        campaign = campaign_view(code, known_by=now())
    except UnknownCampaign:
        raise NoChannel(_NONE) from None
    fact = ChannelOpened.objects.known().filter(campaign=code).last()
    if fact is None:
        raise NoChannel(_NONE)
    return Channel(
        campaign=campaign,
        key=fact.campaign_key,
        threshold=fact.threshold,
        trustees=tuple(TrusteeCard(**one) for one in fact.trustees),
        opens_on=fact.day,
        closes_on=fact.closes_on,
        places=_places(campaign, fact.crowds, on),
        crowds=fact.crowds,
    )


def _places(campaign: CampaignView, crowds: Mapping[str, int], on: date) -> dict[str, PlaceNamed]:
    """The campaign's units by code. One whose people are few, or not stated, is named in clear by a unit above it."""
    stand = {
        one.code: one for one in standings(campaign.host, known_by=now()) if one.period.includes(on)
    }
    taking_part = sorted(
        {one.unit for one in members(campaign.code, known_by=now()) if one.period.includes(on)}
    )
    places = {}
    for code in taking_part:
        above = (
            [one for one in stand[code].path.split("/") if one not in ("", code)]
            if code in stand
            else []
        )
        name = stand[code].name if code in stand else code
        under = stand[above[-1]].name if above and above[-1] in stand else ""
        clear = _clear(code, above, crowds)
        places[code] = PlaceNamed(code, name, clear, under, f" {fold(name)} {fold(code)}")
    return places


def _clear(code: str, above: Sequence[str], crowds: Mapping[str, int]) -> str:
    """The unit itself where it is large; else the nearest large one above it, the one right above, or none."""
    if crowds.get(code, 0) >= CROWD:
        return code
    large = next((one for one in reversed(above) if crowds.get(one, 0) >= CROWD), None)
    return large or (above[-1] if above and above[-1] else "")


@dataclass(frozen=True, slots=True)
class ToOpen:
    """What a ceremony gives the server, and the days of intake."""

    campaign_key: str
    threshold: int
    trustees: tuple[TrusteeCard, ...]
    opens_on: date
    closes_on: date
    crowds: Mapping[str, int]


def open_channel(reach: Reach, told: ToOpen) -> Told:
    """Open the campaign's channel, or move its days; the key that was opened and who keeps it stay.

    One person may do it, so it can neither end what is kept early nor let anybody learn early: intake closes today or
    later, and what was promised to whoever wrote already holds.

    Raises:
        NotThere: the asker may not.
        DaysWrong: it would close before it opens or on a day that is past, or have opened on another day.
        ChannelStands: the channel stands with another key or other trustees.
        StillSmall: it takes opinions already, and a unit would be named in clear that was not.
    """
    reach.require(Right.OPEN_CHANNEL)
    if told.closes_on < told.opens_on:
        raise DaysWrong(_DAYS.filled(opens_on=told.opens_on, closes_on=told.closes_on))
    code = reach.campaign.code
    with work_act(reach, CHANNEL_OPENED) as opened:
        earlier = ChannelOpened.objects.known().filter(campaign=code).last()
        if earlier is None or told.closes_on != earlier.closes_on:
            _refuse_past(told)
        if earlier is not None:
            _refuse_another(earlier, told)
        fact = ChannelOpened(
            **by_hand(code, "channel", told.opens_on),
            campaign_id=code,
            closes_on=told.closes_on,
            campaign_key=told.campaign_key,
            threshold=told.threshold,
            trustees=[asdict(one) for one in told.trustees],
            crowds=dict(told.crowds),
        )
        return tell_by_hand(opened, [fact])


def _refuse_past(told: ToOpen) -> None:
    if told.closes_on < today():
        raise DaysWrong(_PAST.filled(closes_on=told.closes_on, today=today()))


def _refuse_another(earlier: ChannelOpened, told: ToOpen) -> None:
    """Another key, other trustees; and once opinions are taken, another first day or a smaller crowd to hide in."""
    if earlier.campaign_key != told.campaign_key:
        raise ChannelStands(_STANDS.filled(print=key_print(earlier.campaign_key)))
    keepers = [asdict(one) for one in told.trustees]
    if (earlier.threshold, earlier.trustees) != (told.threshold, keepers):
        raise ChannelStands(_KEPT_BY.filled(names=same(", ".join(_names(earlier)))))
    if today() < earlier.day:
        return
    if told.opens_on != earlier.day:
        raise DaysWrong(_OPENED_ON.filled(day=earlier.day))
    for unit, people in sorted(told.crowds.items()):
        if earlier.crowds.get(unit, 0) < CROWD <= people:
            raise StillSmall(_STILL_SMALL.filled(unit=same(unit), crowd=CROWD))


def _names(earlier: ChannelOpened) -> list[str]:
    return [str(one["name"]) for one in earlier.trustees]


_NONE = Wording(
    vi="Đợt này không có kênh ý kiến niêm phong. Hãy hỏi cơ quan thường trực đợt kiểm điểm về cách góp ý khác.",
    en="This campaign has no channel of sealed opinions. Ask the campaign office how else an opinion can be given.",
)
_STANDS = Wording(
    vi="Đợt này đã mở kênh với khóa {print}. Khóa không bao giờ được đổi: ý kiến đã gửi sẽ không ai mở được nữa.",
    en="The campaign's channel stands with the key {print}. A key is never exchanged: nobody could open what was sent.",
)
_DAYS = Wording(
    vi="Ngày đóng ({closes_on}) trước ngày mở ({opens_on}). Sửa lại một trong hai ngày.",
    en="Intake would close on {closes_on}, before it opens on {opens_on}. Correct one of the two.",
)
_PAST = Wording(
    vi="Ngày đóng ({closes_on}) đã qua; kênh chỉ đóng được từ hôm nay ({today}) trở đi, vì thời hạn lưu giữ và việc đơn vị được đọc đều tính từ ngày ấy. Sửa ngày đóng.",
    en="{closes_on} is past; intake closes today ({today}) or later, for how long opinions are kept and when a unit may read count from that day. Correct the last day.",
)
_OPENED_ON = Wording(
    vi="Kênh đã nhận ý kiến từ ngày {day}; ngày mở không đổi được nữa. Ghi lại đúng ngày ấy.",
    en="The channel has taken opinions since {day}; its first day stays. Write that day.",
)
_KEPT_BY = Wording(
    vi="Những người giữ khóa của kênh này là {names}, và số người cần có để mở cũng đã định; không ai đổi được. Chọn lại tệp .channel.json đã dùng khi mở kênh.",
    en="The channel's key is kept by {names}, and how many of them open it was settled; nobody changes either. Choose the .channel.json with which the channel was opened.",
)
_STILL_SMALL = Wording(
    vi="Kênh đang nhận ý kiến, mà {unit} trước đây ghi dưới {crowd} người nên không nêu rõ; người đã viết tin vào điều đó. Giữ số cũ của {unit}.",
    en="The channel takes opinions already, and {unit} stood with fewer than {crowd} people and was not named in clear; those who wrote relied on it. Keep the former number of {unit}.",
)
