-- The reporting areas as the maps draw them: simplified outline (GeoJSON, WGS84) or none, where name and circle stand, source.
-- key: area_code
select
    shapes.area_code,
    shapes.area_name,
    shapes.area_label as label,
    shapes.kind,
    shapes.geojson,
    shapes.label_lon as centre_lon,
    shapes.label_lat as centre_lat,
    shapes.source
from marts.area_shapes as shapes
where shapes.kind in ('county', 'zone')
order by shapes.position
