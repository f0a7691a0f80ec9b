-- A polygon of the city: an area, a town, an exclusion (foreign ground inside the city) or the city's outline. Written when the
-- register is made ready; positions are WGS84 degrees; `geojson` is the outline for the browser, `shape` (WKB) the exact one.
-- key: area_code, kind
create table if not exists reference.area_shapes (
    area_code varchar,
    kind varchar,
    name_zh varchar,
    name_en varchar,
    host_area varchar,
    shape blob,
    geojson varchar,
    label_lon double,
    label_lat double,
    source varchar
)
