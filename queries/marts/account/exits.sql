-- Exits that count on the date 计入依法退出, one row a line, a whole enterprise as its lines; an enterprise of which the register has no line is
-- one row without `line_id`. `exit_day` is the day the last required fact was met (exit_facts.csv), `exit_year` the one year it counts in.
-- key: line_id, case_id
with exited as (

    select
        lines.line_id,
        lines.case_id,
        lines.enterprise_id,
        lines.how,
        lines.exit_day,
        lines.sector,
        lines.process,
        lines.capacity,
        lines.capacity_unit
    from intermediate.int_standing as lines
    where lines.exit_day is not null

    union all

    select
        null,
        arg_min(exits.case_id, (exits.exit_day, exits.case_id)),
        cases.enterprise_id,
        arg_min(exits.exit_form, (exits.exit_day, exits.case_id)),
        min(exits.exit_day),
        null,
        null,
        null,
        null
    from intermediate.int_exit_days as exits
    inner join intermediate.int_case_states as cases
        on exits.case_id = cases.case_id
    where coalesce(len(cases.line_ids), 0) = 0
    group by cases.enterprise_id

)

select
    exited.line_id,
    exited.enterprise_id,
    exited.case_id,
    exited.exit_day,
    year(exited.exit_day) as exit_year,
    exited.how,
    cases.city_accepted_on as accepted_on,
    places.area_code,
    coalesce(exited.sector, 'unknown') as sector,
    exited.process,
    exited.capacity,
    exited.capacity_unit
from exited
inner join intermediate.int_case_states as cases
    on exited.case_id = cases.case_id
left join intermediate.int_enterprise_places as places
    on exited.enterprise_id = places.enterprise_id
left join reference.areas as areas
    on places.area_code = areas.area_code
order by exited.exit_day, areas.position nulls last, exited.line_id
