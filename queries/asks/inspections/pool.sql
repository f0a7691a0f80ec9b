-- The enterprises of an area that have a line on the date, by id: among whom a random share is drawn.
-- key: enterprise_id
select enterprises.enterprise_id
from intermediate.int_enterprises as enterprises
where enterprises.area_code = $area and enterprises.line_count > 0
order by enterprises.enterprise_id
