-- The reporting areas in official order, with the name of the bureau that writes their letters, empty where none is known.
-- key: area_code
select
    areas.area_code,
    said(areas.name_zh, areas.name_en) as area_name,
    areas.industry_bureau
from reference.areas as areas
where in_sight(areas.area_code)
order by areas.position
