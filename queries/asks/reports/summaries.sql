-- For every area what a summary of its work is drafted from, as the account has it on the date: lines by standing, cases overdue; and the summary
-- the area itself gave for the period, if any.
-- key: area_code
with lines as (

    select
        account.area_code,
        sum(account.lines)::integer as identified_lines,
        coalesce(sum(account.lines) filter (where account.standing_group = 'outstanding'), 0)::integer as outstanding_lines,
        coalesce(sum(account.lines) filter (where account.standing_group = 'left'), 0)::integer as left_lines,
        coalesce(sum(account.lines) filter (where account.standing_group = 'settled'), 0)::integer as settled_lines,
        coalesce(sum(account.lines) filter (where account.standing_group = 'withdrawn'), 0)::integer as corrected_lines,
        coalesce(sum(account.lines) filter (where account.standing = 'not_opened'), 0)::integer as unopened_lines
    from marts.account as account
    group by account.area_code

),

overdue as (

    select clocks.area_code, count(distinct clocks.case_id)::integer as overdue_cases
    from marts.deadlines as clocks
    where clocks.days_left < 0
    group by clocks.area_code

)

select
    areas.area_code,
    said(areas.name_zh, areas.name_en) as area_name,
    coalesce(lines.identified_lines, 0) as identified_lines,
    coalesce(lines.outstanding_lines, 0) as outstanding_lines,
    coalesce(lines.unopened_lines, 0) as unopened_lines,
    coalesce(overdue.overdue_cases, 0) as overdue_cases,
    coalesce(lines.left_lines, 0) as left_lines,
    coalesce(lines.settled_lines, 0) as settled_lines,
    coalesce(lines.corrected_lines, 0) as corrected_lines,
    given.note
from reference.areas as areas
left join lines
    on areas.area_code = lines.area_code
left join overdue
    on areas.area_code = overdue.area_code
left join staging.stg_reports as given
    on areas.area_code = given.area_code and given.matrix = 'summary' and given.period = $period
where in_sight(areas.area_code)
order by areas.position
