-- The account of exits by area in official order, lines of no area last: what was identified and became what, and what is late.
-- key: area_name
with lines as (

    select
        coalesce(account.area_code, 'unplaced') as area_code,
        sum(account.lines) as identified_lines,
        sum(account.lines) filter (where account.standing_group = 'outstanding') as outstanding_lines,
        sum(account.lines) filter (where account.standing = 'not_opened') as unopened_lines,
        sum(account.lines) filter (where account.standing_group = 'left') as left_lines,
        sum(account.lines) filter (where account.standing_group = 'settled') as settled_lines,
        sum(account.lines) filter (where account.standing_group = 'withdrawn') as corrected_lines
    from marts.account as account
    group by all

),

overdue as (

    select coalesce(clocks.area_code, 'unplaced') as area_code, count(distinct clocks.case_id) as overdue_cases
    from marts.deadlines as clocks
    where clocks.days_left < 0
    group by all

)

select
    areas.area_name,
    coalesce(lines.identified_lines, 0)::bigint as identified_lines,
    coalesce(lines.outstanding_lines, 0)::bigint as outstanding_lines,
    coalesce(lines.unopened_lines, 0)::bigint as unopened_lines,
    coalesce(overdue.overdue_cases, 0) as overdue_cases,
    coalesce(lines.left_lines, 0)::bigint as left_lines,
    coalesce(lines.settled_lines, 0)::bigint as settled_lines,
    coalesce(lines.corrected_lines, 0)::bigint as corrected_lines
from marts.outdated_by_area as areas
left join lines
    on areas.area_code = lines.area_code
left join overdue
    on areas.area_code = overdue.area_code
order by areas.position
