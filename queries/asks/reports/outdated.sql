-- Outdated lines and enterprises of every area on the date, in official order; `unplaced` comes last.
-- key: area_code
select areas.area_code, areas.area_name, areas.outdated_lines, areas.outdated_enterprises
from marts.outdated_by_area as areas
order by areas.position
