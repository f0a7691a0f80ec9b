"""ISO media files, walked box by box: MP4, QuickTime, and the HEIC pictures of phones."""

from typing import Final

from lib.cases.filetypes.reader import CutOff, Foreign, Reader

HEIC: Final = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx")
HEIC_GENERAL: Final = (b"mif1", b"msf1")  # pictures of any coding: HEIC where a HEIC brand stands beside it
QUICKTIME: Final = (b"qt  ", b"mqt ")
MP4: Final = (
    *(b"isom", b"iso2", b"iso3", b"iso4", b"iso5", b"iso6", b"iso7", b"iso8", b"iso9", b"isoa", b"isob", b"isoc"),
    *(b"mp41", b"mp42", b"mp71", b"mmp4", b"avc1", b"hvc1", b"M4V ", b"M4VH", b"M4VP", b"MSNV", b"XAVC", b"dash"),
    *(b"3gp4", b"3gp5", b"3gp6", b"3gp7", b"3gp8", b"3gp9", b"3ge6", b"3gg6", b"3gr6", b"3gs7", b"3g2a", b"3g2b"),
    *(b"3g2c", b"kddi", b"f4v ", b"CAEP", b"niko"),
)
BOXES: Final = (  # at the top of a file: of the standards, and of Samsung, Google and older cameras
    *(b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"moof", b"mfra", b"sidx", b"ssix", b"styp", b"uuid"),
    *(b"meta", b"meco", b"udta", b"pdin", b"pnot", b"PICT", b"emsg", b"prft", b"sefd", b"mpvd", b"junk", b"thum"),
)
BEFORE_BRANDS: Final = (b"wide", b"mdat", b"moov", b"free", b"skip", b"pnot")  # QuickTime older than the brands
LARGE: Final = 16 << 20  # bytes of a box that names brands, or a table of contents that is looked into


def film(file: Reader) -> str | None:
    """MIME type of an ISO media file whose boxes fill it; None for a brand that is no film or picture we take."""
    mime = _branded(file) if file.peek(8)[4:] == b"ftyp" else "video/quicktime"
    if mime is None:
        return None
    file.seek(0)
    found = boxes(file, is_last=True)
    needed = {b"meta"} if mime == "image/heic" else {b"moov"}
    if not needed <= found.keys() or (mime != "image/heic" and b"mdat" not in found):
        raise CutOff
    if mime != "image/heic":
        _contents(file, *found[b"moov"])
    return mime


def _branded(file: Reader) -> str | None:
    length = file.number(">I")
    if not 16 <= length <= 4096 or length % 4:
        raise Foreign
    brands = file.read(length - 4)[4:]
    main, others = brands[:4], {brands[at : at + 4] for at in range(8, len(brands), 4)}
    if main in HEIC or (main in HEIC_GENERAL and others & set(HEIC)):
        return "image/heic"
    if main in QUICKTIME:
        return "video/quicktime"
    return "video/mp4" if main in MP4 else None


def boxes(file: Reader, *, is_last: bool) -> dict[bytes, tuple[int, int]]:
    """Walk the boxes from here on: kind → first and last byte of the content of the first of its kind.

    They go to the end of the file, or, behind a picture, to where no known box follows. Raises CutOff or Foreign.
    """
    found: dict[bytes, tuple[int, int]] = {}
    while file.left >= 8 and (is_last or file.peek(8)[4:] in BOXES):
        start, end, kind = box(file, file.size)
        if kind not in BOXES:
            raise Foreign
        found.setdefault(kind, (start, end))
        file.seek(end)
    if is_last and file.left and file.read(file.left).strip(b"\x00"):
        raise Foreign
    return found


def box(file: Reader, within: int) -> tuple[int, int, bytes]:
    """First and last byte of the content of the box that begins here, and its kind. Raises CutOff or Foreign."""
    begin, length, kind = file.at, file.number(">I"), file.read(4)
    if length == 1:
        length = file.number(">Q")
    elif length == 0:
        length = within - begin
    if length < file.at - begin:
        raise Foreign
    if begin + length > within:
        raise CutOff if kind in BOXES else Foreign
    return file.at, begin + length, kind


def _contents(file: Reader, start: int, end: int) -> None:
    """The table of contents of a film: boxes that fill it, its head among them, and a track. Raises Foreign."""
    kinds = set()
    file.seek(start)
    while file.at + 8 <= end:
        _start, last, kind = box(file, end)
        kinds.add(kind)
        file.seek(last)
    if not ({b"mvhd", b"trak"} <= kinds or b"cmov" in kinds):
        raise Foreign
