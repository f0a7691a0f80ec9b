-- Cases opened, shut, dismantled and accepted, cumulated by day, from `from_day` until the date or `until`, whichever is first; what
-- happened before stands in the first day's number, and what a relapse undid counts until then. One row a day on which a number
-- changes, and the last day.
-- key: fact, day
with bounds as (

    select
        $from_day::date as first_day,
        least($until::date, coalesce(getvariable('as_of')::date, current_date)) as last_day

),

chosen as (

    select cases.case_id, cases.opened_on
    from marts.cases as cases
    where
        cases.stage != 'withdrawn'
        and in_area(cases.area_code, $area)
        and ($sector = '' or cases.sector = $sector)

),

relapses as (

    select steps.case_id, steps.happened_on, steps.position
    from marts.case_steps as steps
    where steps.step = 'relapsed' and not steps.is_reversed

),

spans as (

    -- From the day of the fact until a relapse undoes it.
    select
        chosen.case_id,
        case steps.step when 'shut_down' then 'shut' when 'dismantled' then 'dismantled' else 'accepted' end as fact,
        steps.happened_on,
        min(relapses.happened_on) as undone_on
    from chosen
    inner join marts.case_steps as steps
        on chosen.case_id = steps.case_id and steps.step in ('shut_down', 'dismantled', 'city_accepted') and not steps.is_reversed
    left join relapses
        on
            steps.case_id = relapses.case_id
            and (relapses.happened_on, relapses.position) > (steps.happened_on, steps.position)
    group by chosen.case_id, steps.step, steps.happened_on, steps.position

    union all

    select chosen.case_id, 'opened', chosen.opened_on, null
    from chosen

),

days as (

    select facts.fact, unnest([bounds.first_day, bounds.last_day]) as day
    from bounds
    cross join (values ('opened'), ('shut'), ('dismantled'), ('accepted')) as facts (fact)
    union
    select changes.fact, changes.day
    from (select spans.fact, unnest([spans.happened_on, spans.undone_on]) as day from spans) as changes
    inner join bounds
        on changes.day between bounds.first_day and bounds.last_day

)

select days.fact, days.day, count(spans.case_id) as case_count
from days
left join spans
    on days.fact = spans.fact and spans.happened_on <= days.day and (spans.undone_on is null or spans.undone_on > days.day)
group by days.fact, days.day
order by days.fact, days.day
