"""Where mails go: `TUSOI_MAIL` as it is written, read once at the start. No Django.

console                                            printed, and nobody is told
smtp://user:pass@mail.office.vn:587?tls=1          STARTTLS; &from=tusoi@office.vn names the sender
smtps://user:pass@mail.office.vn                   TLS from the first byte, port 465
"""

from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

PORTS = {"smtp": 25, "smtps": 465}
HERE = frozenset({"localhost", "127.0.0.1", "::1"})


class MailNotUsable(Refused):
    """What TUSOI_MAIL says is no place to send mails to."""


@dataclass(frozen=True, slots=True)
class MailBox:
    """A mail server to hand mails to; `host` "": they are printed. `starttls` and `tls` exclude each other."""

    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    starttls: bool = False
    tls: bool = False
    sender: str = ""


def mail_box(said: str) -> MailBox:
    """The mail server that an address names.

    Raises:
        MailNotUsable: it cannot be read, or would send a password unencrypted to another machine; the
            sentence never repeats the password.
    """
    if said in ("", "console"):
        return MailBox()
    try:
        parts = urlsplit(said)
        port = parts.port
    except ValueError:
        raise MailNotUsable(_NOT_READ) from None
    if parts.scheme not in PORTS:
        raise MailNotUsable(_SCHEME)
    if not parts.hostname or parts.path.strip("/") or parts.fragment:
        raise MailNotUsable(_NOT_READ)
    options = _options(parts)
    starttls = parts.scheme == "smtp" and options.get("tls", "0") == "1"
    box = MailBox(
        host=parts.hostname,
        port=port or (587 if starttls else PORTS[parts.scheme]),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starttls=starttls,
        tls=parts.scheme == "smtps",
        sender=options.get("from", ""),
    )
    if box.password and not (box.starttls or box.tls) and box.host not in HERE:
        raise MailNotUsable(_UNENCRYPTED)
    return box


def _options(parts: SplitResult) -> dict[str, str]:
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    if set(options) - {"tls", "from"} or options.get("tls", "0") not in ("0", "1"):
        raise MailNotUsable(_OPTIONS)
    if "from" in options and (options["from"].count("@") != 1 or not options["from"].isprintable()):
        raise MailNotUsable(_OPTIONS)
    return options


_SHAPE = "smtp://user:pass@mail.office.vn:587?tls=1&from=tusoi@office.vn"
_NOT_READ = Wording(
    vi=f"TUSOI_MAIL không đọc được; viết như {_SHAPE}, hoặc console. Ký tự đặc biệt trong mật khẩu viết bằng mã %.",
    en=f"TUSOI_MAIL cannot be read; write it like {_SHAPE}, or console. Special signs in a password are written as % codes.",
)
_SCHEME = Wording(
    vi=f"TUSOI_MAIL phải là console, smtp://… hoặc smtps://…; ví dụ {_SHAPE}.",
    en=f"TUSOI_MAIL is console, smtp://… or smtps://…; for example {_SHAPE}.",
)
_OPTIONS = Wording(
    vi="Sau dấu ? của TUSOI_MAIL chỉ có tls=0 hoặc tls=1, và from=địa-chỉ@người-gửi.",
    en="After the ? of TUSOI_MAIL stand only tls=0 or tls=1, and from=the@sender.",
)
_UNENCRYPTED = Wording(
    vi="TUSOI_MAIL sẽ gửi mật khẩu không mã hóa sang máy khác; thêm ?tls=1, hoặc dùng smtps://.",
    en="TUSOI_MAIL would send the password unencrypted to another machine; add ?tls=1, or use smtps://.",
)
