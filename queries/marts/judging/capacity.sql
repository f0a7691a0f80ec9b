-- Lines and capacity per area, sector, process, unit, state and verdict, in the reader's words; capacity only ever within one
-- process and one unit.
-- key: area_code, sector, process, capacity_unit, state, verdict
select
    cube.area_code,
    case when coalesce(getvariable('lang'), 'zh') = 'en' then coalesce(areas.name_en, 'Not placed') else coalesce(areas.name_zh, '未落位') end as area_name,
    cube.sector,
    case when coalesce(getvariable('lang'), 'zh') = 'en' then sectors.name_en else sectors.name_zh end as sector_name,
    cube.process,
    case when coalesce(getvariable('lang'), 'zh') = 'en' then processes.name_en else processes.name_zh end as process_name,
    cube.capacity_unit,
    cube.state,
    case when coalesce(getvariable('lang'), 'zh') = 'en' then states.name_en else states.name_zh end as state_name,
    cube.verdict,
    case when coalesce(getvariable('lang'), 'zh') = 'en' then verdicts.name_en else verdicts.name_zh end as verdict_name,
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
