"""What is sent of a form: most of it as it should be, some of it as it never should, drawn by hypothesis."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from unicodedata import normalize
from urllib.parse import quote_from_bytes

from hypothesis import strategies as st

from tests.forms.reading import Control, PageForm
from tests.hostile import chance, hostile_files, png

MARK = "zqform"
SCRIPT = f"<script>{MARK}()</script>"
SAID = "Đã làm xong việc này"
LONG = "ă" * 500_000
"""1 MB."""
EDGE = "xxTUSOIxx"
BAD_WORDS: dict[str, str] = {
    "empty": "",
    "blank": " \t\u00a0\u200b ",
    "long": LONG,
    "a little long": "x" * 2_001,
    "nul": "a\x00b",
    "control": "a\x1b[2Jb",
    "decomposed": normalize("NFD", "Nguyễn Thị Đậu Ấp"),
    "right to left": "an\u202egpj.exe\u2066\u200f",
    "script": SCRIPT,
    "quote": f"\"'><img src=x onerror={MARK}()>",
    "formula": '=HYPERLINK("http://a.example/","x")',
    "formula at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "template": "{{ 7|add:7 }}{% load x %}",
    "no such day": "2012-02-30",
    "far day": "9999-12-31",
    "first day": "0001-01-01",
    "day in other signs": "١٢/١٢/٢٠١٢",
    "huge number": "9" * 400,
    "endless number": "9" * 5_000,
    "no number": "NaN",
    "infinite": "-1e999",
    "in other digits": "²",
    "minus": "-1",
    "outside sqlite": str(2**63),
    "foreign unit": "KHOA-PHCN",
    "nobody's": "khong-co",
    "a key": "00000000-0000-4000-8000-000000000000",
    "odd address": "//a.example/\\@b",
    "lines": "một\r\nhai\rba\u2028bốn",
    "four bytes": "\U0001f469\u200d\U0001f467",
}
BAD_BYTES: dict[str, bytes] = {
    "half of a pair": "\ud800".encode("utf-8", "surrogatepass"),
    "other half": b"a\xed\xb0\x80b",
    "no utf-8": b"\xff\xfe\x00a\x80",
    "cut off": "ậ".encode()[:2],
}
"""No text at all in UTF-8."""
MANNERS = (*BAD_WORDS, *BAD_BYTES, "missing", "twice", "as it stands")
CHARSETS = ("", "", "", "", "", "", "utf-16", "raw_unicode_escape", "hex", "khong-co")
"""What the body says that its signs are, most often nothing."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One field of a body: words, or a file with its name."""

    name: str
    content: bytes
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it is sent; `manners` names what is wrong with which field."""

    fields: tuple[Sent, ...]
    manners: dict[str, str] = field(hash=False)
    charset: str = ""

    def __repr__(self) -> str:
        sent = [(one.name, one.content[:60], one.file) for one in self.fields]
        return f"<{self.manners} {self.charset} {sent}>"

    def body(self, *, is_multipart: bool) -> tuple[bytes, str]:
        """The bytes and their kind, written by hand: a browser's own would mend them."""
        charset = f"; charset={self.charset}" if self.charset else ""
        if is_multipart:
            kind = f"multipart/form-data; boundary={EDGE}{charset}"
            return b"".join(map(_part, self.fields)) + f"--{EDGE}--\r\n".encode(), kind
        pairs = (f"{_quoted(one.name.encode())}={_quoted(one.content)}" for one in self.fields)
        return "&".join(pairs).encode(), f"application/x-www-form-urlencoded{charset}"

    @property
    def is_no_form(self) -> bool:
        """Whether no browser would send it: signs of another kind than said, or a field that is not there."""
        return bool(self.charset) or "khong_co" in self.manners

    def words(self) -> dict[str, str]:
        """What was typed as a text that can be shown again, by field."""
        found: dict[str, str] = {}
        for one in self.fields:
            known = self.manners.get(one.name, "") not in (*BAD_BYTES, "nul", "control", "twice")
            if known and one.file is None:
                found[one.name] = one.content.decode()
        return found


def _quoted(content: bytes) -> str:
    return quote_from_bytes(content, safe="")


def _part(one: Sent) -> bytes:
    head = f'--{EDGE}\r\nContent-Disposition: form-data; name="{one.name}"'.encode()
    if one.file is not None:
        name = one.file.encode("utf-8", "surrogatepass")
        head += b'; filename="' + name + b'"\r\nContent-Type: application/octet-stream'
    return head + b"\r\n\r\n" + one.content + b"\r\n"


@st.composite
def fillings(draw: st.DrawFn, form: PageForm, day: str) -> Filled:
    """The form as it should be, with up to three fields as they should not; now and then with every field so."""
    names = list(form.controls)
    spoilt = draw(st.lists(st.sampled_from(names), max_size=3, unique=True)) if names else []
    if names and draw(st.integers(0, 9)) == 9:
        spoilt = names
    fields: list[Sent] = []
    manners: dict[str, str] = {}
    for name, control in form.controls.items():
        if name in spoilt:
            manners[name] = draw(st.sampled_from(MANNERS))
            fields += draw(_spoilt(control, manners[name], day))
        else:
            fields += draw(_valid(control, day))
    if draw(st.integers(0, 19)) == 19:
        fields.append(Sent(draw(st.sampled_from(["khong_co", "__proto__", "a\u0000"])), b"1"))
        manners["khong_co"] = "a field that is not there"
    return Filled(tuple(fields), manners, draw(st.sampled_from(CHARSETS)))


def _spoilt(control: Control, manner: str, day: str) -> st.SearchStrategy[list[Sent]]:
    if manner == "missing":
        return st.just([])
    if manner == "twice":
        return st.tuples(_valid(control, day), _valid(control, day)).map(
            lambda both: [*both[0], *both[1], Sent(control.name, SCRIPT.encode())]
        )
    if manner == "as it stands":
        return st.just([Sent(control.name, control.value.encode())])
    if control.kind == "file":
        return _hostile(control.name)
    content = BAD_BYTES.get(manner) or BAD_WORDS[manner].encode()
    return st.just([Sent(control.name, content)])


def _hostile(name: str) -> st.SearchStrategy[list[Sent]]:
    """No file, words for a file, an empty one, one of those of `hostile.py`."""
    files = [
        Sent(name, one.content, one.name)
        for one in hostile_files(7, 12)
        if '"' not in one.name and "\n" not in one.name
    ]
    given: Sequence[Sent] = (
        Sent(name, b"", ""),
        Sent(name, b"chu"),
        Sent(name, b"", "rong.xlsx"),
        Sent(name, b"PK\x03\x04", "hong.docx"),
        Sent(name, b"PK\x03\x04", "../../\u202exslx.png"),
        *files,
    )
    return st.sampled_from(given).map(lambda one: [one])


def _valid(control: Control, day: str) -> st.SearchStrategy[list[Sent]]:
    """What somebody would send who fills the form in as it asks."""
    name = control.name
    if control.kind == "file":
        return st.just([Sent(name, png(chance(1)), "hinh.png")])
    if control.offered:
        chosen = [one for one in control.offered if one] or [""]
        one = st.sampled_from(chosen).map(lambda value: [Sent(name, value.encode())])
        if control.kind == "checkbox":
            return st.one_of(st.just([]), one)
        return one
    if control.kind == "hidden":
        return st.just([Sent(name, control.value.encode())])
    words = {"date": [day, "2012-12-20"], "number": ["1", "0"], "email": ["a@b.example"]}
    said = words.get(control.kind, [control.value or SAID, SAID, "2026-11-20"])
    return st.sampled_from(said).map(lambda value: [Sent(name, value.encode())])
