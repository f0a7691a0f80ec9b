-- How far the exit is, per area, sector, process and state (the stage reached): each line counts once, at its furthest case. 关停, 封存
-- and 拆除 are different states, and capacity stays within one process and one unit.
-- key: area_code, sector, process, state, capacity_unit
with placed as (

    select lines.*, places.area_code
    from intermediate.int_exit_lines as lines
    left join intermediate.int_enterprise_places as places
        on lines.enterprise_id = places.enterprise_id

)

select
    placed.area_code,
    case when coalesce(getvariable('lang'), 'zh') = 'en' then coalesce(areas.name_en, 'Not placed') else coalesce(areas.name_zh, '未落位') end as area_name,
    placed.sector,
    case when coalesce(getvariable('lang'), 'zh') = 'en' then sectors.name_en else sectors.name_zh end as sector_name,
    placed.process,
    case when coalesce(getvariable('lang'), 'zh') = 'en' then processes.name_en else processes.name_zh end as process_name,
    placed.stage as state,
    case when coalesce(getvariable('lang'), 'zh') = 'en' then stages.name_en else stages.name_zh end as state_name,
    count(*) as lines,
    count(distinct placed.enterprise_id) as enterprises,
    sum(placed.capacity) as capacity,
    placed.capacity_unit,
    count(placed.capacity) as with_capacity_count,
    count(*) filter (where states.is_exit_counted) as counted_lines,
    sum(placed.capacity) filter (where states.is_exit_counted) as counted_capacity
from placed
inner join reference.stages as stages
    on placed.stage = stages.stage
inner join intermediate.int_case_states as states
    on placed.case_id = states.case_id
left join reference.sectors as sectors
    on placed.sector = sectors.sector
left join reference.processes as processes
    on placed.process = processes.process
left join reference.areas as areas
    on placed.area_code = areas.area_code
group by all
order by any_value(areas.position), any_value(sectors.position), any_value(processes.position), any_value(stages.position)
