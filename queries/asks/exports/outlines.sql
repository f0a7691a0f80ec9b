-- Every area, the city and its exclusions with the exact outline (WKB, WGS84), or without one the centre (degrees, WGS84).
-- key: area_code
select
    coalesce(shapes.area_code, areas.area_code) as area_code,
    shapes.shape,
    areas.centre_lon::double as lon,
    areas.centre_lat::double as lat
from reference.areas as areas
full join (select * from reference.area_shapes where kind != 'town') as shapes
    on areas.area_code = shapes.area_code
