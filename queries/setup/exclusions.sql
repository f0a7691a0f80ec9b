-- Ground inside the city's outline that belongs to another city, as typed in the reference file.
-- key: area_code
select exclusions.area_code, exclusions.name_zh, exclusions.name_en, exclusions.host_area, exclusions.wkt, exclusions.source
from reference.area_exclusions as exclusions
