-- Lines whose exit counts, cumulated by day from `from_day` until the date; what counted before stands in the first day's number. One row a day
-- on which the number changes, the first and the last.
-- key: day
with exited as (

    select exits.exit_day
    from marts.exits as exits
    where
        exits.line_id is not null
        and in_area(exits.area_code, $area)
        and ($sector = '' or exits.sector = $sector)
        and ($process = '' or exits.process = $process)

),

days as (

    select unnest([$from_day::date, greatest($from_day::date, coalesce(getvariable('as_of')::date, current_date))]) as day
    union
    select exited.exit_day
    from exited
    where exited.exit_day >= $from_day::date

)

select days.day, count(exited.exit_day) as counted_lines
from days
left join exited
    on exited.exit_day <= days.day
group by days.day
order by days.day
