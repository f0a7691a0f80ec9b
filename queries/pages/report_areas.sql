-- The reporting areas in official order.
-- key: area_code
select
    areas.area_code,
    case when coalesce(getvariable('lang'), 'zh') = 'en' then areas.name_en else areas.name_zh end as area_name
from reference.areas as areas
order by areas.position
