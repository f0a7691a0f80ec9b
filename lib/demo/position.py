"""Coordinates as deliveries state them: right, missing, swapped, in another datum, elsewhere, outside the city."""

from random import Random
from typing import Final

import numpy as np

from lib.demo.ground import Ground
from lib.demo.lexicon import word
from lib.places.datum import from_wgs84

SILENT_GCJ02: Final = "371522"  # an area whose clerks copy positions from a phone and do not say so
SAID_BD09: Final = "371526"  # an area whose clerks say that theirs come from another map
FAR: Final = (118.0149, 37.3835)  # a position outside the city
SHARES: Final = (("missing", 0.08), ("swapped", 0.02), ("elsewhere", 0.015), ("far", 0.005))


Position = dict[str, object]  # the cells that say where an enterprise is


def position(ground: Ground, all_grounds: list[Ground], dice: Random) -> Position:
    """Where an enterprise of an area says it is."""
    fault = drawn_fault(dice)
    there = (
        dice.choice([other for other in all_grounds if other.code != ground.code]) if fault == "elsewhere" else ground
    )
    lon, lat = dice.choice(there.points)
    if fault == "missing":
        return {"lon": "", "lat": "", "coordinates": "", "datum": ""}
    if fault == "far":
        lon, lat = FAR
    lon, lat, datum = in_datum(ground.code, lon, lat, dice)
    if fault == "swapped":
        lon, lat = lat, lon
    text = degrees_minutes(lon, lat) if dice.random() < 0.2 else f"{lon:.6f},{lat:.6f}"
    return {"lon": lon, "lat": lat, "coordinates": text, "datum": datum}


def drawn_fault(dice: Random) -> str:
    """One of the faults of SHARES, mostly none."""
    drawn = dice.random()
    for fault, share in SHARES:
        if drawn < share:
            return fault
        drawn -= share
    return ""


def in_datum(area: str, lon: float, lat: float, dice: Random) -> tuple[float, float, str]:
    """The WGS84 position as the clerks of an area write it, with what they say of its datum."""
    datum = {SILENT_GCJ02: "gcj02", SAID_BD09: "bd09"}.get(area, "wgs84")
    x, y = from_wgs84(np.array([lon]), np.array([lat]), datum)
    silent_or_said = dice.choice(("", word("datum_wgs84")))
    said = {"gcj02": "", "bd09": word("datum_bd09")}.get(datum, silent_or_said)
    return round(float(x[0]), 6), round(float(y[0]), 6), said


def degrees_minutes(lon: float, lat: float) -> str:
    """Degrees, minutes and seconds with two decimals (30 cm)."""
    return ",".join(one_angle(value) for value in (lon, lat))


def one_angle(value: float) -> str:
    """An angle like 116°02'38.04"."""
    seconds = round(value * 3600, 2)
    return f"{int(seconds // 3600)}°{int(seconds % 3600 // 60):02d}'{seconds % 60:05.2f}\""
