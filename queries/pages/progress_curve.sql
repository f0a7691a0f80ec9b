-- Cases opened, shut, dismantled and accepted, cumulated by day, from `from_day` until the date or `until`, whichever is first; what
-- happened before stands in the first day's number. One row a day on which a number changes, and the last day.
-- key: fact, day
with bounds as (

    select
        $from_day::date as first_day,
        least($until::date, coalesce(getvariable('as_of')::date, current_date)) as last_day

),

happened as (

    select unpivoted.case_id, unpivoted.fact, unpivoted.happened_on
    from (
        select
            cases.case_id,
            cases.opened_on as opened,
            cases.shut_down_on as shut,
            cases.dismantled_on as dismantled,
            cases.city_accepted_on as accepted
        from marts.cases as cases
        where
            cases.stage != 'withdrawn'
            and ($area = '' or coalesce(cases.area_code, 'unplaced') = $area)
            and ($sector = '' or cases.sector = $sector)
    ) unpivot (happened_on for fact in (opened, shut, dismantled, accepted)) as unpivoted

),

days as (

    select facts.fact, unnest([bounds.first_day, bounds.last_day]) as day
    from bounds
    cross join (values ('opened'), ('shut'), ('dismantled'), ('accepted')) as facts (fact)
    union
    select happened.fact, happened.happened_on
    from happened
    inner join bounds
        on happened.happened_on between bounds.first_day and bounds.last_day

)

select days.fact, days.day, count(happened.case_id) as case_count
from days
left join happened
    on days.fact = happened.fact and happened.happened_on <= days.day
group by days.fact, days.day
order by days.fact, days.day
