"""The stories of the dared channel: three trustees, a channel opened for the seed's campaign, contributors over HTTP."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from html import unescape
from typing import Any

from django.test import Client

from tests.cast import HCMC_CAMPAIGN, mai, reach_for
from tusoi.opinions.sealed.batches import batch_file, batches
from tusoi.opinions.sealed.channel import ToOpen, open_channel
from tusoi.opinions.sealed.protocol.batch import as_json
from tusoi.opinions.sealed.protocol.custody import (
    Ceremony,
    TrusteeKey,
    campaign_key_of,
    hold_ceremony,
)
from tusoi.opinions.sealed.protocol.destruction import Wraps, record_file, statement
from tusoi.opinions.sealed.protocol.keyfile import Cost, lock
from tusoi.opinions.sealed.protocol.receipt import Receipt
from tusoi.opinions.sealed.room.files import Folder, ceremony_file
from tusoi.opinions.sealed.room.table import Table, lay_open

TRUSTEES = [
    TrusteeKey.made("Hoa", "Bộ phận tiếp nhận"),
    TrusteeKey.made("Dung", "Ủy ban Kiểm tra"),
    TrusteeKey.made("Khánh", "Ban Dân vận"),
]
CEREMONY: Ceremony = hold_ceremony(HCMC_CAMPAIGN, [one.card for one in TRUSTEES], 2)
KEY = campaign_key_of(CEREMONY, TRUSTEES[:2])
OPENS, CLOSES, DURING = date(2012, 11, 20), date(2012, 12, 20), date(2012, 12, 5)
AFTER = date(2012, 12, 21)
DUE = CLOSES + timedelta(days=90)
"""What is sealed is to be destroyed."""
HOA, DUNG, KHANH = TRUSTEES
HERE = Wraps(HCMC_CAMPAIGN, CEREMONY.campaign_key)
ADDRESS, BY_RECEIPT, LISTS = (f"/gop-y/{HCMC_CAMPAIGN}/{part}" for part in ("", "ma-nhan/", "lo/"))
MARKER = "DẤU-KÍN-7731"
BROWSER: dict[str, Any] = {
    "HTTP_USER_AGENT": "máy MARKER-UA-88",
    "HTTP_X_FORWARDED_FOR": "203.0.113.77",
}
_HIDDEN = re.compile(r'name="(receipt|token|nonce)" value="([^"]*)"')
_RECEIPT = re.compile(r'<p class="receipt"[^>]*>([^<]*)</p>')


WORDS = "mưa nắng gạo muối đường"
"""Every trustee's passphrase in these stories."""


def key_files(folder: Folder) -> None:
    """The three trustees' key files and the ceremony's, as they lie on the stick."""
    for one in TRUSTEES:
        folder.write(f"{one.card.name}.key.json", lock(one, WORDS, Cost(passes=1, memory=8192)))
    folder.write(f"{HCMC_CAMPAIGN}.ceremony.json", ceremony_file(CEREMONY))


def record(*keys: TrusteeKey, on: date = DUE, wraps: Wraps = HERE) -> Any:
    """What these trustees signed: that they destroyed their wraps on a day."""
    return record_file(wraps, [statement(wraps, on, one) for one in keys])


def take_away(folder: Folder, number: int) -> None:
    """A batch and its published list are brought to the stick."""
    name, batch = f"{HCMC_CAMPAIGN}-{number}", batch_file(HCMC_CAMPAIGN, number)
    folder.write(f"{name}.batch.json", as_json(batch), over=True)
    known = next(one for one in batches(HCMC_CAMPAIGN) if one.number == number)
    (folder.path / f"{name}.prints.txt").write_text("\n".join(known.fingerprints))


def laid_open(folder: Folder, number: int, *names: str) -> Table:
    """The batch opened by trustees, by name."""
    name = f"{HCMC_CAMPAIGN}-{number}"
    present = {f"{one}.key.json": WORDS for one in names or ("Hoa", "Khánh")}
    files = f"{HCMC_CAMPAIGN}.ceremony.json", f"{name}.batch.json", f"{name}.prints.txt"
    return lay_open(folder, *files, present)


def signed(table: Table, *names: str) -> Any:
    """The result of a table on which every digest is written, signed by trustees."""
    for name in names or ("Hoa", "Dung"):
        table.sign(f"{name}.key.json", WORDS)
    return table.folder.read(f"{HCMC_CAMPAIGN}-{table.number}.result.json")


def channel_opens(crowds: dict[str, int] | None = None, campaign: str = HCMC_CAMPAIGN) -> None:
    """Mai opens the channel with the ceremony's public key."""
    open_channel(reach_for(mai(), campaign), channel_told(crowds))


def channel_told(crowds: dict[str, int] | None = None) -> ToOpen:
    """What the channel is opened with."""
    people = crowds or {"A47": 40, "B02": 60}
    return ToOpen(CEREMONY.campaign_key, 2, CEREMONY.trustees, OPENS, CLOSES, people)


@dataclass(frozen=True)
class Answered:
    """What a page answered."""

    status: int
    page: str

    @property
    def receipt(self) -> Receipt | None:
        found = _RECEIPT.search(self.page)
        return Receipt.read(unescape(found[1])) if found else None

    @property
    def hidden(self) -> dict[str, str]:
        return {name: unescape(value) for name, value in _HIDDEN.findall(self.page)}


def open_form(client: Client | None = None, address: str = ADDRESS) -> Answered:
    response = (client or Client()).get(address, **BROWSER)
    return Answered(response.status_code, response.content.decode())


def send(form: dict[str, str], address: str = ADDRESS, **fields: str) -> Answered:
    """Send a form as a browser does: what was hidden in it, and what was typed."""
    from urllib.parse import urlencode

    client = Client(enforce_csrf_checks=True)
    body = urlencode({**form, **fields})
    response = client.post(
        address, body, content_type="application/x-www-form-urlencoded", **BROWSER
    )
    assert not response.cookies
    return Answered(response.status_code, response.content.decode())


def give(words: str, unit: str = "A47", about: str = "collective", **more: str) -> Answered:
    """Somebody opens the page and sends an opinion."""
    return send(open_form().hidden, unit=unit, about=about, words=words, **more)


def kept(words: str, **more: str) -> Receipt:
    """The same, taken: the receipt."""
    receipt = give(words, **more).receipt
    assert receipt is not None
    return receipt


SIX = [
    "Nhận xét cán bộ còn nể nang, ngại va chạm.",
    "Đất công ở bến xe cho thuê không qua đấu giá.",
    "Lãnh đạo quan tâm đời sống anh em, nên giữ.",
    "Họp chi bộ chỉ đọc lại văn bản, không ai nói thật.",
    "Tuyển người nhà vào phòng hành chính năm ngoái.",
    "Đơn thư của dân để ba tháng chưa trả lời.",
]
"""Six opinions that have nothing in common."""


def ten_are_kept(*first: str) -> None:
    for words in [*first, *SIX, *(f"Việc số {number} cần xem." for number in range(4))][:10]:
        kept(words)


def written(folder: Folder, number: int = 1, reply: str = "") -> Any:
    """The batch opened, every group put in other words, signed by two."""
    take_away(folder, number)
    table = laid_open(folder, number)
    for place in range(len(table.groups)):
        table.write(place, topic="T4", words=f"Tóm lược nhóm {place}.", reply=reply)
    return signed(table)
