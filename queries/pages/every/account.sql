-- Lines of the account at each standing, every standing in order: of the city, an area (`unplaced` for what has none), a sector, or an area's
-- sector. `counted_lines`: those whose exit counts.
-- reads intermediate: the mart counts by process and unit, and counted exits stand in another.
-- key: standing
with found as (

    select standing.standing, count(*) as lines, count(standing.exit_day) as counted_lines
    from intermediate.int_standing as standing
    where
        in_area(standing.area_code, $area)
        and ($sector = '' or standing.sector = $sector)
    group by standing.standing

)

select
    standings.standing,
    labels.name as standing_name,
    standings.standing_group,
    labels.colour,
    coalesce(found.lines, 0) as lines,
    coalesce(found.counted_lines, 0) as counted_lines
from reference.standings as standings
inner join marts.labels as labels
    on labels.kind = 'standing' and standings.standing = labels.code
left join found
    on standings.standing = found.standing
order by standings.position
