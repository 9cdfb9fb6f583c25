"""What lies on the table while trustees sit together: an opened batch in groups, digests being written, replies.

Opened texts are in memory only. What is being written is kept in the folder sealed under the campaign's key, so
that closing the page loses nothing. The result is signed by each with their own passphrase.
"""

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey
from nacl.secret import SecretBox

from tusoi.opinions.sealed.protocol.batch import (
    Fault,
    from_json,
    hold_to_published,
    mark_of,
    open_batch,
)
from tusoi.opinions.sealed.protocol.custody import Ceremony, campaign_key_of
from tusoi.opinions.sealed.protocol.envelope import OPINION, RETALIATION, Said
from tusoi.opinions.sealed.protocol.keyfile import unlock
from tusoi.opinions.sealed.protocol.receipt import hkdf
from tusoi.opinions.sealed.protocol.replies import seal_reply
from tusoi.opinions.sealed.protocol.result import signature, signed_file, signers
from tusoi.opinions.sealed.room.files import (
    DRAFT,
    RESULT,
    SEEN,
    FileUnreadable,
    Folder,
    read_ceremony,
)
from tusoi.opinions.sealed.room.grouping import groups_of
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording


class NotWritten(Refused):
    """A group has no digest yet, or a digest repeats what somebody wrote."""


@dataclass(slots=True)
class Group:
    """Opinions that are nearly the same, about one unit and one kind of person; it weighs one."""

    said: tuple[Said, ...]
    topic: str = ""
    words: str = ""
    reply: str = ""

    @property
    def unit(self) -> str:
        """The very unit, as it stood under the seal."""
        return self.said[0].unit

    @property
    def about(self) -> str:
        return self.said[0].header.about

    @property
    def kind(self) -> str:
        """An opinion, a further message, or retaliation reported."""
        return self.said[0].kind


@dataclass(slots=True)
class Table:
    """One batch on the table."""

    folder: Folder
    ceremony: Ceremony
    number: int
    groups: list[Group]
    faults: tuple[Fault, ...]
    key: PrivateKey
    signed: dict[str, dict[str, str]] = field(default_factory=dict)
    """Signatures under what stands written now, by signing key."""
    sealed_replies: list[dict[str, str]] = field(default_factory=list)

    @property
    def opened(self) -> int:
        """How many opinions and messages the batch held."""
        return sum(len(group.said) for group in self.groups)

    def write(self, number: int, *, topic: str, words: str, reply: str) -> None:
        """Write a group's digest and reply; signatures given before are void, and the draft is kept sealed."""
        group = self.groups[number]
        group.topic, group.words, group.reply = topic.strip(), words.strip(), reply.strip()
        self.signed.clear()
        written = [
            {"topic": one.topic, "words": one.words, "reply": one.reply} for one in self.groups
        ]
        sealed = _draft_box(self.key).encrypt(json.dumps(written).encode())
        self.folder.write(self._file(DRAFT), bytes(sealed).hex(), over=True)

    def told(self) -> dict[str, Any]:
        """What the server is to be told.

        Raises:
            NotWritten: a group of opinions has no digest, or one holds a passage as it was written.
        """
        return {
            "campaign": self.ceremony.campaign,
            "batch": self.number,
            "opened": self.opened,
            "faults": [one.fingerprint for one in self.faults],
            "digests": [
                {
                    "code": _code(self.key, self.number, place),
                    "unit": group.unit,
                    "about": group.about,
                    "topic": group.topic,
                    "voices": len(group.said),
                    "words": _in_other_words(group, place),
                }
                for place, group in enumerate(self.groups, start=1)
                if group.kind == OPINION
            ],
            "retaliations": [
                {
                    "code": _code(self.key, self.number, place),
                    "unit": self._unit_of(group, place),
                    "words": _in_other_words(group, place),
                }
                for place, group in enumerate(self.groups, start=1)
                if group.kind == RETALIATION
            ],
            "replies": [],
        }

    def _unit_of(self, group: Group, place: int) -> str:
        """The unit a further message is about: of the opinion with its mailbox, else as the trustees wrote it as topic."""
        same = [one.unit for one in self._opinions() if one.mailbox == group.said[0].mailbox]
        if not same and not group.topic:
            raise NotWritten(_NO_UNIT.filled(place=place))
        return same[0] if same else group.topic

    def _opinions(self) -> list[Said]:
        return [one for group in self.groups if group.kind == OPINION for one in group.said]

    def sign(self, key_file: str, passphrase: str) -> int:
        """Sign what stands written; gives how many have signed. With enough, the result is written into the folder."""
        key = unlock(self.folder.read(key_file), passphrase)
        told = self._to_sign()
        self.signed[key.card.sign] = signature(told, key)
        file = signed_file(told, list(self.signed.values()))
        held = signers(file, self.ceremony.trustees, 0)
        if len(held) >= self.ceremony.threshold:
            self.folder.write(self._file(RESULT), file, over=True)
        return len(held)

    def _to_sign(self) -> dict[str, Any]:
        """What is told, with the replies sealed once for all who sign it."""
        if not self.signed:
            self.sealed_replies = _replies(self.groups, self.number, self.key)
        return {**self.told(), "replies": self.sealed_replies}

    def _file(self, ending: str) -> str:
        return f"{self.ceremony.campaign}-{self.number}{ending}"


def lay_open(
    folder: Folder,
    ceremony_name: str,
    batch_name: str,
    prints_name: str,
    present: Mapping[str, str],
) -> Table:
    """Open a batch with those present (key file: passphrase), after holding it to the published list.

    Raises:
        Refused: a file, a key or the batch is not what it should be; nothing was opened.
    """
    ceremony = read_ceremony(folder.read(ceremony_name))
    batch = from_json(folder.read(batch_name))
    hold_to_published(batch, folder.read_text(prints_name).split())
    keys = [unlock(folder.read(name), words) for name, words in present.items()]
    key = campaign_key_of(ceremony, keys)
    seen_file = f"{ceremony.campaign}{SEEN}"
    seen: dict[str, list[str]] = folder.read(seen_file) if seen_file in folder.named(SEEN) else {}
    before = {one for number, some in seen.items() if number != str(batch.number) for one in some}
    found = open_batch(batch, key, campaign=ceremony.campaign, seen=before)
    seen[str(batch.number)] = [mark_of(one) for one in found.said]
    folder.write(seen_file, seen, over=True)
    table = Table(folder, ceremony, batch.number, _grouped(found.said), found.faults, key)
    _take_up_the_draft(table)
    return table


def _grouped(said: Sequence[Said]) -> list[Group]:
    """Alike texts about one unit and one kind of person together; messages each by itself."""
    apart: dict[tuple[str, str], list[Said]] = {}
    for one in said:
        if one.kind == OPINION:
            apart.setdefault((one.unit, one.header.about), []).append(one)
    groups = [
        Group(tuple(some[place] for place in places))
        for _, some in sorted(apart.items())
        for places in groups_of([one.text for one in some])
    ]
    return [*groups, *(Group((one,)) for one in said if one.kind != OPINION)]


def _take_up_the_draft(table: Table) -> None:
    name = table._file(DRAFT)
    if name not in table.folder.named(DRAFT):
        return
    try:
        written = json.loads(_draft_box(table.key).decrypt(bytes.fromhex(table.folder.read(name))))
    except (CryptoError, ValueError, TypeError, FileUnreadable):
        return  # another campaign's, or cut: what is written anew takes its place
    for group, one in zip(table.groups, written, strict=False):
        group.topic, group.words, group.reply = one["topic"], one["words"], one["reply"]


def _replies(groups: Sequence[Group], number: int, key: PrivateKey) -> list[dict[str, str]]:
    """One for every opinion, which says its digest; for a further message only where something was written."""
    sealed = [
        seal_reply(
            said, group.reply, digest=_code(key, number, place) if group.kind == OPINION else ""
        )
        for place, group in enumerate(groups, start=1)
        if group.reply or group.kind == OPINION
        for said in group.said
    ]
    return sorted(
        ({"mailbox": mailbox.hex, "sealed": b64encode(one).decode()} for mailbox, one in sealed),
        key=lambda one: one["mailbox"],
    )


def _code(key: PrivateKey, number: int, place: int) -> str:
    """The code of what a group of a batch comes to: the same whenever the batch is opened, and without the key nobody reads off
    it the batch, whose week is public, nor how many groups stood before.
    """
    return (
        "YK-" + hkdf(bytes(key), info=f"tusoi-v1 digest {number} {place}".encode(), length=5).hex()
    )


LONGEST_QUOTE = 60
"""Letters in a row that a digest may share with what somebody wrote; beyond it is a quotation."""


def _in_other_words(group: Group, place: int) -> str:
    if not group.words or (group.kind == OPINION and not group.topic):
        raise NotWritten(_NOT_WRITTEN.filled(place=place))
    if any(_quotes(group.words, one.text) for one in group.said):
        raise NotWritten(_QUOTED.filled(place=place, longest=LONGEST_QUOTE))
    return group.words


def _quotes(words: str, text: str) -> bool:
    words, text = " ".join(words.split()).lower(), " ".join(text.split()).lower()
    return any(
        words[at : at + LONGEST_QUOTE] in text for at in range(len(words) - LONGEST_QUOTE + 1)
    )


def _draft_box(key: PrivateKey) -> SecretBox:
    return SecretBox(hkdf(bytes(key), info=b"tusoi-v1 draft", length=32))


_NOT_WRITTEN = Wording(
    vi="Nhóm {place} chưa có bản tóm lược hoặc chưa chọn nội dung. Viết xong mọi nhóm rồi mới ký.",
    en="Group {place} has no digest or no topic yet. Write every group, then sign.",
)
_NO_UNIT = Wording(
    vi="Tin nhắn {place} báo bị trù dập; ý kiến gốc ở lô trước. Ghi mã đơn vị vào ô nội dung để báo đúng cấp trên.",
    en="Message {place} reports retaliation; the opinion itself is in an earlier batch. Write the unit's code as the topic, so that the body above it is told.",
)
_QUOTED = Wording(
    vi="Bản tóm lược của nhóm {place} chép nguyên hơn {longest} ký tự liền của người góp ý; lối viết có thể làm lộ người ấy. Viết lại bằng lời của mình.",
    en="The digest of group {place} repeats more than {longest} letters in a row of what somebody wrote; the style may point at them. Put it in your own words.",
)
