"""Evidence is told by the whole file: what phones and offices send passes, what only begins like it does not."""

import struct
import tracemalloc
from io import BytesIO

import pytest

from lib.cases.filetypes import WORD, is_cut_off, type_of
from tests.cases.made_files import (
    MDAT,
    MOOV,
    box,
    brands,
    drawn,
    film,
    heic,
    linearised,
    numbered,
    package,
    pdf,
    samsung,
    updated,
    word,
)

JPEG, PNG, WEBP = drawn("JPEG"), drawn("PNG"), drawn("WEBP")
ARCHIVE = package("run.js", "index.html")
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00" + bytes(56) + b"PE\x00\x00" + bytes(200)
PAGE = b"<html><script>alert(1)</script></html>"
REAL = {
    "a JPEG": (JPEG, "image/jpeg"),
    "a progressive JPEG with notes": (drawn("JPEG", progressive=True, comment=b"seen on site"), "image/jpeg"),
    "a JPEG with a second picture behind it": (JPEG + bytes(512) + drawn("JPEG", "blue"), "image/jpeg"),
    "a JPEG with a small moving picture behind it": (JPEG + film(b"mp42"), "image/jpeg"),
    "a JPEG of a Samsung": (JPEG + samsung(), "image/jpeg"),
    "a moving picture of a Samsung": (JPEG + samsung(b"MotionPhoto_Data" + film(b"mp42")), "image/jpeg"),
    "a moving picture of a Huawei": (JPEG + film(b"mp42") + b"v2_f21    0:3000    LIVE_1234567       ", "image/jpeg"),
    "a JPEG with the notes of an unknown maker": (JPEG + b'\x01\x00{"mode":4}jxrs\x1f\x00\x00\x00', "image/jpeg"),
    "a JPEG filled up with zeros": (JPEG + bytes(4096), "image/jpeg"),
    "a PNG": (PNG, "image/png"),
    "a WebP": (WEBP, "image/webp"),
    "a WebP with EXIF": (drawn("WEBP", exif=b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x00"), "image/webp"),
    "a HEIC of an iPhone": (heic(b"heic", b"mif1", b"MiHE", b"heic"), "image/heic"),
    "a HEIC of a Samsung": (heic(b"mif1", b"mif1", b"heic") + box(b"sefd", samsung()), "image/heic"),
    "a PDF": (pdf(), "application/pdf"),
    "a PDF with packed objects": (pdf("words", "<</Type/Font>>", is_packed=True), "application/pdf"),
    "a PDF signed twice": (updated(updated(pdf())), "application/pdf"),
    "a PDF made for the web": (linearised(), "application/pdf"),
    "a PDF whose drawing spells a script": (pdf("/JavaScript /Launch"), "application/pdf"),
    "an MP4": (film(), "video/mp4"),
    "an MP4 for streaming": (brands(b"mp42") + MOOV + box(b"free", bytes(99)) + MDAT, "video/mp4"),
    "an MP4 in pieces": (brands(b"iso5") + MOOV + box(b"moof", bytes(8)) + MDAT + box(b"mfra"), "video/mp4"),
    "an MP4 larger than 4 GB could be": (
        brands(b"isom") + box(b"mdat", bytes(64), is_large=True) + MOOV,
        "video/mp4",
    ),
    "an MP4 whose last box goes to the end": (brands(b"mp41") + MOOV + struct.pack(">I4s", 0, b"mdat"), "video/mp4"),
    "a film of an old phone": (film(b"3gp4", b"isom", b"3gp4"), "video/mp4"),
    "a MOV of an iPhone": (brands(b"qt  ") + box(b"wide") + MDAT + MOOV, "video/quicktime"),
    "a MOV older than its brand": (box(b"wide") + MDAT + MOOV, "video/quicktime"),
    "a Word paper": (word("word/styles.xml", "docProps/thumbnail.jpeg"), WORD),
    "an OFD": (package("OFD.xml", "Doc_0/Document.xml", "Doc_0/Signs/Sign_0/Seal.esl"), "application/ofd"),
}
TWO_FACED = {
    "a page in the head of a PDF": b"%PDF-" + PAGE,
    "a page in the first lines of a PDF": pdf(head=b"%PDF-1.4\n%" + PAGE + b"\n"),
    "a PDF with an archive behind it": pdf() + ARCHIVE,
    "a PDF with a page behind it": pdf() + PAGE,
    "a PDF behind a page": PAGE + pdf(),
    "a head and an end with nothing between": b"%PDF-1.4\nnothing\nstartxref\n3\n%%EOF",
    "a JPEG with an archive behind it": JPEG + ARCHIVE,
    "a JPEG with a program behind it": JPEG + PROGRAM,
    "a JPEG with a page behind it": JPEG + PAGE,
    "a JPEG with any words behind it": JPEG + b"hello",
    "a JPEG with an archive among unknown notes": JPEG + b"\x01\x00notes" + ARCHIVE,
    "a JPEG with a page among unknown notes": JPEG + b"\x01\x00notes" + PAGE,
    "a JPEG with an archive among a phone's notes": JPEG + samsung(ARCHIVE),
    "a JPEG with a page in its comment": drawn("JPEG", comment=PAGE),
    "a JPEG that is a PDF to a reader": drawn("JPEG", comment=pdf()),
    "a JPEG with an archive in a film behind it": JPEG + brands(b"mp42") + box(b"free", ARCHIVE),
    "a PNG with an archive behind it": PNG + ARCHIVE,
    "a PNG with a page behind it": PNG + PAGE,
    "a PNG with an unknown needed chunk": PNG[:33] + b"\x00\x00\x00\x00EVIL\x00\x00\x00\x00" + PNG[33:],
    "a WebP with an archive behind it": WEBP + ARCHIVE,
    "a program with the brand of a film": b"MZ\x90\x00ftypmp42" + PROGRAM,
    "a program behind the brand of a film": brands(b"mp42") + PROGRAM,
    "a film of an unknown brand": film(b"evil"),
    "a sound": film(b"M4A "),
    "a picture of another coding": heic(b"avif", b"mif1", b"avif"),
    "a general picture of another coding": heic(b"mif1", b"mif1", b"avif"),
    "a film with an archive behind it": film() + ARCHIVE,
    "a film with an archive in a free box": film() + box(b"free", ARCHIVE),
    "a film with a page behind it": film() + PAGE,
    "a film with an unknown box": film() + box(b"evil", bytes(8)),
    "a film with a page in its head": brands(b"mp42") + box(b"free", PAGE) + MDAT + MOOV,
    "a film without a track": brands(b"isom") + MDAT + box(b"moov", box(b"mvhd", bytes(100))),
    "a Word paper with macros": word("word/vbaProject.bin"),
    "a Word paper with macros under another name": package(
        "[Content_Types].xml", "word/document.xml", "word/VBAProject.BIN"
    ),
    "a Word paper whose contents say macros": package(
        "[Content_Types].xml", "word/document.xml", types="application/vnd.ms-word.document.macroEnabled.main+xml"
    ),
    "a Word paper with a packaged object": word("word/embeddings/oleObject1.bin"),
    "a Word paper with a control": word("word/activeX/activeX1.xml"),
    "a Word paper that fetches its template": word(
        "word/_rels/settings.xml.rels",
        settings='<Relationship Type="x/attachedTemplate" Target="http://evil/x.dotm" TargetMode="External"/>',
    ),
    "a Word paper with a program": word("word/run.exe"),
    "a Word paper behind a program": PROGRAM + word(),
    "a Word paper with something behind it": word() + b"more",
    "a Word paper with a comment of an archive": package("[Content_Types].xml", "word/document.xml", comment=PAGE),
    "a Word paper behind another archive": ARCHIVE + word(),
    "a Word paper whose parts lead outside": word("../../etc/passwd"),
    "a workbook": package("[Content_Types].xml", "xl/workbook.xml"),
    "an archive": ARCHIVE,
    "a program": PROGRAM,
    "a page": PAGE,
    "a drawing with a script": b"<svg onload=alert(1)>",
    "a GIF": drawn("GIF"),
    "nothing": b"",
}
ACTIVE = (
    "<</S/JavaScript/JS(app.alert(1))>>",
    "<</S /Java#53cript /J#53 9 0 R>>",
    "<</S/Launch/F(cmd.exe)>>",
    "<</Type/Filespec/EF<</F 9 0 R>>/EmbeddedFile>>",
    "<</Names<</EmbeddedFiles 9 0 R>>>>",
    "<</Subtype/RichMedia>>",
    "<</S/SubmitForm/F(http://evil)>>",
    "<</AcroForm<</XFA 9 0 R>>>>",
)
CUT = {name: content for name, (content, _) in REAL.items() if name in ("a JPEG", "a PNG", "a WebP", "a PDF", "an MP4")}


@pytest.mark.parametrize("name", REAL)
def test_what_people_send_is_known(name):
    content, mime = REAL[name]
    assert type_of(BytesIO(content)) == mime


@pytest.mark.parametrize("name", TWO_FACED)
def test_what_only_begins_like_it_is_not(name):
    assert type_of(BytesIO(TWO_FACED[name])) is None


@pytest.mark.parametrize("action", ACTIVE)
@pytest.mark.parametrize("is_packed", [False, True])
def test_a_paper_that_does_something_is_no_evidence(action, is_packed):
    assert type_of(BytesIO(pdf("words", action, is_packed=is_packed))) is None


def test_a_paper_whose_objects_cannot_be_looked_through_is_no_evidence():
    locked = b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length 9>>\nstream\nscrambled\nendstream"
    assert type_of(BytesIO(numbered(b"%PDF-1.5\n", [locked]))) is None
    bomb = pdf("words", "<</Type/Font>>" + " " * (40 << 20), is_packed=True)
    assert len(bomb) < 1 << 20
    assert type_of(BytesIO(bomb)) in (None, "application/pdf")


@pytest.mark.parametrize("name", CUT)
def test_a_file_that_ends_too_early_is_told_from_one_of_another_type(name):
    whole = CUT[name]
    for length in range(40, len(whole) - 8, 7):
        assert type_of(BytesIO(whole[:length])) is None
        assert is_cut_off(BytesIO(whole[:length])), length
    assert not is_cut_off(BytesIO(whole))
    assert not is_cut_off(BytesIO(PAGE))


def test_a_long_film_is_not_held_in_memory(tmp_path):
    path, length = tmp_path / "long.mp4", 300 << 20
    with path.open("wb") as file:
        file.write(brands(b"isom") + struct.pack(">I4s", length, b"mdat"))
        file.seek(length - 8, 1)
        file.write(MOOV)
    tracemalloc.start()
    with path.open("rb") as stream:
        assert type_of(stream) == "video/mp4"
    assert tracemalloc.get_traced_memory()[1] < 4 << 20
    tracemalloc.stop()
    with path.open("r+b") as file:
        file.write(b"%PDF-1.4\n1 0 obj\n<</Length 1>>\nstream\n")
    with path.open("rb") as stream:
        assert type_of(stream) is None


def test_any_bytes_are_an_answer_and_never_a_fault():
    import random

    chance = random.Random(7)
    for content, _mime in REAL.values():
        for _ in range(60):
            changed = bytearray(content)
            for _ in range(chance.randint(1, 6)):
                changed[chance.randrange(len(changed))] = chance.randrange(256)
            type_of(BytesIO(bytes(changed)))
            type_of(BytesIO(bytes(changed[: chance.randrange(len(changed))])))
