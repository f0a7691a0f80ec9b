-- stored: the targets page
-- sorted: position
-- Every enterprise there is a reason to visit: its sources and what each adds to its priority, its most urgent running clock. A source
-- counts once, however many reasons it has. `position` is the order of visiting: priority, then area and name.
-- key: enterprise_id
with counted as (

    select
        reasons.enterprise_id,
        reasons.source,
        count(*) as reason_count,
        min(reasons.position) as first_position
    from intermediate.int_target_reasons as reasons
    group by reasons.enterprise_id, reasons.source

),

weighed as (

    select
        counted.enterprise_id,
        list(counted.source order by sources.weight desc, sources.position) as sources,
        sum(sources.weight)::integer as priority,
        sum(counted.reason_count)::integer as reason_count,
        min(counted.first_position) as first_position
    from counted
    inner join reference.target_sources as sources
        on counted.source = sources.source
    group by counted.enterprise_id

),

clocks as (

    select
        cases.enterprise_id,
        min(running.due_on) as due_on,
        arg_min(running.colour, (running.due_on, running.clock, running.case_id)) as colour
    from intermediate.int_case_clocks as running
    inner join intermediate.int_case_states as cases
        on running.case_id = cases.case_id
    where running.met_on is null
    group by cases.enterprise_id

)

select
    weighed.*,
    enterprises.area_code,
    enterprises.enterprise_name,
    enterprises.credit_code,
    enterprises.former_names,
    enterprises.scale,
    clocks.due_on,
    clocks.colour,
    row_number() over (order by weighed.priority desc, enterprises.position) as position
from weighed
inner join intermediate.int_enterprises as enterprises
    on weighed.enterprise_id = enterprises.enterprise_id
left join clocks
    on weighed.enterprise_id = clocks.enterprise_id
