-- Overdue clocks and those due within the month of the date, counted per area or per lead department (`by`), areas in official order.
-- key: code
with running as (

    select
        deadlines.*,
        unnest(
            case
                when $by = 'area' then [coalesce(deadlines.area_code, 'unplaced')]
                else string_split(deadlines.departments, ';')
            end
        ) as code
    from marts.deadlines as deadlines
    where deadlines.met_on is null

)

select
    running.code,
    case
        when $by = 'area' then coalesce(any_value(running.area_name), said('未落位', 'Not placed'))
        else said(running.code, coalesce(any_value(departments.name_en), running.code))
    end as name,
    count(*) as running_clocks,
    count(distinct running.case_id) filter (where running.colour = 'overdue') as overdue_cases,
    count(distinct running.case_id) filter (
        where date_trunc('month', running.due_on) = date_trunc('month', coalesce(getvariable('as_of')::date, current_date))
    ) as due_month_cases,
    min(running.due_on) as next_due_on
from running
left join reference.areas as areas
    on running.code = areas.area_code
left join reference.departments as departments
    on running.code = departments.department
group by running.code
order by any_value(areas.position) nulls last, running.code
