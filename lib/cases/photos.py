"""Pictures: whether they can be read, when and where they were taken (EXIF), and small copies."""

import re
import struct
import warnings
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

READABLE = ("image/jpeg", "image/png", "image/webp")
MEGAPIXELS = 210  # the largest phone camera takes 200 million; a file of kilobytes can claim billions
# What Pillow raises for a picture it cannot decode; whatever else it raises ends the child it runs in.
UNREADABLE = (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError)
BROKEN_EXIF = (*UNREADABLE, UserWarning, struct.error, TypeError, KeyError, IndexError, ArithmeticError, AttributeError)
Image.MAX_IMAGE_PIXELS = None  # our own limit is told with a sentence


@dataclass(frozen=True)
class Shot:
    """When (local time of the camera) and where (WGS84 degrees) a picture was taken, as far as the file says."""

    taken_at: datetime | None = None
    lon: float | None = None
    lat: float | None = None
    is_exif_unreadable: bool = False  # the camera wrote something that cannot be read: not the same as nothing


def problem(stream: IO[bytes], mime: str) -> str:
    """Why a picture proves nothing: `file_pixels` before it is decoded, `file_damaged` when it cannot be decoded to its
    last row; empty when it can. Other files are not judged.
    """
    if mime not in READABLE:
        return ""
    stream.seek(0)
    try:
        with Image.open(stream) as picture:
            if picture.width * picture.height > MEGAPIXELS * 1_000_000:
                return "file_pixels"
            picture.load()
    except UNREADABLE:
        return "file_damaged"
    return ""


def shot(stream: IO[bytes], mime: str) -> Shot:
    """What the camera wrote into a picture; nothing for other files."""
    if mime not in READABLE:
        return Shot()
    stream.seek(0)
    try:
        with warnings.catch_warnings(action="error", category=UserWarning), Image.open(stream) as picture:
            exif = picture.getexif()  # Pillow only warns of data it gives up
            gps, details = exif.get_ifd(ExifTags.IFD.GPSInfo), exif.get_ifd(ExifTags.IFD.Exif)
        return _shot(details.get(ExifTags.Base.DateTimeOriginal) or exif.get(ExifTags.Base.DateTime), gps)
    except BROKEN_EXIF:
        return Shot(is_exif_unreadable=True)


def _shot(taken: Any, gps: dict[int, Any]) -> Shot:
    moment, north, east = _moment(taken), gps.get(ExifTags.GPS.GPSLatitude), gps.get(ExifTags.GPS.GPSLongitude)
    lat = _degrees(north, gps.get(ExifTags.GPS.GPSLatitudeRef), 90)
    lon = _degrees(east, gps.get(ExifTags.GPS.GPSLongitudeRef), 180)
    is_placed = lat is not None and lon is not None
    is_unreadable = (moment is None and _says(taken)) or (not is_placed and (_says(north) or _says(east)))
    return Shot(moment, *((lon, lat) if is_placed else (None, None)), is_exif_unreadable=is_unreadable)


def _says(value: Any) -> bool:
    """Whether the camera wrote something: one without clock or reception writes zeros."""
    return bool(re.search(r"[^\x000 :.,()nan]", str(value or "")))


def _moment(text: Any) -> datetime | None:
    """An EXIF time like 2022:10:03 09:30:00; cameras without a clock write zeros."""
    try:
        return datetime.strptime(str(text).strip("\x00 "), "%Y:%m:%d %H:%M:%S")
    except ValueError:
        return None


def _degrees(parts: Any, hemisphere: Any, most: int) -> float | None:
    """Degrees, minutes and seconds as decimal degrees; None when absent or impossible."""
    try:
        degrees, minutes, seconds = (float(part) for part in parts)
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    value = degrees + minutes / 60 + seconds / 3600
    if not 0 <= value <= most:  # also false for the not-a-number of a 0/0
        return None
    return -value if str(hemisphere).strip("\x00") in {"S", "W"} else value


def small(path: Path, pixels: int) -> bytes | None:
    """A JPEG of at most `pixels` on its longer side; None when the picture cannot be read."""
    try:
        with Image.open(path) as picture:
            picture.draft("RGB", (pixels, pixels))  # a JPEG is decoded no larger than needed
            turned = ImageOps.exif_transpose(picture).convert("RGB")
    except UNREADABLE:
        return None
    turned.thumbnail((pixels, pixels))
    out = BytesIO()
    turned.save(out, "JPEG", quality=80)
    return out.getvalue()
