-- Where the exit is stuck: every area, or every sector of the account (`by`), worst first: the lines of the account that are left to exit, what
-- they changed by since the compared date, those without a case, cases overdue, and what was not reported in the newest period that has
-- begun (an area's sectors, a sector's areas); of an area also its outdated lines. Lines and cases that lie in no area stand under `unplaced`.
-- reads intermediate: marts of the account and of reports name neither marks of cases nor what each line did since a day.
-- key: code
with lines as (

    select
        case when $by = 'area' then coalesce(standing.area_code, 'unplaced') else standing.sector end as code,
        count(*) as identified_lines,
        count(*) filter (where standing.standing_group = 'outstanding') as outstanding_lines,
        count(*) filter (where standing.standing = 'not_opened') as not_opened_lines,
        count(*) filter (where standing.standing_group = 'left') as left_lines
    from intermediate.int_standing as standing
    group by code

),

changes as (

    select
        case when $by = 'area' then coalesce(bridge.area_code, 'unplaced') else bridge.sector end as code,
        sum(bridge.sign)::bigint as change
    from intermediate.int_bridge as bridge
    group by code

),

overdue as (

    select
        case when $by = 'area' then coalesce(cases.area_code, 'unplaced') else cases.sector end as code,
        count(*) as overdue_cases
    from intermediate.int_case_marks as marks
    inner join intermediate.int_case_subjects as cases
        on marks.case_id = cases.case_id
    where marks.mark = 'overdue'
    group by code

),

asked as (

    -- What areas owe in the newest period that has begun.
    select cells.*
    from intermediate.int_report_cells as cells
    inner join reference.periods as periods
        on cells.period = periods.period
    where cells.matrix = 'reports' and periods.opens_on <= coalesce(getvariable('as_of')::date, current_date)
    qualify dense_rank() over (order by periods.opens_on desc, periods.period desc) = 1

),

silent as (

    select
        case when $by = 'area' then asked.area_code else asked.sector end as code,
        any_value(asked.period) as period,
        any_value(asked.due_on) as due_on,
        count(*) as owed_cells,
        count(*) filter (where asked.report_id is null) as silent_cells
    from asked
    group by code

),

known as (

    select areas.area_code, areas.line_count, areas.outdated_lines
    from marts.outdated_by_area as areas

),

places as (

    select areas.area_code as code, areas.position
    from reference.areas as areas
    where $by = 'area' and in_sight(areas.area_code)
    union all
    select lines.code, coalesce(sectors.position, 1000)
    from lines
    left join reference.sectors as sectors
        on lines.code = sectors.sector
    where $by = 'sector' or lines.code = 'unplaced'

)

select
    places.code,
    places.code as area_code,
    coalesce(names.name, said('未落位', 'Not placed')) as name,
    coalesce(known.line_count, lines.identified_lines, 0) as line_count,
    known.outdated_lines,
    coalesce(lines.identified_lines, 0) as identified_lines,
    coalesce(lines.outstanding_lines, 0) as outstanding_lines,
    coalesce(changes.change, 0) as change,
    coalesce(lines.not_opened_lines, 0) as not_opened_lines,
    coalesce(lines.left_lines, 0) as left_lines,
    coalesce(overdue.overdue_cases, 0) as overdue_cases,
    silent.period,
    silent.due_on,
    silent.silent_cells,
    silent.owed_cells
from places
left join marts.labels as names
    on names.kind = case when $by = 'area' then 'area_short' else 'sector' end and places.code = names.code
left join lines
    on places.code = lines.code
left join changes
    on places.code = changes.code
left join overdue
    on places.code = overdue.code
left join silent
    on places.code = silent.code
left join known
    on $by = 'area' and places.code = known.area_code
order by outstanding_lines desc, overdue_cases desc, not_opened_lines desc, silent.silent_cells desc nulls last, places.position, places.code
