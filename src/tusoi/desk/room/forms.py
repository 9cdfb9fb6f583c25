"""What a form of the room says, as notes: each button is one, or a few."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.http import QueryDict

from tusoi.desk.room.shown import RoomShown
from tusoi.meetings.notes import Note, read_note
from tusoi.values.clock import now
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording


class CannotBeRead(Refused):
    """Nothing that the room knows was asked for."""


def notes_typed(sent: QueryDict, shown: RoomShown) -> list[Note]:
    """The notes of a form, in their order.

    The key of each is made of the page's own and of what it says: the same form sent twice is one note, and
    another tap on a page gone back to is another.

    Raises:
        CannotBeRead: no button of the room, or several at once.
        NoteNotUsable: with the sentence.
    """
    entries = list(_entries(sent, shown))
    if not entries:
        raise CannotBeRead(_NO_BUTTON)
    moment, page = now(), _page_key(sent)
    return [
        read_note({**entry, "key": str(uuid5(page, repr(sorted(entry.items()))))}, now=moment)
        for entry in entries
    ]


def _entries(sent: QueryDict, shown: RoomShown) -> Iterator[Mapping[str, Any]]:
    """What the button that was pressed says; of one that marks present and notes, first the one, then the other."""
    if "all_there" in sent:
        for one in shown.people:
            if one.present is None:
                yield {"what": "there", "post": one.in_post.reference, "present": True}
    if "away_with_reason" in sent:
        posts = (one.in_post.reference for one in shown.people)
        yield from (_away(sent, post) for post in posts if sent.get(f"reason:{post}", "").strip())
    for button, entry in _BUTTONS.items():
        if sent.get(button):
            yield entry(sent, str(sent[button]))


def _said(sent: QueryDict, prefix: str) -> dict[str, str]:
    """How, of which kind, on which topic, about whom, and the gist."""
    names = (
        ("speaker", "how", "kind", "topic", "about", "gist")
        if prefix
        else (
            "how",
            "kind",
            "topic",
            "about",
            "gist",
        )
    )
    return {name: str(sent[f"{prefix}{name}"]) for name in names if f"{prefix}{name}" in sent}


def _away(sent: QueryDict, post: str) -> Mapping[str, Any]:
    reason = sent.get(f"reason:{post}", "")
    return {"what": "there", "post": post, "present": False, "reason": reason}


_BUTTONS: Mapping[str, Callable[[QueryDict, str], Mapping[str, Any]]] = {
    "there": lambda _, post: {"what": "there", "post": post, "present": True},
    "away": _away,
    "guest": lambda _, words: {"what": "guest", "words": words},
    "take_back": lambda _, key: {"what": "take_back", "speech": key},
    "move": lambda _, post: {"what": "move", "post": post},
    "amend": lambda sent, key: {"what": "amend", "speech": key, **_said(sent, "amended:")},
    "speaker": lambda sent, post: {"what": "speech", "speaker": post, **_said(sent, "")},
}
"""The buttons of the room by their names, and the entry that each makes of the form."""


def _page_key(sent: QueryDict) -> UUID:
    try:
        return UUID(sent.get("key", ""))
    except ValueError:
        return uuid4()


_NO_BUTTON = Wording(
    vi="Chưa rõ cần ghi gì; chưa ghi gì. Bấm một nút trong phòng họp.",
    en="It is not clear what is to be noted; nothing was. Press one of the room's buttons.",
)
