-- What is due by lead department: clocks overdue and clocks due within 30 days of the date, most urgent first; one that several departments
-- lead jointly counts at each, and in the first row, without a department, all count once.
-- key: department
with running as (

    select
        deadlines.days_left,
        deadlines.due_on,
        unnest(list_distinct(list_prepend('', string_split(coalesce(deadlines.departments, ''), ';')))) as department
    from marts.deadlines as deadlines
    where
        deadlines.met_on is null
        and deadlines.days_left <= 30
        and in_area(deadlines.area_code, $area)
        and ($sector = '' or deadlines.sector = $sector)

)

select
    running.department,
    case
        when running.department = '' then said('合计', 'In all')
        else said(running.department, coalesce(any_value(departments.name_en), running.department))
    end as department_name,
    count(*) filter (where running.days_left < 0) as overdue_clocks,
    count(*) filter (where running.days_left >= 0) as due_clocks,
    min(running.due_on) filter (where running.days_left >= 0) as next_due_on
from running
left join reference.departments as departments
    on running.department = departments.department
group by running.department
order by running.department != '', overdue_clocks desc, due_clocks desc
