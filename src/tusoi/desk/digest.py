"""The weekly mail: what waits for one account, in its language; nothing of what an opinion, a case or a person's file says.

A line is a kind of duty, how many of it, the code of the unit and where it is done; of what is sealed, that a
matter waits, and not even how many. No mail where nothing waits.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from tusoi.desk.my_desk import Desk, DeskLine, desk_of
from tusoi.desk.queries import sent_in
from tusoi.organisation.access import asker_of
from tusoi.organisation.models import Account
from tusoi.organisation.queries import ContactKnown, contacts
from tusoi.values.wording import Wording

LINES_IN_A_MAIL = 40


@dataclass(frozen=True, slots=True)
class Digest:
    """One mail, ready to go; `lines` counts what waits, all that is sealed as one."""

    account: Account
    address: str
    subject: str
    text: str
    lines: int


def week_of(day: date) -> str:
    """The ISO week of a day: "2026-W48"; the last days of a year may be of the next one's first week."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def digests(*, on: date, known_by: datetime, site: str) -> Iterator[Digest]:
    """The mails of the week of a day that have not gone out yet, by the names of the accounts. `site`: its address."""
    gone = sent_in(week_of(on))
    for contact in contacts():
        if contact.account.pk not in gone:
            mail = digest_for(contact, on=on, known_by=known_by, site=site)
            if mail is not None:
                yield mail


def digest_for(contact: ContactKnown, *, on: date, known_by: datetime, site: str) -> Digest | None:
    """The mail of one account; None where nothing waits for it."""
    desk = desk_of(asker_of(contact.account, on=on), on=on, known_by=known_by)
    return digest_of(contact, desk, on=on, site=site) if desk.lines else None


def digest_of(contact: ContactKnown, desk: Desk, *, on: date, site: str) -> Digest:
    """The mail about one desk."""
    lang, apparent = contact.language, desk.open
    sealed = len(apparent.lines) < len(desk.lines)
    said = apparent.said if apparent.lines else _WAITS
    grouped = list(_grouped(apparent.lines))
    shown = [_line(lines, on, site, lang) for lines in grouped[:LINES_IN_A_MAIL]]
    if sealed:
        shown.append(_A_MATTER.in_(lang))
    if len(grouped) > LINES_IN_A_MAIL:
        shown.append(_MORE.filled(more=len(grouped) - LINES_IN_A_MAIL).in_(lang))
    links = _FOOT.filled(desk=site + reverse("my-desk"), contact=site + reverse("contact"))
    text = "\n\n".join([said.in_(lang), *shown, links.in_(lang)]) + "\n"
    subject = _SUBJECT.filled(said=said).in_(lang)
    counted = len(apparent.lines) + sealed
    return Digest(contact.account, contact.email, subject, text, counted)


def _grouped(lines: Sequence[DeskLine]) -> Iterator[tuple[DeskLine, ...]]:
    """The desk's lines, those of one duty in one unit together, in the order of the first of them."""
    together: dict[tuple[str, str, str], list[DeskLine]] = {}
    for line in lines:
        together.setdefault((line.duty.code, line.campaign.code, line.unit), []).append(line)
    yield from (tuple(found) for found in together.values())


def _line(lines: Sequence[DeskLine], on: date, site: str, lang: str) -> str:
    """What waits in one unit: the kind of duty by its name, never the words of the line."""
    first = lines[0]
    about = first.unit or first.campaign.code
    counted = f" ({len(lines)})" if len(lines) > 1 else ""
    due = min((one.due_on for one in lines if one.due_on), default=None)
    when = ""
    if due is not None:
        late = (on - due).days
        when = (_OVERDUE.filled(due=due, days=late) if late > 0 else _DUE.filled(due=due)).in_(lang)
    return f"- {about}: {first.duty.name.in_(lang)}{counted}{when}\n  {site}{first.url}"


_A_MATTER = Wording(
    vi="- Có việc chờ bạn; hãy đăng nhập để xem.",
    en="- A matter waits for you; sign in to see it.",
)
_WAITS = Wording(vi="có việc chờ bạn", en="a matter waits for you")
_SUBJECT = Wording(vi="Tự Soi: {said}", en="Tự Soi: {said}")
_DUE = Wording(vi=", hạn {due}", en=", due {due}")
_OVERDUE = Wording(vi=", hạn {due}, quá {days} ngày", en=", due {due}, overdue by {days} days")
_MORE = Wording(
    vi="… và {more} dòng nữa trên bàn làm việc.", en="… and {more} more lines on your desk."
)
_FOOT = Wording(
    vi="Bàn làm việc: {desk}\nĐổi địa chỉ hoặc thôi nhận thư: {contact}",
    en="My desk: {desk}\nAnother address, or no mail: {contact}",
)
