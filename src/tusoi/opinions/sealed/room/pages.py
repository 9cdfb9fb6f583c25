"""The loopback page of the trustees' room. Whoever does not know the word in the address finds nothing here."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from functools import wraps
from hmac import compare_digest

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from tusoi.opinions.sealed.channel_words import ABOUT_WORDING
from tusoi.opinions.sealed.protocol.custody import TrusteeCard, TrusteeKey, hold_ceremony
from tusoi.opinions.sealed.protocol.keyfile import Cost, lock
from tusoi.opinions.sealed.room.destroying import destroy_wraps
from tusoi.opinions.sealed.room.files import (
    BATCH,
    CARD,
    CEREMONY,
    CHANNEL,
    DESTROYED,
    KEY,
    PRINTS,
    RESULT,
    FileUnreadable,
    Folder,
    ceremony_file,
    channel_file,
)
from tusoi.opinions.sealed.room.table import Table, lay_open
from tusoi.text.forms import fold
from tusoi.values.clock import today
from tusoi.values.refusal import Refused
from tusoi.values.wording import LANGUAGES, Wording, other_than

Page = Callable[..., HttpResponse]


@dataclass(slots=True)
class Room:
    """The one room of this process: its word, its folder, and what lies on the table."""

    word: str
    folder: Folder
    cost: Cost = field(default_factory=Cost)
    table: Table | None = None


class Door:
    """Holds the room once the command has opened it."""

    room: Room | None = None


class Repeated(Refused):
    """The passphrase was typed otherwise the second time."""


def within(page: Page) -> Page:
    """Let pass whoever knows the word; a refusal comes back on the page it came from, with what was typed."""

    @wraps(page)
    def held(request: HttpRequest, word: str) -> HttpResponse:
        room = Door.room
        if room is None or not compare_digest(word, room.word):
            raise Http404
        try:
            return page(request, room)
        except Refused as refused:
            return _shown(request, room, "room/home.html", status=422, refused=refused.wording)

    return held


@within
def home(request: HttpRequest, room: Room) -> HttpResponse:
    """What is in the folder, and the four things to do, in order."""
    return _shown(request, room, "room/home.html")


@within
def make_key(request: HttpRequest, room: Room) -> HttpResponse:
    """Make a trustee's keys: a key file under a passphrase, and the public card."""
    sent = request.POST
    name, body = sent.get("name", "").strip(), sent.get("body", "").strip()
    file = _file_name(name)
    if sent.get("passphrase") != sent.get("again"):
        raise Repeated(_TWICE)
    key = TrusteeKey.made(name, body)
    room.folder.write(file + KEY, lock(key, sent.get("passphrase", ""), room.cost))
    room.folder.write(file + CARD, asdict(key.card), over=True)
    return _shown(request, room, "room/home.html", said=_KEY_MADE.filled(name=file))


@within
def ceremony(request: HttpRequest, room: Room) -> HttpResponse:
    """Make a campaign's key for the trustees chosen; writes the ceremony's file and the one for the server."""
    sent = request.POST
    code = sent.get("campaign", "").strip()
    cards = [_card(room.folder, one) for one in sent.getlist("card")]
    threshold = sent.get("threshold", "")
    held = hold_ceremony(code, cards, int(threshold) if threshold.isdecimal() else 0)
    name = _file_name(code)
    room.folder.write(name + CEREMONY, ceremony_file(held))
    room.folder.write(name + CHANNEL, channel_file(held))
    said = _HELD.filled(name=name, print=held.key_print)
    return _shown(request, room, "room/home.html", said=said)


@within
def open_one(request: HttpRequest, room: Room) -> HttpResponse:
    """Open a batch with those present."""
    sent = request.POST
    ceremony_name, batch, prints = (sent.get(one, "") for one in ("ceremony", "batch", "prints"))
    room.table = lay_open(room.folder, ceremony_name, batch, prints, _present(sent))
    return _to(request, "room-table", room)


@within
def destroy(request: HttpRequest, room: Room) -> HttpResponse:
    """Destroy a campaign's wraps in the folder, and sign that it was done."""
    sent, sure = request.POST, request.POST.get("sure") == "1"
    gone = destroy_wraps(room.folder, sent.get("wraps", ""), _present(sent), on=today(), sure=sure)
    room.table = None
    said = (_DESTROYED if gone.held >= gone.wanted else _DESTROYED_BY_SOME).filled(
        files=len(gone.files), record=gone.record, held=gone.held, wanted=gone.wanted
    )
    return _shown(request, room, "room/home.html", said=said)


def _present(sent: QueryDict) -> dict[str, str]:
    """The passphrases typed, by key file."""
    pairs = zip(sent.getlist("key"), sent.getlist("passphrase"), strict=False)
    return {name: words for name, words in pairs if name}


@within
def table(request: HttpRequest, room: Room) -> HttpResponse:
    """The batch in its groups; a digest and a reply are written group by group, then each signs."""
    if room.table is None:
        return _to(request, "room-home", room)
    if request.method != "POST":
        return _shown(request, room, "room/table.html")
    try:
        said = _do(room.table, request.POST)
    except Refused as refused:
        return _shown(request, room, "room/table.html", status=422, refused=refused.wording)
    if said is None:
        room.table = None
        return _to(request, "room-home", room)
    return _shown(request, room, "room/table.html", said=said)


def _to(request: HttpRequest, page: str, room: Room) -> HttpResponse:
    """On to another page, in the language of this one."""
    chosen = request.GET.get("lang", "")
    lang = f"?lang={chosen}" if chosen in LANGUAGES else ""
    return redirect(reverse(page, args=[room.word]) + lang)


def _do(on_table: Table, sent: QueryDict) -> Wording | None:
    """One act at the table: write all groups, sign, or close (None)."""
    if sent.get("act") == "close":
        return None
    for place in range(len(on_table.groups)):
        fields = {one: sent.get(f"{one}-{place}") for one in ("topic", "words", "reply")}
        typed = {name: value for name, value in fields.items() if value is not None}
        group = on_table.groups[place]
        stands = {"topic": group.topic, "words": group.words, "reply": group.reply}
        if any(stands[name] != value.strip() for name, value in typed.items()):
            on_table.write(place, **{**stands, **typed})
    if sent.get("act") != "sign":
        return _WRITTEN
    held = on_table.sign(sent.get("key", ""), sent.get("passphrase", ""))
    wanted = on_table.ceremony.threshold
    return (_DONE if held >= wanted else _SIGNED).filled(held=held, wanted=wanted)


def _shown(
    request: HttpRequest, room: Room, template: str, *, status: int = 200, **more: Wording
) -> HttpResponse:
    chosen = request.GET.get("lang")
    lang = chosen if chosen in LANGUAGES else LANGUAGES[0]
    endings: Mapping[str, str] = {
        "keys": KEY,
        "cards": CARD,
        "ceremonies": CEREMONY,
        "batches": BATCH,
        "lists": PRINTS,
        "results": RESULT,
        "channels": CHANNEL,
        "records": DESTROYED,
    }
    shown = {
        "lang": lang,
        "other_lang": other_than(lang),
        "room": room,
        "typed": request.POST,
        "seats": range(1, 4),
        "groups": _groups(room.table) if room.table else (),
        **{name: room.folder.named(ending) for name, ending in endings.items()},
        **more,
    }
    return render(request, f"opinions/sealed/{template}", shown, status=status)


def _groups(on_table: Table) -> list[dict[str, object]]:
    return [
        {
            "place": place,
            "group": group,
            "about": ABOUT_WORDING.get(group.about),
            "size": len(group.said),
        }
        for place, group in enumerate(on_table.groups)
    ]


def _card(folder: Folder, name: str) -> TrusteeCard:
    try:
        return TrusteeCard(**folder.read(name))
    except TypeError as error:
        raise FileUnreadable(_NO_CARD) from error


def _file_name(said: str) -> str:
    name = "".join(one if one.isalnum() else "-" for one in fold(said)).strip("-")[:60]
    if not name or not name.isascii():
        raise FileUnreadable(_NAME)
    return name


_TWICE = Wording(
    vi="Hai lần gõ câu mật khẩu không giống nhau. Gõ lại cả hai; chưa tạo khóa.",
    en="The passphrase was typed in two ways. Type both again; no key was made.",
)
_KEY_MADE = Wording(
    vi="Đã tạo khóa: {name}.key.json (giữ riêng, đừng gửi đi) và {name}.trustee.json (đưa cho lễ lập khóa).",
    en="Keys made: {name}.key.json (keep it, send it nowhere) and {name}.trustee.json (for the ceremony).",
)
_HELD = Wording(
    vi="Đã lập khóa của đợt. {name}.channel.json: tải lên máy chủ. {name}.ceremony.json: cất mỗi người giữ khóa một bản và in ra giấy. Dấu khóa để dán bảng: {print}",
    en="The campaign's key is made. {name}.channel.json: send it up to the server. {name}.ceremony.json: a copy for each trustee, and on paper. Fingerprint for the poster: {print}",
)
_WRITTEN = Wording(
    vi="Đã giữ bản đang viết (niêm phong trong thư mục). Chữ ký trước, nếu có, hết hiệu lực.",
    en="What is written is kept, sealed in the folder. Signatures given before a change are void.",
)
_SIGNED = Wording(
    vi="Đã có {held}/{wanted} chữ ký. Người thứ hai đọc lại rồi ký.",
    en="Signatures: {held} of {wanted}. A second trustee reads it again and signs.",
)
_DONE = Wording(
    vi="Đủ chữ ký ({held}/{wanted}): tệp .result.json đã nằm trong thư mục. Tải tệp ấy lên máy chủ.",
    en="Signed by {held} of {wanted}: the .result.json file is in the folder. Send it up to the server.",
)
_DESTROYED = Wording(
    vi="Đã hủy {files} tệp ở thư mục này; {held}/{wanted} người đã ký. Nộp tệp {record} trên trang “Ý kiến niêm phong” của máy chủ. Bản giấy và bản cất ở nơi khác: tự tay hủy nốt.",
    en="Files destroyed in this folder: {files}; signed by {held} of {wanted}. Bring {record} to the page “Sealed opinions” of the server. Copies on paper or elsewhere are yours to destroy.",
)
_DESTROYED_BY_SOME = Wording(
    vi="Đã hủy {files} tệp ở thư mục này; mới có {held}/{wanted} người ký. Mang tệp {record} sang máy của người giữ khóa tiếp theo, để vào thư mục của người ấy rồi làm lại bước này.",
    en="Files destroyed in this folder: {files}; signed by {held} of {wanted}. Take {record} to the next trustee's machine, into their folder, and do this step there.",
)
_NO_CARD = Wording(
    vi="Chọn các tệp .trustee.json của những người giữ khóa.",
    en="Choose the .trustee.json files of the trustees.",
)
_NAME = Wording(
    vi="Ghi tên người giữ khóa, hoặc mã đợt, bằng chữ và số.",
    en="Write the trustee's name, or the campaign's code, in letters and digits.",
)
