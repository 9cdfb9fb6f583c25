"""Files that somebody might send as evidence and should not get in as they are: made by a seed, each with a canary in it.

`hostile_files(seed, count)` makes as many as are asked for, of every kind in turn. A canary is what must be gone from whatever
is kept: a place, a name, a script, a file within the file.
"""

import io
import random
import re
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image, PngImagePlugin

CANARY = b"CANARY"
MARKER = "CANARY-10.7769N-106.7009E"


@dataclass(frozen=True, slots=True)
class Hostile:
    """One file: what it is, the name it is sent under, and its bytes."""

    what: str
    name: str
    content: bytes


def chance(seed: int) -> random.Random:
    """The same every time for a seed."""
    return random.Random(seed)  # noqa: S311


def hostile_files(seed: int, count: int) -> Iterator[Hostile]:
    """So many files, of every kind in turn; the same for the same seed."""
    rng = chance(seed)
    for number in range(count):
        maker = MAKERS[number % len(MAKERS)]
        name, content = maker(rng)
        yield Hostile(maker.__name__.strip("_"), name, content)


Maker = Callable[[random.Random], tuple[str, bytes]]


# Pictures


def _image(rng: random.Random, mode: str = "RGB") -> Image.Image:
    size = rng.randint(8, 90), rng.randint(8, 90)
    return Image.frombytes("RGB", size, rng.randbytes(size[0] * size[1] * 3)).convert(mode)


def exif() -> Image.Exif:
    """Camera, serial number, author, place, a remark and an orientation."""
    told = Image.Exif()
    told[0x010F], told[0x0110], told[0x013B], told[0x8298] = MARKER, MARKER, MARKER, MARKER
    told[0x0112] = 6
    told.get_ifd(0x8769)[0xA431] = MARKER
    told.get_ifd(0x8769)[0x9286] = b"ASCII\x00\x00\x00" + MARKER.encode()
    place = told.get_ifd(0x8825)
    place[1], place[2], place[3], place[29] = "N", (10.0, 46.0, 36.8), "E", MARKER
    return told


XMP = (
    "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
    f"<rdf:Description rdf:about='{MARKER}'/></rdf:RDF></x:xmpmeta>"
).encode()


def jpeg(rng: random.Random) -> bytes:
    """A photograph that tells all it can."""
    out = io.BytesIO()
    _image(rng).save(
        out,
        "JPEG",
        exif=exif(),
        comment=MARKER.encode(),
        xmp=XMP,
        icc_profile=b"\x00" * 128 + MARKER.encode(),
        progressive=rng.random() < 0.5,
    )
    return out.getvalue()


def png(rng: random.Random) -> bytes:
    """A picture with a text of each kind, a profile, EXIF, XMP and a chunk of its own."""
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", MARKER)
    told.add_text("Comment", MARKER, zip=True)
    told.add_itxt("XML:com.adobe.xmp", XMP.decode())
    told.add(b"prVt", MARKER.encode())
    out = io.BytesIO()
    picture = _image(rng, rng.choice(["RGB", "RGBA", "L", "P", "1"]))
    picture.save(out, "PNG", pnginfo=told, exif=exif(), icc_profile=MARKER.encode(), dpi=(72, 72))
    return out.getvalue()


def _photograph(rng: random.Random) -> tuple[str, bytes]:
    return rng.choice(["a.jpg", "A.JPEG", "ảnh chụp.jpg"]), jpeg(rng)


def _picture(rng: random.Random) -> tuple[str, bytes]:
    return "hinh.png", png(rng)


def _photograph_and_a_tail(rng: random.Random) -> tuple[str, bytes]:
    tails = [zipped(rng), MARKER.encode() * 9, jpeg(rng), pdf(rng), b"<script>CANARY</script>"]
    return "duoi.jpg", jpeg(rng) + rng.choice(tails)


def _picture_and_a_tail(rng: random.Random) -> tuple[str, bytes]:
    return "duoi.png", png(rng) + rng.choice([zipped(rng), pdf(rng), MARKER.encode()])


def _chunk(name: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
    )


def _png_of(width: int, height: int, packed: bytes, depth: int = 8, colour: int = 2) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", head)
        + _chunk(b"IDAT", packed)
        + _chunk(b"IEND", b"")
    )


def _bomb(rng: random.Random) -> tuple[str, bytes]:
    """Few bytes that say they are many pixels, or unpack to them."""
    width = rng.choice([6_000, 20_000, 60_000])
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(1 << 20)) for _ in range(rng.randint(8, 60)))
    return "bom.png", _png_of(width, width, packed + packer.flush())


def _huge(rng: random.Random) -> tuple[str, bytes]:
    width, height = rng.choice([(2**31 - 1, 2**31 - 1), (1, 2**31 - 1), (2**31 - 1, 1), (0, 0)])
    return "rong.png", _png_of(width, height, zlib.compress(b"\x00" * 64))


def _huge_jpeg(rng: random.Random) -> tuple[str, bytes]:
    raw = bytearray(jpeg(rng))
    frame = max(raw.find(b"\xff\xc0"), raw.find(b"\xff\xc2"))
    raw[frame + 5 : frame + 9] = b"\xff\xff\xff\xff"
    return "rong.jpg", bytes(raw)


def _text_bomb(rng: random.Random) -> tuple[str, bytes]:
    """Text of a picture that unpacks to what no memory holds."""
    packed = zlib.compress(bytes(64 << 20), 9)
    whole = png(rng)
    return "chu.png", whole[:33] + _chunk(b"zTXt", b"a\x00\x00" + packed) + whole[33:]


# PDF


def pdf(rng: random.Random, pages: int = 1) -> bytes:
    """A document with a maker, a history, scripts, files within it and a photograph that tells where it was taken."""
    made = Pdf.new()
    for _ in range(pages):
        made.add_blank_page(page_size=(300, 300))
    _tell(made, rng)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _script(made: Pdf) -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=f"app.alert('{MARKER}')")


def _tell(made: Pdf, rng: random.Random) -> None:
    page, root = made.pages[0].obj, made.Root
    made.docinfo["/Author"], made.docinfo["/Producer"] = MARKER, MARKER
    root.Metadata = made.make_stream(XMP, Type=Name.Metadata, Subtype=Name.XML)
    root.OpenAction = _script(made)
    root.AA = Dictionary(WC=_script(made))
    made.attachments["x.exe"] = b"MZ" + MARKER.encode()
    page.AA = Dictionary(O=_script(made))
    page.PieceInfo = Dictionary(App=Dictionary(Private=MARKER))
    page.Metadata = made.make_stream(XMP)
    page.Thumb = made.make_stream(MARKER.encode())
    page.Annots = Array(
        [
            _annotation(made, Dictionary(S=Name.Launch, F=f"{MARKER}.exe")),
            _annotation(made, Dictionary(S=Name.URI, URI=f"https://{MARKER}")),
            _annotation(made, _script(made)),
        ]
    )
    photograph = Stream(
        made,
        jpeg(rng) + MARKER.encode(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=8,
        Height=8,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
        Metadata=made.make_stream(XMP),
    )
    page.Resources = Dictionary(XObject=Dictionary(A=photograph, Note=MARKER))
    page.Contents = made.make_stream(b"q 90 0 0 90 0 0 cm /A Do Q")


def _annotation(made: Pdf, action: Dictionary) -> Dictionary:
    return made.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=[0, 0, 9, 9],
            A=action,
            T=MARKER,
            Contents=MARKER,
        )
    )


def _document(rng: random.Random) -> tuple[str, bytes]:
    return rng.choice(["bien-ban.pdf", "BIÊN BẢN.PDF"]), pdf(rng, rng.randint(1, 4))


def _document_with_a_history(rng: random.Random) -> tuple[str, bytes]:
    """An earlier version lies beneath: added after the end, as editors do."""
    first = pdf(rng)
    start = first.rfind(b"startxref")
    at = int(first[start:].split()[1])
    extra = f"99 0 obj\n({MARKER})\nendobj\n".encode()
    whole = first + b"\n" + extra
    table = f"xref\n99 1\n{len(first) + 1:010} 00000 n \n".encode()
    with Pdf.open(io.BytesIO(first)) as opened:
        root = opened.Root.objgen[0]
    trailer = (
        f"trailer\n<< /Size 100 /Root {root} 0 R /Prev {at} >>\nstartxref\n{len(whole)}\n%%EOF\n"
    )
    return "lich-su.pdf", whole + table + trailer.encode()


def _document_of_many_pages(rng: random.Random) -> tuple[str, bytes]:
    """Ten thousand pages, or one more than may be: each the same page."""
    count = rng.choice([201, 10_000])
    kids = " ".join(["3 0 R"] * count)
    return "dai.pdf", _raw_pdf(
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {count} /Kids [{kids}] >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
    )


def _raw_pdf(*objects: str, prev: int | None = None) -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{one}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    back = f" /Prev {start if prev == 0 else prev}" if prev is not None else ""
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R{back} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return out


def _document_in_a_circle(rng: random.Random) -> tuple[str, bytes]:
    """Tables of contents, pages and forms that lead to themselves."""
    catalog = "<< /Type /Catalog /Pages 2 0 R >>"
    circles = [
        _raw_pdf(catalog, "<< /Type /Pages /Count 1 /Kids [2 0 R] >>", prev=0),
        _raw_pdf(catalog, "<< /Type /Pages /Count 1 /Kids [2 0 R] >>"),
        _raw_pdf(catalog, "<< /Type /Pages /Count 1 /Kids [3 0 R] >>", "3 0 R"),
        _raw_pdf(
            catalog,
            "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources 4 0 R >>",
            "<< /XObject << /A 4 0 R >> /ExtGState 4 0 R /Font [[[4 0 R]]] >>",
        ),
    ]
    return "vong.pdf", rng.choice(circles)


def _document_nested_deep(rng: random.Random) -> tuple[str, bytes]:
    depth = rng.choice([400, 5_000, 100_000])
    return "sau.pdf", _raw_pdf(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources {'[' * depth}{']' * depth} >>",
    )


def _document_that_unpacks(rng: random.Random) -> tuple[str, bytes]:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(1 << 20)) for _ in range(rng.choice([170, 400])))
    made = Pdf.new()
    made.add_blank_page()
    made.pages[0].obj.Contents = Stream(made, packed + packer.flush(), Filter=Name.FlateDecode)
    out = io.BytesIO()
    made.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return "no.pdf", out.getvalue()


def _document_locked(rng: random.Random) -> tuple[str, bytes]:
    with Pdf.open(io.BytesIO(pdf(rng))) as made:
        out = io.BytesIO()
        made.save(out, encryption=pikepdf.Encryption(owner="b", user=rng.choice(["", "a"])))
    return "khoa.pdf", out.getvalue()


def _document_from_elsewhere(rng: random.Random) -> tuple[str, bytes]:
    """A stream that is to be read from a file of the machine."""
    return "ngoai.pdf", _raw_pdf(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /B [(CANARY)] >>",
        "<< /Length 0 /F (/etc/passwd-CANARY) >>\nstream\n\nendstream",
    )


# Other files under another name


def zipped(rng: random.Random) -> bytes:
    """A zip, with a bomb in it or a path out of its folder."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("../../CANARY.sh", MARKER)
        package.writestr("bom", bytes(rng.choice([1, 4]) << 20))
    return out.getvalue()


def _zip_renamed(rng: random.Random) -> tuple[str, bytes]:
    return f"anh.{rng.choice(['jpg', 'png', 'pdf', 'txt'])}", zipped(rng)


_ACTIVE = (
    b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><text>CANARY</text></svg>",
    b"<!DOCTYPE html><html><script>alert('CANARY')</script></html>",
    b"\xef\xbb\xbf  <?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>CANARY&b;</a>",
    b"GIF89a/*CANARY*/=alert(1)//<script>CANARY</script>",
    b"{\\rtf1 {\\object CANARY}}",
    b"#!/bin/sh\necho CANARY\n",
    b"<?php system('CANARY'); ?>",
)


def _active(rng: random.Random) -> tuple[str, bytes]:
    ending = rng.choice(["txt", "jpg", "png", "pdf", "svg", "html", "txt.html", "xml"])
    return f"trang.{ending}", rng.choice(_ACTIVE)


def _program(rng: random.Random) -> tuple[str, bytes]:
    head = rng.choice([b"MZ\x90\x00", b"\x7fELF\x02\x01", b"\xca\xfe\xba\xbe", b"\xd0\xcf\x11\xe0"])
    name = rng.choice(["a.exe", "a.jpg.exe", "a.txt", "a.pdf", "a.docm", "a.com", "a"])
    return name, head + MARKER.encode() + rng.randbytes(99)


def _polyglot(rng: random.Random) -> tuple[str, bytes]:
    """Two things at once, under the name of either."""
    head = rng.choice([b"", b"GIF89a", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"MZ"])
    return f"hai.{rng.choice(['pdf', 'jpg', 'png', 'txt'])}", head + pdf(rng) + zipped(rng)


def _cut_off(rng: random.Random) -> tuple[str, bytes]:
    name, whole = rng.choice([_photograph, _picture, _document])(rng)
    return name, whole[: rng.randint(0, len(whole) - 1)]


def _garbled(rng: random.Random) -> tuple[str, bytes]:
    """A file with some of its bytes changed, as a fuzzer does."""
    name, whole = rng.choice([_photograph, _picture, _document, _document_with_a_history])(rng)
    raw = bytearray(whole)
    for _ in range(rng.randint(1, 40)):
        raw[rng.randrange(len(raw))] = rng.randrange(256)
    return name, bytes(raw)


def _text_of_signs_unseen(rng: random.Random) -> tuple[str, bytes]:
    unseen = "\u202e\u200b\u2066\ufeff\u00ad\U000e0043\U000e0041\ufe0f\U000e0150"
    return (
        "chu.txt",
        f"Biên\u202e bản{rng.choice(unseen)} số {rng.randint(1, 99)}\u2028hết".encode(),
    )


def _text_that_is_none(rng: random.Random) -> tuple[str, bytes]:
    said = [
        b"a\x00b",
        b"\x1b]0;CANARY\x07",
        "Tiếng Việt".encode("utf-16"),
        "Tiếng Việt".encode("cp1258", "replace"),
        b"\xc0\xafCANARY",
        b"\xed\xa0\x80",
        b"   \n ",
        b"",
        rng.randbytes(400),
    ]
    return "chu.txt", rng.choice(said)


_NAMES = (
    "../../../etc/cron.d/x.jpg",
    "..\\..\\windows\\x.jpg",
    "/etc/passwd.jpg",
    "C:\\x.jpg",
    "a\x00.exe.jpg",
    "a.jpg\x00.exe",
    "anh\u202egpj.exe",
    "\u202egpj.jpg",
    "a\r\nX-Header: 1.jpg",
    '"; filename="b.exe.jpg',
    "a" * 4_000 + ".jpg",
    ".jpg",
    "...jpg",
    " .jpg ",
    "con.jpg",
    "a;b%00%2e%2e.jpg",
    "<script>alert(1)</script>.jpg",
    "ảnh\ud83d.jpg",
    "",
)


def _badly_named(rng: random.Random) -> tuple[str, bytes]:
    return rng.choice(_NAMES), jpeg(rng)


MAKERS: tuple[Maker, ...] = (
    _photograph,
    _picture,
    _document,
    _badly_named,
    _photograph_and_a_tail,
    _picture_and_a_tail,
    _bomb,
    _huge,
    _huge_jpeg,
    _text_bomb,
    _document_with_a_history,
    _document_of_many_pages,
    _document_in_a_circle,
    _document_nested_deep,
    _document_that_unpacks,
    _document_locked,
    _document_from_elsewhere,
    _zip_renamed,
    _active,
    _program,
    _polyglot,
    _cut_off,
    _garbled,
    _text_of_signs_unseen,
    _text_that_is_none,
)


# What of it is left


_ACTS = re.compile(
    rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|OpenAction|AA|URI|Annots|AcroForm|Metadata|PieceInfo|Info|Author|F)\b"
)


def unclean(content: bytes, kind: str) -> list[str]:
    """What is left in a file that is kept and should not be: a canary, or a part that acts or tells of its making."""
    parts = {"jpg": _of_jpeg, "png": _of_png, "pdf": _of_pdf, "txt": _of_text}[kind](content)
    return [*parts, *(["canary"] if CANARY in content else [])]


def _of_jpeg(content: bytes) -> Iterator[str]:
    with Image.open(io.BytesIO(content)) as picture:
        picture.load()
        if (
            set(picture.info)
            - {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
            - {"progressive", "progression"}
        ):
            yield f"info {sorted(picture.info)}"
    if not content.startswith(b"\xff\xd8\xff\xe0\x00\x10JFIF") or not content.endswith(b"\xff\xd9"):
        yield "more than a picture"


def _of_png(content: bytes) -> Iterator[str]:
    at, names = 8, []
    while at < len(content):
        size = int.from_bytes(content[at : at + 4], "big")
        names.append(content[at + 4 : at + 8])
        at += size + 12
    if set(names) != {b"IHDR", b"IDAT", b"IEND"} or names[-1] != b"IEND" or at != len(content):
        yield f"chunks {names}"


def _of_pdf(content: bytes) -> Iterator[str]:
    with Pdf.open(io.BytesIO(content)) as made:
        for one in made.objects:
            told = Dictionary(dict(one.items())) if isinstance(one, Stream) else one
            said = told.unparse(resolved=True)
            if found := _ACTS.findall(said):
                yield f"{found}"
            if CANARY in said or (isinstance(one, Stream) and CANARY in _unpacked(one)):
                yield "canary within"
        if set(made.Root.keys()) != {"/Type", "/Pages"} or "/Info" in made.trailer:
            yield f"root {set(made.Root.keys())}"
        if len(made.pages) > 200:
            yield "pages"
    if content.count(b"%%EOF") != 1 or content.count(b"startxref") != 1:
        yield "more than one version"


def _unpacked(stream: Stream) -> bytes:
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:
        return stream.read_raw_bytes()


def _of_text(content: bytes) -> Iterator[str]:
    text = content.decode()
    if unicodedata.normalize("NFC", text) != text:
        yield "not composed"
    unseen = [
        one for one in text if unicodedata.category(one) in ("Cc", "Cf") and one not in "\n\t"
    ]
    if unseen:
        yield f"signs {unseen}"
    if re.search("<(script|html|svg|!doctype)", text, re.IGNORECASE):
        yield "markup"
