-- The terms of the bridge that the lines of an area, sector and process earned; an empty filter lets all pass. What moved from one place
-- to another is told where only one of the two is asked for, so that the city has no such term.
-- key: line_id, term
create or replace macro intermediate.bridge_of(wanted_area, wanted_sector, wanted_process) as table
select bridge.*
from intermediate.int_bridge as bridge
where
    in_area(bridge.area_code, wanted_area)
    and (wanted_sector = '' or bridge.sector = wanted_sector)
    and (wanted_process = '' or bridge.process = wanted_process)
qualify
    bridge.term not in ('moved_in', 'moved_out')
    or count(*) filter (where bridge.term in ('moved_in', 'moved_out')) over (partition by bridge.line_id) = 1
