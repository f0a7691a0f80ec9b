-- What the register shows of the asked lines and enterprises, one row per id; an enterprise has no columns of a line.
-- key: shown_id
select
    lines.line_id as shown_id,
    lines.enterprise_id,
    lines.line_key,
    lines.model,
    lines.capacity_filed,
    lines.capacity_actual,
    lines.capacity_recognised,
    lines.capacity_unit,
    enterprises.lon,
    enterprises.lat,
    places.area_code,
    areas.name_zh as area_zh,
    areas.name_en as area_en
from staging.stg_lines as lines
semi join asked_ids as asked
    on lines.line_id = asked.shown_id
inner join staging.stg_enterprises as enterprises
    on lines.enterprise_id = enterprises.enterprise_id
inner join intermediate.int_enterprise_places as places
    on lines.enterprise_id = places.enterprise_id
left join reference.areas as areas
    on places.area_code = areas.area_code

union all

select
    enterprises.enterprise_id as shown_id,
    enterprises.enterprise_id,
    null,
    null,
    null,
    null,
    null,
    null,
    enterprises.lon,
    enterprises.lat,
    places.area_code,
    areas.name_zh,
    areas.name_en
from staging.stg_enterprises as enterprises
semi join asked_ids as asked
    on enterprises.enterprise_id = asked.shown_id
inner join intermediate.int_enterprise_places as places
    on enterprises.enterprise_id = places.enterprise_id
left join reference.areas as areas
    on places.area_code = areas.area_code
