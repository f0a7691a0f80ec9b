-- How far the exit is on the date, per area, sector, process and stage, in official order (the mart `exit_progress`).
-- key: area_code, sector, process, state, capacity_unit
select progress.*
from marts.exit_progress as progress
