-- The reporting areas in official order, with the name of the bureau that writes their letters, empty where none is known.
-- key: area_code
select
    areas.area_code,
    case when coalesce(getvariable('lang'), 'zh') = 'en' then areas.name_en else areas.name_zh end as area_name,
    areas.industry_bureau
from reference.areas as areas
order by areas.position
