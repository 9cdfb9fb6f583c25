"""A picture written anew: turned as it is meant to be seen, and its pixels alone. Runs in the cleaner's process only."""

from io import BytesIO

from PIL import Image, ImageOps

from tusoi.remediation.evidence.fault import Fault, NotCleaned
from tusoi.remediation.evidence.limits import PIXELS, Kind

_QUALITY = 85
"""Of a JPEG: what a reader sees is kept, and a photograph of ten megabytes does not grow."""
Image.MAX_IMAGE_PIXELS = None  # we look at the size ourselves, before a pixel is read
_KEPT_MODES = {Kind.JPEG: ("L", "RGB"), Kind.PNG: ("1", "L", "LA", "RGB", "RGBA")}


def repainted(content: bytes, kind: Kind) -> bytes:
    """The picture's pixels as a new file of the same kind: no EXIF, comments, profiles, thumbnails, palettes, nothing after its end.

    Of several pictures in one file the first is kept. Colours come to 8 bits each.

    Raises:
        NotCleaned: it has too many pixels. Whatever else Pillow raises: it is damaged.
    """
    with Image.open(BytesIO(content), formats=(kind.name,)) as opened:
        if opened.width * opened.height > PIXELS:
            raise NotCleaned(Fault.PIXELS)
        opened.load()
        picture = _in_mode(opened, kind)
        ImageOps.exif_transpose(picture, in_place=True)
    picture.info.clear()
    written = BytesIO()
    if kind is Kind.JPEG:
        picture.save(written, "JPEG", quality=_QUALITY)
    else:
        picture.save(written, "PNG", compress_level=4)  # 40 million pixels within the time
    return written.getvalue()


def _in_mode(picture: Image.Image, kind: Kind) -> Image.Image:
    """The picture in a mode that is pixels alone: a palette may hold more than colours, and is spread out."""
    if kind is Kind.PNG and "transparency" in picture.info:
        return picture.convert("RGBA")
    if picture.mode in _KEPT_MODES[kind]:
        return picture
    if picture.mode.startswith("I"):
        return picture.point(lambda level: level / 256).convert("L")
    return picture.convert("RGB")
