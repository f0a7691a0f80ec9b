-- Lines and capacity per area, sector, process, unit, state and verdict, in the reader's words; capacity only ever within one
-- process and one unit.
-- key: area_code, sector, process, capacity_unit, state, verdict
select
    cube.area_code,
    said(coalesce(areas.name_zh, '未落位'), coalesce(areas.name_en, 'Not placed')) as area_name,
    cube.sector,
    said(sectors.name_zh, sectors.name_en) as sector_name,
    cube.process,
    said(processes.name_zh, processes.name_en) as process_name,
    cube.capacity_unit,
    cube.state,
    said(states.name_zh, states.name_en) as state_name,
    cube.verdict,
    said(verdicts.name_zh, verdicts.name_en) as verdict_name,
    verdicts.severity,
    cube.line_count,
    cube.with_capacity_count,
    cube.capacity
from intermediate.int_capacity_cube as cube
inner join reference.sectors as sectors
    on cube.sector = sectors.sector
inner join reference.states as states
    on cube.state = states.state
inner join reference.verdicts as verdicts
    on cube.verdict = verdicts.verdict
left join reference.areas as areas
    on cube.area_code = areas.area_code
left join reference.processes as processes
    on cube.process = processes.process
