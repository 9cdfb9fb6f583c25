"""Files written anew (T20): what was planted is gone, pixels and pages stay, and what cannot be cleaned is refused in a sentence."""

import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from tests.hostile import MARKER, chance, exif, jpeg, pdf, png, unclean
from tusoi.remediation.evidence import cleaning
from tusoi.remediation.evidence.cleaner import cleaned
from tusoi.remediation.evidence.cleaning import Cleaned, EvidenceNotTaken, Upload, clean
from tusoi.remediation.evidence.fault import Fault, NotCleaned
from tusoi.remediation.evidence.limits import LARGEST, Kind

SEED = 7


def pixels(content: bytes, mode: str) -> bytes:
    with Image.open(BytesIO(content)) as picture:
        return picture.convert(mode).tobytes()


@pytest.mark.parametrize("number", range(20))
def test_a_picture_keeps_its_pixels_and_nothing_that_was_planted(number: int) -> None:
    sent = png(chance(SEED + number))
    kept = cleaned(sent, Kind.PNG)
    assert unclean(kept, "png") == []
    # It is turned as EXIF says: the sent one by 90 degrees.
    with Image.open(BytesIO(sent)) as before, Image.open(BytesIO(kept)) as after:
        turned = before.convert("RGBA").transpose(Image.Transpose.ROTATE_270)
        assert after.convert("RGBA").tobytes() == turned.tobytes()


@pytest.mark.parametrize("number", range(20))
def test_a_photograph_is_turned_and_says_nothing_of_its_making(number: int) -> None:
    sent = jpeg(chance(SEED + number))
    kept = cleaned(sent, Kind.JPEG)
    assert unclean(kept, "jpg") == []
    with Image.open(BytesIO(sent)) as before, Image.open(BytesIO(kept)) as after:
        assert after.size == (before.height, before.width)
        assert not after.getexif()


@pytest.mark.parametrize("number", range(20))
def test_a_document_keeps_its_pages_and_nothing_that_was_planted(number: int) -> None:
    pages = number % 5 + 1
    kept = cleaned(pdf(chance(SEED + number), pages), Kind.PDF)
    assert unclean(kept, "pdf") == []
    with pikepdf.Pdf.open(BytesIO(kept)) as made:
        assert len(made.pages) == pages
        photograph = made.pages[0].obj["/Resources"]["/XObject"]["/A"]
        # Its coded pixels are the ones that were sent, to the byte.
        with Image.open(BytesIO(photograph.read_raw_bytes())) as picture:
            picture.load()
        assert b"/A Do" in made.pages[0].obj["/Contents"].read_bytes()


def test_a_photograph_within_a_document_keeps_its_pixels() -> None:
    rng = chance(SEED)
    sent = pdf(rng)
    with pikepdf.Pdf.open(BytesIO(sent)) as before:
        first = before.pages[0].obj["/Resources"]["/XObject"]["/A"].read_raw_bytes()
    with pikepdf.Pdf.open(BytesIO(cleaned(sent, Kind.PDF))) as after:
        second = after.pages[0].obj["/Resources"]["/XObject"]["/A"].read_raw_bytes()
    assert MARKER.encode() in first
    assert MARKER.encode() not in second
    assert pixels(first, "RGB") == pixels(second, "RGB")


def test_what_an_annotation_shows_is_drawn_into_its_page() -> None:
    made = pikepdf.Pdf.new()
    made.add_blank_page(page_size=(100, 100))
    look = pikepdf.Stream(made, b"1 0 0 rg 0 0 9 9 re f", BBox=[0, 0, 9, 9])
    look.Type, look.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    stamp = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Stamp,
        Rect=[0, 0, 9, 9],
        F=4,
        AP=pikepdf.Dictionary(N=made.make_indirect(look)),
        Contents=MARKER,
    )
    made.pages[0].obj.Annots = pikepdf.Array([made.make_indirect(stamp)])
    out = BytesIO()
    made.save(out)
    kept = cleaned(out.getvalue(), Kind.PDF)
    assert unclean(kept, "pdf") == []
    with pikepdf.Pdf.open(BytesIO(kept)) as after:
        forms = after.pages[0].obj["/Resources"]["/XObject"]
        assert any(b"1 0 0 rg" in forms[name].read_bytes() for name in forms.keys())  # noqa: SIM118


def test_a_text_is_composed_and_loses_what_nobody_sees() -> None:
    sent = "\ufeffTie\u0302\u0301ng\u202e Vie\u0323\u0302t\u200b\r\nhai\u2028ba\ufe0f\tbốn".encode()
    assert cleaned(sent, Kind.TEXT).decode() == "Tiếng Việt\nhai\nba\tbốn\n"


@pytest.mark.parametrize(
    ("content", "kind", "fault"),
    [
        (b"a\x00b", Kind.TEXT, Fault.CONTROLS),
        (b"a\x1b[2J", Kind.TEXT, Fault.CONTROLS),
        (b"\xff\xfea\x00", Kind.TEXT, Fault.NOT_UTF8),
        (b" \n\n", Kind.TEXT, Fault.EMPTY),
        (b"a < b <SCRIPT>", Kind.TEXT, Fault.MARKUP),
        (b"#!/bin/sh", Kind.TEXT, Fault.MARKUP),
        (b"%PDF-1.7\n", Kind.PDF, Fault.DAMAGED),
        (b"\x89PNG\r\n\x1a\n", Kind.PNG, Fault.DAMAGED),
        (b"\xff\xd8\xff", Kind.JPEG, Fault.DAMAGED),
    ],
)
def test_what_is_no_text_picture_or_document_is_a_fault(
    content: bytes, kind: Kind, fault: Fault
) -> None:
    with pytest.raises(NotCleaned) as caught:
        cleaned(content, kind)
    assert caught.value.fault is fault


def test_a_text_may_speak_of_numbers_that_are_less() -> None:
    assert cleaned("Số vụ < 5 và > 2".encode(), Kind.TEXT)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.docx", b"PK", "is of no kind"),
        ("a", b"abc", "is of no kind"),
        ("a.jpg.exe", b"\xff\xd8\xff", "is of no kind"),
        ("a.pdf", b"PK\x03\x04", "is something else"),
        ("a.txt", b"%PDF-1.7", "is something else"),
        ("a.png", b"\xff\xd8\xff", "is something else"),
        ("a.txt", b"", "is empty"),
        ("a.jpg", b"\xff\xd8\xff" + bytes(LARGEST), "10.0 MB; 10 MB a file"),
        ("a.pdf", b"%PDF-1.7", "is damaged"),
    ],
)
def test_a_refusal_says_what_and_what_to_do(name: str, content: bytes, said: str) -> None:
    with pytest.raises(EvidenceNotTaken, match=said) as caught:
        clean(Upload(name, content))
    assert name in caught.value.wording.vi


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/Biên bản.TXT", "Biên bản.txt"),
        ("C:\\a\\b.txt", "b.txt"),
        ("a\x00b\u202e.txt", "ab.txt"),
        ('a";b\r\nX: 1.txt', "a-b X- 1.txt"),
        (".txt", "minh-chung.txt"),
        ("x" * 500 + ".txt", "x" * 80 + ".txt"),
    ],
)
def test_a_name_is_kept_without_folders_and_signs_that_no_name_has(sent: str, kept: str) -> None:
    assert clean(Upload(sent, b"a")) == Cleaned(kept, Kind.TEXT, b"a\n")


def test_the_same_file_comes_out_the_same() -> None:
    for content, kind in ((pdf(chance(1)), Kind.PDF), (png(chance(1)), Kind.PNG)):
        assert cleaned(content, kind) == cleaned(content, kind)


# The cleaner itself in trouble


def _instead(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    monkeypatch.setattr(cleaning, "CLEANER", (sys.executable, "-I", "-c", program))


@pytest.mark.parametrize(
    "program",
    [
        "import os; os.kill(os.getpid(), 9)",
        "import time; time.sleep(60)",
        "import sys; sys.stdout.close(); import time; time.sleep(60)",
        "import sys; sys.exit(1)",
        "raise MemoryError",
        "pass",
        "import sys; [sys.stdout.write('a' * 1000000) for _ in range(10 ** 6)]",
    ],
    ids=[
        "killed",
        "hung",
        "hung at the end",
        "failed",
        "out of memory",
        "wrote nothing",
        "wrote on",
    ],
)
def test_a_cleaner_in_trouble_is_a_refusal(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    monkeypatch.setattr(cleaning, "WALL_SECONDS", 1)
    _instead(monkeypatch, program)
    with pytest.raises(EvidenceNotTaken):
        clean(Upload("a.txt", b"a" * 1_000_000))


def test_the_cleaner_has_time_and_memory_within_limits_and_nothing_of_ours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Said by the cleaner's own process: what it may use, and what it was given."""
    resource = pytest.importorskip("resource")
    monkeypatch.setenv("TUSOI_SECRET", MARKER)
    program = (
        "import os, resource as r, sys; from tusoi.remediation.evidence import cleaner; cleaner._limit();"
        "print(r.getrlimit(r.RLIMIT_CPU)[1], r.getrlimit(r.RLIMIT_AS)[1], r.getrlimit(r.RLIMIT_FSIZE)[1],"
        " r.getrlimit(r.RLIMIT_CORE)[1], 'TUSOI_SECRET' in os.environ, 'django' in sys.modules)"
    )
    assert resource
    _instead(monkeypatch, program)
    assert clean(Upload("a.txt", b"a")).content.split() == [
        *(b"5", str(512 << 20).encode(), b"0", b"0"),
        *(b"False", b"False"),
    ]


def test_nobody_waits_for_ever_for_another_ones_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cleaning, "WALL_SECONDS", 0.1)
    with cleaning._AT_ONCE, cleaning._AT_ONCE, pytest.raises(EvidenceNotTaken, match="in a minute"):
        clean(Upload("a.txt", b"a"))


def test_the_program_itself_reads_no_picture_and_no_document() -> None:
    """Only the cleaner's process imports what reads them: the start costs nothing, and a fault in them reaches nobody."""
    room = Path(cleaning.__file__).parents[2]
    reads = [
        path.relative_to(room).as_posix()
        for path in room.rglob("*.py")
        if "tests" not in path.parts
        and any(
            line.startswith(("import PIL", "from PIL", "import pikepdf", "from pikepdf"))
            for line in path.read_text(encoding="utf-8").splitlines()
        )
    ]
    assert sorted(reads) == ["remediation/evidence/pdf.py", "remediation/evidence/pictures.py"]


@pytest.mark.slow
def test_a_photograph_of_as_many_pixels_as_may_be_is_cleaned_within_the_limits() -> None:
    out = BytesIO()
    Image.new("RGB", (5_000, 8_000), (200, 30, 9)).save(out, "JPEG", exif=exif())
    kept = clean(Upload("a.jpg", out.getvalue()))
    with Image.open(BytesIO(kept.content)) as picture:
        assert picture.size == (8_000, 5_000)
