-- Every code a polygon may carry, with its names: the areas and the towns of the reference files.
-- key: area_code
select areas.area_code, areas.kind, areas.name_zh, areas.name_en, areas.host_area
from reference.areas as areas
union all
select towns.town_code, 'town', towns.town_name, towns.town_name, towns.county_code
from reference.towns as towns
