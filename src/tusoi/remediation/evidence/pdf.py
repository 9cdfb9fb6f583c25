"""A PDF written anew: its pages as they print, and nothing that acts, tells of its making or lies beneath. In the cleaner's process only."""

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from tusoi.remediation.evidence.fault import Fault, NotCleaned
from tusoi.remediation.evidence.limits import PAGES, PIXELS, UNPACKED

_OF_A_PAGE = frozenset(
    "/Type /Parent /MediaBox /CropBox /Rotate /Resources /Contents /Group /UserUnit".split()
)
"""All else that a page may carry goes: annotations (what they show is drawn into the page first), actions, thumbnails, dates."""
_NAMES_OF_ITS_OWN = frozenset(
    "/Font /XObject /ExtGState /ColorSpace /Pattern /Shading /Properties /CharProcs /Colorants".split()
)
"""Dictionaries whose keys a document chooses: there a key says nothing of what stands under it."""
_GOES = frozenset(
    "/Metadata /PieceInfo /LastModified /Thumb /JS /JavaScript /AA /OpenAction /Names /EmbeddedFiles /EF /AF /RF"
    " /Annots /AcroForm /XFA /URI /OPI /Ref /Alternates /StructParent /StructParents"
    " /Author /Creator /Producer /CreationDate /ModDate /Title /Subject /Keywords".split()
)
_OF_ANOTHER_FILE = ("/F", "/FFilter", "/FDecodeParms")
"""By these a stream is read from another file."""
_OF_AN_IMAGE = frozenset(
    "/Type /Subtype /Width /Height /ColorSpace /BitsPerComponent /Intent /ImageMask /Mask /Decode /Interpolate"
    " /SMask /SMaskInData /Matte /Filter /DecodeParms /Length".split()
)
_FILTERS = frozenset(
    "/ASCIIHexDecode /ASCII85Decode /LZWDecode /FlateDecode /RunLengthDecode /CCITTFaxDecode /JBIG2Decode /DCTDecode"
    " /JPXDecode".split()
)
_MOST_OBJECTS = 500_000


def rewritten(content: bytes) -> bytes:
    """The pages in a new file without Info, XMP, scripts, actions, links, forms, attached files, layers and earlier versions.

    A signature in the file is gone with it. A file that can be read only by repair is not taken.

    Raises:
        NotCleaned: it is locked, has too many pages, or unpacks to too much. Whatever else pikepdf raises: it is damaged.
    """
    try:
        source = Pdf.open(BytesIO(content), suppress_warnings=True, attempt_recovery=False)
    except pikepdf.PasswordError:
        raise NotCleaned(Fault.LOCKED) from None
    with source, Pdf.new() as made:
        _refuse_pages(source)
        source.generate_appearance_streams()
        source.flatten_annotations("all")
        made.pages.extend(source.pages)
        for page in made.pages:
            for key in set(page.obj.keys()) - _OF_A_PAGE:
                del page.obj[key]
        for one, named in _reached(made):
            _strip(one, named=named)
        written = BytesIO()
        made.save(
            written,
            min_version=source.pdf_version,
            encryption=False,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
        )
        return written.getvalue()


def _refuse_pages(source: Pdf) -> None:
    count = len(source.pages)
    if count > PAGES:
        raise NotCleaned(Fault.PAGES)
    if count == 0:
        raise NotCleaned(Fault.EMPTY)


def _reached(made: Pdf) -> Iterator[tuple[Object, bool]]:
    """Every dictionary and stream that the pages come to, once, and whether its keys are names of the document's own."""
    waiting: list[tuple[Object, bool]] = [(page.obj, False) for page in made.pages]
    seen, count = set[tuple[int, int]](), 0
    while waiting:
        one, named = waiting.pop()
        if one.is_indirect:
            if one.objgen in seen:
                continue
            seen.add(one.objgen)
        count += 1
        if count > _MOST_OBJECTS:
            raise NotCleaned(Fault.UNPACKED)
        if isinstance(one, Array):
            waiting += [(part, False) for part in one if _holds_more(part)]
            continue
        yield one, named
        waiting += [
            (part, key in _NAMES_OF_ITS_OWN and not named)
            for key, part in one.items()
            if key != "/Parent" and _holds_more(part)
        ]


def _holds_more(part: object) -> bool:
    return isinstance(part, Array | Dictionary | Stream)


def _strip(one: Object, *, named: bool) -> None:
    """Take out of a dictionary what acts or tells of the making; of a stream, look at what it unpacks to."""
    for key in list(one.keys()):
        if (named and not _is_resource(one[key])) or (not named and key in _GOES):
            del one[key]
    if isinstance(one, Stream):
        for key in _OF_ANOTHER_FILE:
            if key in one:
                del one[key]
        _refuse_bomb(one)
        _strip_picture(one)


def _is_resource(part: object) -> bool:
    return isinstance(part, Array | Dictionary | Stream | Name)


def _filters(stream: Stream) -> list[str]:
    said = stream.get("/Filter")
    if said is None:
        return []
    return [str(one) for one in said] if isinstance(said, Array) else [str(said)]


def _refuse_bomb(stream: Stream) -> None:
    """No picture of more pixels than one may have, and nothing packed that unpacks to more than that."""
    if int(stream.get("/Width", 0)) * int(stream.get("/Height", 0)) > PIXELS:
        raise NotCleaned(Fault.PIXELS)
    packed = [
        one for one in _filters(stream) if one in ("/FlateDecode", "/LZWDecode", "/RunLengthDecode")
    ]
    if len(packed) > 1:
        raise NotCleaned(Fault.UNPACKED)
    if _filters(stream)[:1] == ["/FlateDecode"]:
        _refuse_unpacked(stream.read_raw_bytes())


def _refuse_unpacked(raw: bytes) -> None:
    unpacker, size = zlib.decompressobj(), 0
    while raw and not unpacker.eof:
        size += len(unpacker.decompress(raw, 1 << 20))
        raw = unpacker.unconsumed_tail
        if size > UNPACKED:
            raise NotCleaned(Fault.UNPACKED)


def _strip_picture(stream: Stream) -> None:
    """A photograph within a PDF is a file within a file, with a camera, a place and a day of its own."""
    filters = _filters(stream)
    if set(filters) - _FILTERS or (not filters and stream.read_raw_bytes()[:3] == b"\xff\xd8\xff"):
        raise NotCleaned(Fault.DAMAGED)
    if stream.get("/Subtype") == Name.Image:
        for key in set(stream.keys()) - _OF_AN_IMAGE:
            del stream[key]
    if "/DCTDecode" not in filters and "/JPXDecode" not in filters:
        return
    if len(filters) > 1:
        raise NotCleaned(Fault.DAMAGED)
    raw = stream.read_raw_bytes()
    bare = _bare_jpeg(raw) if filters == ["/DCTDecode"] else _bare_jpx(raw)
    kept: dict[str, Any] = {"filter": stream["/Filter"]}
    if "/DecodeParms" in stream:
        kept["decode_parms"] = stream["/DecodeParms"]
    stream.write(bare, **kept)


_MARKER = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])")
"""What ends the coded part of a scan: within it a marker is only that of a restart."""
_END, _SCAN, _ADOBE, _COMMENT = 0xD9, 0xDA, 0xEE, 0xFE


def _bare_jpeg(raw: bytes) -> bytes:
    """The JPEG without its application segments and comments, Adobe's apart, which says how colours are told; nothing after its end."""
    if raw[:2] != b"\xff\xd8":
        raise NotCleaned(Fault.DAMAGED)
    kept, at = bytearray(raw[:2]), 2
    while (found := _MARKER.search(raw, at)) is not None and found[1][0] != _END:
        marker, start = found[1][0], found.end()
        end = start + int.from_bytes(raw[start : start + 2], "big")
        if marker == _SCAN:
            following = _MARKER.search(raw, end)
            end = following.start() if following else len(raw)
        if marker == _ADOBE and raw[start + 2 : start + 7] == b"Adobe":
            kept += b"\xff\xee\x00\x0e" + raw[start + 2 : start + 14]
        elif not (0xE0 <= marker <= 0xEF or marker == _COMMENT):
            kept += b"\xff" + found[1] + raw[start:end]
        at = end
    return bytes(kept) + b"\xff\xd9"


def _bare_jpx(raw: bytes) -> bytes:
    """The JPEG 2000 with the boxes alone that a picture is read from."""
    if raw[:4] == b"\xff\x4f\xff\x51":
        return raw
    kept, at = bytearray(), 0
    while at + 8 <= len(raw):
        size, name = int.from_bytes(raw[at : at + 4], "big"), raw[at + 4 : at + 8]
        end = len(raw) if size == 0 else at + size
        if size == 1 or end < at + 8:
            raise NotCleaned(Fault.DAMAGED)
        if name in (b"jP  ", b"ftyp", b"jp2h", b"jp2c"):
            kept += raw[at:end]
        at = end
    return bytes(kept)
