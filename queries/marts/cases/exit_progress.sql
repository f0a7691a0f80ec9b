-- How far the exit is, per area, sector, process and state (the stage reached): each line counts once, at its furthest case. 关停, 封存
-- and 拆除 are different states, and capacity stays within one process and one unit.
-- key: area_code, sector, process, state, capacity_unit
select
    exits.area_code,
    exits.area_name,
    exits.sector,
    exits.sector_name,
    exits.process,
    exits.process_name,
    exits.stage as state,
    exits.stage_name as state_name,
    count(*) as lines,
    count(distinct exits.enterprise_id) as enterprises,
    sum(exits.capacity) as capacity,
    exits.capacity_unit,
    count(exits.capacity) as with_capacity_count,
    count(*) filter (where exits.is_exit_counted) as counted_lines,
    sum(exits.capacity) filter (where exits.is_exit_counted) as counted_capacity
from marts.exit_lines as exits
inner join reference.stages as stages
    on exits.stage = stages.stage
left join reference.sectors as sectors
    on exits.sector = sectors.sector
left join reference.processes as processes
    on exits.process = processes.process
left join reference.areas as areas
    on exits.area_code = areas.area_code
group by all
order by any_value(areas.position), any_value(sectors.position), any_value(processes.position), any_value(stages.position)
