-- Lines that the cases shut or dismantled by the date and of which the register does not say so yet, as a county writes them.
-- key: line_id
with told as (

    select unnest(cases.line_ids) as line_id, cases.dismantled_on is not null as is_dismantled
    from intermediate.int_case_states as cases
    where cases.shut_down_on is not null

),

furthest as (

    select told.line_id, case when bool_or(told.is_dismantled) then 'dismantled' else 'shut' end as state
    from told
    group by told.line_id

)

select
    furthest.line_id,
    enterprises.enterprise_name as name,
    coalesce(enterprises.credit_code, '') as code,
    lines.line_name as line,
    coalesce(sectors.name_zh, '') as sector,
    coalesce(processes.name_zh, '') as process,
    states.name_zh as state
from furthest
inner join staging.stg_lines as lines
    on furthest.line_id = lines.line_id
inner join staging.stg_enterprises as enterprises
    on lines.enterprise_id = enterprises.enterprise_id
inner join reference.states as states
    on furthest.state = states.state
left join reference.sectors as sectors
    on lines.sector = sectors.sector
left join reference.processes as processes
    on lines.process = processes.process
where lines.state != furthest.state and lines.line_name is not null
order by enterprises.enterprise_name, lines.line_name, furthest.line_id
