-- The city's code and name, and the province it lies in.
-- key: area_code
select shapes.area_code, shapes.name_zh, provinces.name_zh as province, provinces.short_zh as province_short
from reference.area_shapes as shapes
left join reference.provinces as provinces
    on left(shapes.area_code, 2) = provinces.prefix
where shapes.kind = 'city'
