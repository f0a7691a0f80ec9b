-- Every area in official order with its lines by verdict; `unplaced` comes last.
-- key: area_code
select areas.*
from marts.outdated_by_area as areas
order by areas.position
