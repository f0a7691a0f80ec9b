-- Lines that are shut on the date, each once, with the case that tells its standing, the day it was shut and the day its exit counts from.
-- key: line_id
select
    exits.line_id,
    exits.case_id,
    exits.enterprise_id,
    places.area_code,
    exits.sector,
    cases.shut_down_on,
    cases.exit_day
from intermediate.int_exit_lines as exits
inner join reference.stages as stages
    on exits.stage = stages.stage
inner join intermediate.int_case_states as cases
    on exits.case_id = cases.case_id
left join intermediate.int_enterprise_places as places
    on exits.enterprise_id = places.enterprise_id
where stages.is_shut
