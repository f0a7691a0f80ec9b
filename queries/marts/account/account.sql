-- The account of exits on the date: every line ever identified has one standing, so lines add up to all identified in every area, sector
-- and process. Capacity stays within one process and one unit; enterprises with lines in several rows are counted in each.
-- key: area_code, sector, process, standing, capacity_unit
select
    lines.area_code,
    lines.sector,
    lines.process,
    lines.standing,
    lines.standing_group,
    count(*) as lines,
    count(distinct lines.enterprise_id) as enterprises,
    sum(lines.capacity) as capacity,
    lines.capacity_unit
from intermediate.int_standing as lines
inner join reference.standings as standings
    on lines.standing = standings.standing
left join reference.sectors as sectors
    on lines.sector = sectors.sector
left join reference.processes as processes
    on lines.process = processes.process
left join reference.areas as areas
    on lines.area_code = areas.area_code
group by lines.area_code, lines.sector, lines.process, lines.standing, lines.standing_group, lines.capacity_unit
order by
    any_value(areas.position) nulls last,
    any_value(sectors.position),
    any_value(processes.position) nulls last,
    any_value(standings.position),
    lines.capacity_unit nulls last
