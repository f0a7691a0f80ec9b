-- Lines whose exit counts, by the year in which it counts, and all until then; every year from the first to the date's, the last five.
-- key: exit_year
with exited as (

    select exits.exit_year
    from marts.exits as exits
    where
        exits.line_id is not null
        and in_area(exits.area_code, $area)
        and ($sector = '' or exits.sector = $sector)
        and ($process = '' or exits.process = $process)

),

years as (

    select unnest(
        range((select min(exited.exit_year) from exited), year(coalesce(getvariable('as_of')::date, current_date)) + 1)
    )::bigint as exit_year

)

select
    years.exit_year,
    count(*) filter (where exited.exit_year = years.exit_year) as counted_lines,
    count(exited.exit_year) as counted_in_all
from years
left join exited
    on exited.exit_year <= years.exit_year
group by years.exit_year
qualify row_number() over (order by years.exit_year desc) <= 5
order by years.exit_year
