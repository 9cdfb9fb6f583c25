"""What was planted in 60 files is in none that is kept (T20): a search of their bytes, which a file passed through does not pass."""

import base64
import contextlib
import io
import struct
import zlib
from collections.abc import Iterator

import pikepdf
import pytest
from PIL import Image

from tests.hostile import chance, exif
from tusoi.remediation.evidence import pictures
from tusoi.remediation.evidence.cleaner import cleaned
from tusoi.remediation.evidence.cleaning import Upload, clean
from tusoi.remediation.evidence.limits import Kind

SEED = 20121224
PLACES = {
    Kind.PNG: ("exif", "xmp", "icc", "text", "packed", "own", "tail"),
    Kind.JPEG: ("exif", "xmp", "icc", "iptc", "comment", "thumbnail", "tail"),
    Kind.PDF: ("info", "xmp", "attached", "history", "within", "tail"),
}
FILES = [(kind, number) for kind in PLACES for number in range(20)]


def planted(kind: Kind, number: int) -> dict[str, bytes]:
    """One word for each place of a file, so that what is left says where it stood."""
    rng = chance(SEED + number)
    return {one: f"PLANTED-{one}-{rng.getrandbits(64):016x}".encode() for one in PLACES[kind]}


def made(kind: Kind, number: int) -> bytes:
    """A file with a word in each place."""
    words = planted(kind, number)
    maker = {Kind.PNG: _png, Kind.JPEG: _jpeg, Kind.PDF: _pdf}[kind]
    return maker(words, number) + words["tail"]


def _pixels(number: int) -> Image.Image:
    return Image.frombytes("RGB", (24, 16), chance(SEED + number).randbytes(24 * 16 * 3))


def _exif(word: bytes) -> bytes:
    told = exif()
    told[0x010F], told[0x013B] = word.decode(), word.decode()
    return bytes(told.tobytes())


def _chunk(name: bytes, content: bytes) -> bytes:
    whole = name + content
    return struct.pack(">I", len(content)) + whole + struct.pack(">I", zlib.crc32(whole))


def _png(words: dict[str, bytes], number: int) -> bytes:
    out = io.BytesIO()
    _pixels(number).save(out, "PNG", exif=_exif(words["exif"]), icc_profile=words["icc"])
    head, rest = out.getvalue()[:33], out.getvalue()[33:]
    more = [
        _chunk(b"tEXt", b"Author\0" + words["text"]),
        _chunk(b"zTXt", b"Comment\0\0" + zlib.compress(words["packed"])),
        _chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<x>" + words["xmp"] + b"</x>"),
        _chunk(b"prVt", words["own"]),
    ]
    return head + b"".join(more) + rest


def _segment(marker: int, content: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content


def _jpeg(words: dict[str, bytes], number: int) -> bytes:
    out = io.BytesIO()
    _pixels(number).save(
        out, "JPEG", exif=_exif(words["exif"]), icc_profile=words["icc"], comment=words["comment"]
    )
    told = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(words["iptc"]))
    more = [
        _segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x>" + words["xmp"] + b"</x>"),
        _segment(0xED, told + words["iptc"]),
        _segment(0xE0, b"JFXX\0\x10" + words["thumbnail"]),
    ]
    whole = out.getvalue()
    return whole[:2] + b"".join(more) + whole[2:]


def _pdf(words: dict[str, bytes], number: int) -> bytes:
    document = pikepdf.Pdf.new()
    for _ in range(number % 4 + 1):
        document.add_blank_page(page_size=(200, 200))
    document.docinfo["/Author"] = words["info"].decode()
    document.Root.Metadata = document.make_stream(words["xmp"])
    document.attachments["ghi-chu.txt"] = words["attached"]
    page = document.pages[0].obj
    page.PieceInfo = pikepdf.Dictionary(App=pikepdf.Dictionary(Private=words["history"].decode()))
    photograph = pikepdf.Stream(
        document,
        _jpeg({**dict.fromkeys(PLACES[Kind.JPEG], b"x"), "exif": words["within"]}, number),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=24,
        Height=16,
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=photograph))
    page.Contents = document.make_stream(b"q 90 0 0 90 0 0 cm /A Do Q")
    out = io.BytesIO()
    # Else the library would write the metadata anew, without the word.
    document.save(out, compress_streams=number % 2 == 0, fix_metadata_version=False)
    return out.getvalue()


def found_in(content: bytes, words: dict[str, bytes]) -> list[str]:
    """The places whose word stands in a file: in its bytes as they are, and in whatever is packed in them."""
    layers = [content, *_unpacked(content)]
    return sorted(
        place
        for place, word in words.items()
        if any(form in layer for layer in layers for form in _forms(word))
    )


def _forms(word: bytes) -> Iterator[bytes]:
    text = word.decode()
    yield from (word, text.encode("utf-16-le"), text.encode("utf-16-be"), word.hex().encode())
    yield base64.b64encode(word).rstrip(b"=")[:-2]


def _unpacked(content: bytes) -> Iterator[bytes]:
    """Everything that zlib reads, from wherever it may begin."""
    at = content.find(b"\x78")
    while at >= 0:
        with contextlib.suppress(zlib.error):
            yield zlib.decompressobj().decompress(content[at:], 1 << 20)
        at = content.find(b"\x78", at + 1)


@pytest.mark.parametrize(("kind", "number"), FILES)
def test_nothing_that_was_planted_is_in_what_is_kept(kind: Kind, number: int) -> None:
    words, sent = planted(kind, number), made(kind, number)
    assert found_in(sent, words) == sorted(words), "each word was planted where the search finds it"
    assert found_in(cleaned(sent, kind), words) == []


@pytest.mark.parametrize("kind", list(PLACES))
def test_by_its_own_process_it_is_the_same(kind: Kind) -> None:
    words, sent = planted(kind, 0), made(kind, 0)
    assert found_in(clean(Upload(f"tep.{kind}", sent)).content, words) == []


def test_a_picture_that_passed_through_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The seeded fault: a cleaner that hands a PNG on as it came."""
    monkeypatch.setattr(pictures, "repainted", lambda content, kind: content)
    for number in range(20):
        words = planted(Kind.PNG, number)
        assert found_in(cleaned(made(Kind.PNG, number), Kind.PNG), words) == sorted(words)


def test_a_picture_that_kept_its_chunks_or_its_tail_alone_would_be_found() -> None:
    words, sent = planted(Kind.PNG, 1), made(Kind.PNG, 1)
    bare = cleaned(sent, Kind.PNG)
    assert found_in(bare + words["tail"], words) == ["tail"]
    packed = _chunk(b"zTXt", b"Comment\0\0" + zlib.compress(words["packed"]))
    assert found_in(bare[:33] + packed + bare[33:], words) == ["packed"]
