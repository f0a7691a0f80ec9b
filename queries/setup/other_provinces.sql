-- The provinces the city does not lie in.
-- key: prefix
select provinces.prefix, provinces.name_zh, provinces.short_zh
from reference.provinces as provinces
where provinces.prefix not in (select left(shapes.area_code, 2) from reference.area_shapes as shapes where shapes.kind = 'city')
order by provinces.prefix
