"""Places: areas, towns, zones and what is told apart from them."""

from lib.register.reference.columns import Table, amount, code, day, flag, names, one_of, optional, ref, text, whole
from lib.register.reference.rows import in_order, zone_has_a_host

TABLES: dict[str, Table] = {
    "areas": Table(
        "A county or a city-run zone, in official order.",
        key=("area_code",),
        columns={
            "area_code": code("GB/T 2260 code of a county, own code of a zone"),
            **names("area"),
            "short_zh": text("short Chinese name, for charts"),
            "short_en": text("short English name"),
            "kind": one_of("county or zone", ("county", "zone")),
            "host_area": optional(ref("of a zone: the county it lies in", "areas")),
            "centre_lon": amount("longitude of its centre, degrees WGS84", 73, 136),
            "centre_lat": amount("latitude of its centre, degrees WGS84", 3, 54),
            "industry_bureau": optional(text("who writes its letters")),
            "source": text("where code and centre come from"),
        },
        checks=(zone_has_a_host,),
    ),
    "area_aliases": Table(
        "Another way to write an area.",
        key=("alias",),
        columns={
            "alias": text("the spelling"),
            "area_code": ref("the area meant", "areas"),
            "source": text("why it means that area"),
        },
    ),
    "area_exclusions": Table(
        "A piece of land inside an area that belongs to another city.",
        key=("area_code",),
        columns={
            "area_code": code("code of the land"),
            **names("land"),
            "host_area": ref("the area that surrounds it", "areas"),
            "wkt": text("its outline, WGS84, as WKT"),
            "source": text("where the outline comes from"),
        },
    ),
    "towns": Table(
        "A town or subdistrict.",
        key=("town_code",),
        columns={
            "town_code": code("statistical division code"),
            "town_name": text("Chinese name"),
            "county_code": ref("the county it belongs to", "areas"),
            "source": text("edition of the codes"),
        },
    ),
    "zone_towns": Table(
        "A town that a zone runs, from when to when.",
        key=("area_code", "town_name", "spell"),
        columns={
            "area_code": ref("the zone", "areas"),
            "town_name": text("Chinese name of the town"),
            "spell": whole("1 = the first time it belonged to the zone", 1, 99),
            "town_code": optional(ref("its code, where it has one of its own", "towns")),
            "valid_from": optional(day("first day; empty = from the start")),
            "valid_to": optional(day("first day no more; empty = still")),
            "is_settled": flag("false where membership is not confirmed: it is told as doubtful"),
            "note": text("where the membership comes from"),
        },
        checks=(in_order("valid_from", "valid_to"),),
    ),
    "moved_towns": Table(
        "A town that changed its county.",
        key=("town_code", "from_county"),
        columns={
            "town_code": ref("the town", "towns"),
            "town_name": text("Chinese name"),
            "from_county": ref("the county it left", "areas"),
            "to_county": ref("the county it came to", "areas"),
            "moved_on": optional(day("day of the change; empty = not published")),
            "note": text("remark"),
        },
    ),
    "provinces": Table(
        "A province, to know addresses of elsewhere.",
        key=("prefix",),
        columns={
            "prefix": code("first two digits of its codes"),
            "name_zh": text("Chinese name"),
            "short_zh": text("short Chinese name"),
        },
    ),
}
