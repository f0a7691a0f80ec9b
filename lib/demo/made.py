"""Made-up lines, enterprises and measurements as frames, vectorised; the same for the same dice."""

from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from lib.demo.lexicon import word, words
from lib.register.reference import read_rows
from lib.settings import ROOT

LINES_PER_ENTERPRISE: Final = 2.2
COUNTIES: Final = ("371502", "371503", "371581", "371521", "371522", "371524", "371525", "371526")
AREAS: Final = (*COUNTIES, "LC-JK", "LC-GX", "LC-DJ")
STATES: Final = ("operating", "suspended", "building", "planned", "shut", "dismantled")
STATE_SHARES: Final = (0.74, 0.12, 0.02, 0.02, 0.06, 0.04)
NEAR, STRAYS = 0.04, 0.05  # degrees around an area's centre; the share of enterprises that lie anywhere else
FLAGS: Final = ("emission_over_standard", "energy_over_limit")
# sector, process, unit, capacities as lines have them, the energy attributes a county reports
Kind = tuple[str, str, str, tuple[float, ...], tuple[str, str]]
CLINKER: Final = ("clinker_comprehensive_energy", "clinker_electricity")
KINDS: Final[tuple[Kind, ...]] = (
    ("cement", "clinker", "t/d", (1500, 2000, 2499.5, 2500, 3200, 5000), CLINKER),
    ("cement", "grinding", "10kt/a", (60, 90, 110, 150), ("cement_preparation_electricity", "clinker_share")),
    ("tyre", "all_steel", "10k/a", (40, 60, 80, 120, 240), ("clinker_share", "ingot_energy")),
    ("tyre", "semi_steel", "10k/a", (150, 300, 500, 800), ("clinker_share", "ingot_energy")),
    ("paper", "pulping", "10kt/a", (1.2, 3.4, 10, 30), ("pulp_energy", "ingot_energy")),
    ("rock_wool", "rock_wool", "10kt/a", (1, 2, 3, 4), ("rock_wool_comparable_energy", "rock_wool_coke")),
    ("steel", "rolling", "10kt/a", (20, 60, 150), ("pulp_energy", "ingot_energy")),
    ("aluminium", "electrolysis", "10kt/a", (12, 25, 50), ("liquid_aluminium_ac_power", "ingot_energy")),
    ("flat_glass", "float", "t/d", (450, 500, 600, 800, 900), ("flat_glass_energy", "rolled_glass_energy")),
    ("coal", "mining", "10kt/a", (30, 45, 90), ("pulp_energy", "ingot_energy")),
    ("fertiliser", "urea", "10kt/a", (18, 30, 52), ("pulp_energy", "ingot_energy")),
    ("chlor_alkali", "caustic_soda", "10kt/a", (10, 20, 40), ("pulp_energy", "ingot_energy")),
    ("other", "other_unit", "10kt/a", (1, 5, 10), ("pulp_energy", "ingot_energy")),
)


def enterprise_count(lines: int) -> int:
    """How many enterprises own that many lines."""
    return max(1, int(lines / LINES_PER_ENTERPRISE))


def centres() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Longitudes and latitudes of the areas' centres, in the order of AREAS."""
    rows = {row["area_code"]: row for row in read_rows(ROOT / "data" / "reference" / "areas.csv")}
    lon, lat = (np.array([float(rows[code][name]) for code in AREAS]) for name in ("centre_lon", "centre_lat"))
    return lon, lat


def made_enterprises(lines: int, dice: np.random.Generator) -> pd.DataFrame:
    """One row per enterprise: name, declared area and a position (WGS84 degrees) near its centre, 1 in 20 anywhere."""
    count = enterprise_count(lines)
    serials = np.char.zfill(np.arange(count).astype(str), 7)
    names = np.char.add(word("made_prefix"), serials)
    home = dice.integers(0, len(AREAS), count)
    lon, lat = (centre[home] + dice.uniform(-NEAR, NEAR, count) for centre in centres())
    strays = dice.random(count) < STRAYS
    return pd.DataFrame(
        {
            "enterprise_id": np.char.add("E", serials),
            "enterprise_name": names,
            "name_key": names,
            "area_declared": np.asarray(AREAS)[home],
            "lon": np.where(strays, dice.uniform(115.3, 116.5, count), lon),
            "lat": np.where(strays, dice.uniform(35.8, 37.0, count), lat),
            "scale": np.where(dice.random(count) < 0.4, "above", "below"),
        }
    )


def made_lines(lines: int, dice: np.random.Generator) -> pd.DataFrame:
    """One row per line: kind (index of KINDS), sector, process, capacity with unit (some missing), state."""
    kind = dice.integers(0, len(KINDS), lines)
    serials = np.char.zfill(np.arange(lines).astype(str), 8)
    owners = np.char.zfill(dice.integers(0, enterprise_count(lines), lines).astype(str), 7)
    choices = np.array([(capacities * 6)[:6] for _, _, _, capacities, _ in KINDS], dtype=float)
    capacity = choices[kind, dice.integers(0, choices.shape[1], lines)]
    capacity[dice.random(lines) < 0.05] = np.nan
    identity = {"line_id": np.char.add("L", serials), "enterprise_id": np.char.add("E", owners), "line_key": serials}
    names = enumerate(("sector", "process", "capacity_unit"))
    texts = {name: np.asarray([row[place] for row in KINDS])[kind] for place, name in names}
    state = dice.choice(np.asarray(STATES), lines, p=STATE_SHARES)
    return pd.DataFrame({"kind": kind, **identity, **texts, "capacity": capacity, "state": state})


def made_measurements(lines: pd.DataFrame, dice: np.random.Generator) -> pd.DataFrame:
    """Five rows per line: a diameter or a catalogue class, two yes-or-no findings and two energy values."""
    findings = [flag(lines, name, dice) for name in FLAGS]
    return pd.concat([technical(lines, dice), *findings, *energies(lines, dice)], ignore_index=True)


def technical(lines: pd.DataFrame, dice: np.random.Generator) -> pd.DataFrame:
    """The mill diameter (m) of grinding lines, the catalogue class of all others."""
    is_mill = (lines["process"] == "grinding").to_numpy()
    diameter = np.asarray([2.4, 3.0, 3.2, 3.8, 4.2])[dice.integers(0, 5, len(lines))]
    classes = np.asarray(words("class"))[dice.choice(4, len(lines), p=(0.1, 0.8, 0.07, 0.03))]
    return pd.DataFrame(
        {
            "subject_id": lines["line_id"],
            "attribute": np.where(is_mill, "mill_diameter", "catalogue_class"),
            "value_number": np.where(is_mill, diameter, np.nan),
            "value_text": pd.Series(classes, dtype=object).mask(is_mill),
            "unit": pd.Series("m", index=lines.index, dtype=object).where(is_mill),
        }
    )


def flag(lines: pd.DataFrame, attribute: str, dice: np.random.Generator) -> pd.DataFrame:
    """A yes-or-no finding, yes for three lines in a hundred."""
    values = np.where(dice.random(len(lines)) < 0.03, "true", "false")
    return pd.DataFrame({"subject_id": lines["line_id"], "attribute": attribute, "value_text": values})


def energies(lines: pd.DataFrame, dice: np.random.Generator) -> list[pd.DataFrame]:
    """Two energy values per line, which only candidate rules ask for."""
    values = [np.round(dice.uniform(20, 600, len(lines)), 2) for _ in range(2)]
    names = [np.asarray([row[4][place] for row in KINDS])[lines["kind"]] for place in range(2)]
    return [
        pd.DataFrame({"subject_id": lines["line_id"], "attribute": name, "value_number": value})
        for name, value in zip(names, values, strict=True)
    ]
