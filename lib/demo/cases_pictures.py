"""Pictures that prove the made-up steps: drawn, plainly marked as a demonstration, with what a camera writes into them.

Every case has pictures of its own. The captions are pictures themselves, so that no font
of the machine is needed and equal registers have equal files.
"""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from io import BytesIO
from typing import Final

from PIL import ExifTags, Image, ImageDraw

from lib.cases.evidence import Upload
from lib.demo.lexicon import FOLDER

SIZE: Final = (320, 240)
# kind: days before the dismantling is done, sky, height of what still stands (pixels)
SCENES: Final = {"before": (14, "#BFD7EA", 110), "during": (4, "#E8D9B5", 60), "after": (0, "#CFE3C8", 8)}
PAPER: Final = "#FBFAF5"
CAPTIONS: Final = {  # kinds that borrow the caption of another
    "cure": "proof", "declaration": "proof", "signature": "consent", "officer_signature": "consent", "photo": "during",
}  # fmt: skip
Where = tuple[str, float | None, float | None]  # area code, longitude and latitude (WGS84 degrees)


def photos(case_id: str, where: Where, done_on: date) -> tuple[Upload, ...]:
    """What was seen before, during and after the dismantling of a case that was done on a day."""
    return tuple(photo(kind, case_id, where, done_on) for kind in SCENES)


def photo(kind: str, case_id: str, where: Where, done_on: date) -> Upload:
    """One photo; areas without a position give none, and every third camera has no clock."""
    days, sky, height = SCENES[kind]
    code, lon, lat = where
    taken_on = done_on - timedelta(days)
    picture = captioned(kind, sky, f"DEMO {case_id} {taken_on}")
    plant(ImageDraw.Draw(picture), height)
    exif = Image.Exif()
    if (done_on.month + sum(code.encode())) % 3:
        taken = f"{datetime.combine(taken_on, time(10, 30)):%Y:%m:%d %H:%M:%S}"
        exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = taken
    if lon is not None and lat is not None:
        place(exif, lon, lat)
    return Upload(kind, f"{kind}-{code}-{done_on}.jpg", jpeg(picture, exif))


@lru_cache(maxsize=16)
def papers(ground: str) -> tuple[Upload, ...]:
    """Scans of the proof of a ground and of the province's consent."""
    return tuple(paper(kind, ground) for kind in ("proof", "consent"))


def paper(kind: str, what: str) -> Upload:
    """The scan of a paper that proves something."""
    return Upload(kind, f"{kind}-{what}.jpg", jpeg(captioned(CAPTIONS.get(kind, kind), PAPER, f"DEMO {what}")))


def captioned(kind: str, colour: str, words: str) -> Image.Image:
    """A picture of one colour with its caption and a line of words."""
    picture = Image.new("RGB", SIZE, colour)
    with Image.open(FOLDER / "captions" / f"{kind}.png") as caption:
        picture.paste(caption.convert("RGB"), (0, 0))
    ImageDraw.Draw(picture).text((8, SIZE[1] - 18), words, fill="#333333")
    return picture


def plant(draw: ImageDraw.ImageDraw, height: int) -> None:
    """A kiln and its chimney up to a height, on the ground."""
    ground = SIZE[1] - 24
    draw.rectangle((60, ground - height, 200, ground), fill="#8A8F98", outline="#5E6A78")
    draw.rectangle((220, ground - int(height * 1.2), 240, ground), fill="#A0522D")
    draw.line((0, ground, SIZE[0], ground), fill="#5E6A78", width=3)


def place(exif: Image.Exif, lon: float, lat: float) -> None:
    """Write a position north of the equator and east of Greenwich, as cameras do."""
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    gps[ExifTags.GPS.GPSLatitudeRef], gps[ExifTags.GPS.GPSLatitude] = "N", sexagesimal(lat)
    gps[ExifTags.GPS.GPSLongitudeRef], gps[ExifTags.GPS.GPSLongitude] = "E", sexagesimal(lon)


def sexagesimal(degrees: float) -> tuple[float, float, float]:
    """Degrees, minutes and seconds to a hundredth."""
    minutes = degrees % 1 * 60
    return float(int(degrees)), float(int(minutes)), round(minutes % 1 * 60, 2)


def jpeg(picture: Image.Image, exif: Image.Exif | None = None) -> bytes:
    """The picture as a JPEG file."""
    out = BytesIO()
    picture.save(out, "JPEG", quality=70, exif=Image.Exif() if exif is None else exif)
    return out.getvalue()
