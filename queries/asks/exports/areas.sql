-- Every area as of the date with its counts and its exact outline (WKB, WGS84); a zone without a polygon has none.
-- key: area_code
select
    areas.*,
    shapes.source as outline_source,
    shapes.shape
from marts.outdated_by_area as areas
left join reference.area_shapes as shapes
    on areas.area_code = shapes.area_code and shapes.kind in ('county', 'zone')
order by areas.position
