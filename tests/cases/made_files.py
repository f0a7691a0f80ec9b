"""Files as programs and phones write them, made small: what evidence comes in, and what only pretends to be it."""

import struct
import zipfile
import zlib
from io import BytesIO

from PIL import Image

CONTENT_TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def drawn(kind: str, colour: str = "red", **options: object) -> bytes:
    """A picture of 8 × 8 pixels."""
    out = BytesIO()
    Image.new("RGB", (8, 8), colour).save(out, kind, **options)
    return out.getvalue()


def package(*names: str, comment: bytes = b"", **contents: str) -> bytes:
    """A zip file with parts of these names."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name in names:
            kind = "types" if name.startswith("[") else name.rsplit("/", 1)[-1].split(".")[0]
            file.writestr(name, contents.get(kind, CONTENT_TYPES))
        file.comment = comment
    return out.getvalue()


def word(*more: str, **contents: str) -> bytes:
    return package("[Content_Types].xml", "_rels/.rels", "word/document.xml", *more, **contents)


def pdf(
    words: str = "seen on site", *objects: str, head: bytes = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", is_packed: bool = False
) -> bytes:
    """A paper of one page with these words and further objects; `is_packed` writes them as an object stream."""
    texts = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R>>"]
    drawing = words.encode()
    streams = [f"<</Length {len(drawing)}>>\nstream\n".encode() + drawing + b"\nendstream"]
    if is_packed:
        packed = zlib.compress(("9 0 " + " ".join(objects)).encode())
        streams.append(f"<</Type /ObjStm/N 1/First 4/Filter/FlateDecode/Length {len(packed)}>>\nstream\r\n".encode())
        streams[-1] += packed + b"\nendstream"
    else:
        texts += objects
    return numbered(head, [*(text.encode() for text in texts), *streams])


def numbered(head: bytes, bodies: list[bytes]) -> bytes:
    """Objects, the table that says where each begins, and the last lines."""
    file, places = bytearray(head), []
    for number, body in enumerate(bodies, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    file += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(file + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, table))


def updated(paper: bytes) -> bytes:
    """A paper signed or noted later: what changed stands behind it, with a table and last lines of its own."""
    place = len(paper)
    changed = paper + b"3 0 obj\n<</Type/Page/Parent 2 0 R/Rotate 90>>\nendobj\n"
    table = len(changed)
    return (
        changed
        + b"xref\n3 1\n%010d 00000 n \ntrailer\n<</Size 5/Root 1 0 R/Prev 9>>\nstartxref\n%d\n%%%%EOF\r\n"
        % (
            place,
            table,
        )
    )


def linearised() -> bytes:
    """A paper made for the web: the table of its first page stands in front, and its first last lines say 0."""
    front = b"%PDF-1.5\r%\xe2\xe3\xcf\xd3\r\n4 0 obj\r<</Linearized 1/L 600/N 1>>\rendobj\r"
    table = len(front)
    front += b"xref\r\n4 1\r\n0000000016 00000 n\r\ntrailer\r\n<</Size 5/Root 1 0 R>>\r\nstartxref\r\n0\r\n%%EOF\r\n"
    back = b"1 0 obj\r<</Type/Catalog/OpenAction[3 0 R/XYZ 0 0 1]>>\rendobj\r"
    return front + back + b"startxref\r\n%d\r\n%%%%EOF\r\n" % table


def box(kind: bytes, *content: bytes, is_large: bool = False) -> bytes:
    """A box of an ISO media file; `is_large` writes its length in 64 bits."""
    body = b"".join(content)
    if is_large:
        return struct.pack(">I4sQ", 1, kind, len(body) + 16) + body
    return struct.pack(">I4s", len(body) + 8, kind) + body


def brands(main: bytes, *others: bytes) -> bytes:
    return box(b"ftyp", main, bytes(4), *(others or (main,)))


MOOV = box(b"moov", box(b"mvhd", bytes(100)), box(b"trak", box(b"tkhd", bytes(84))), box(b"udta"))
MDAT = box(b"mdat", bytes(64))


def film(main: bytes = b"isom", *others: bytes) -> bytes:
    return brands(main, *others) + box(b"free") + MDAT + MOOV


def heic(main: bytes = b"heic", *others: bytes) -> bytes:
    return brands(main, *(others or (b"mif1", b"heic"))) + box(b"meta", bytes(40)) + MDAT


def samsung(notes: bytes = b"Image_UTC_Data1668907805000") -> bytes:
    """What a Samsung phone lays behind a picture: notes, their directory, and its last word."""
    directory = struct.pack("<4sIIHHII", b"SEFH", 107, 1, 0, 0xA01, len(notes), len(notes))
    return notes + directory + struct.pack("<I4s", len(directory), b"SEFT")
