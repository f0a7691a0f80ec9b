-- Every line that is or was to exit, once, at its furthest case, with its place and the capacity the register has of it on the date. A
-- line whose cases were all withdrawn is not here.
-- key: line_id
select
    exits.line_id,
    exits.case_id,
    exits.stage,
    said(stages.name_zh, stages.name_en) as stage_name,
    states.is_exit_counted,
    exits.enterprise_id,
    places.area_code,
    said(coalesce(areas.name_zh, '未落位'), coalesce(areas.name_en, 'Not placed')) as area_name,
    exits.sector,
    said(sectors.name_zh, sectors.name_en) as sector_name,
    exits.process,
    said(processes.name_zh, processes.name_en) as process_name,
    exits.capacity,
    exits.capacity_unit
from intermediate.int_exit_lines as exits
inner join intermediate.int_case_states as states
    on exits.case_id = states.case_id
inner join reference.stages as stages
    on exits.stage = stages.stage
left join intermediate.int_enterprise_places as places
    on exits.enterprise_id = places.enterprise_id
left join reference.sectors as sectors
    on exits.sector = sectors.sector
left join reference.processes as processes
    on exits.process = processes.process
left join reference.areas as areas
    on places.area_code = areas.area_code
