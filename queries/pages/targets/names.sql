-- The enterprises of one area by name.
-- key: enterprise_id
select enterprises.enterprise_id, enterprises.enterprise_name
from marts.enterprises as enterprises
where in_area(enterprises.area_code, $area)
order by enterprises.enterprise_name, enterprises.enterprise_id
