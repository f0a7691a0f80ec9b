-- The areas of a city that has no areas.csv: its counties (and zones, where their polygons were dropped in).
create or replace table reference.areas as
select
    shapes.area_code,
    shapes.name_zh,
    shapes.name_en,
    case when length(shapes.name_zh) > 2 then regexp_replace(shapes.name_zh, '[县区市]$', '') else shapes.name_zh end as short_zh,
    shapes.name_en as short_en,
    shapes.kind,
    shapes.host_area,
    shapes.label_lon::decimal(18, 8) as centre_lon,
    shapes.label_lat::decimal(18, 8) as centre_lat,
    shapes.source,
    row_number() over (order by shapes.kind, shapes.area_code)::integer as position
from reference.area_shapes as shapes
where shapes.kind in ('county', 'zone')
