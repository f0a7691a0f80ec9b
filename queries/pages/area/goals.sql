-- Goals of an area as of the date, with the lines and the capacity of its exits that counted in the year of the goal by its day; an empty
-- sector or process means all. No row: no goal was set.
-- key: goal_id
select
    goals.goal_id,
    coalesce(sectors.name, said('全部行业', 'All sectors')) as sector_name,
    processes.name as process_name,
    goals.lines as goal_lines,
    count(exits.case_id) as counted_lines,
    goals.capacity as goal_capacity,
    sum(exits.capacity) filter (where exits.capacity_unit = goals.capacity_unit) as counted_capacity,
    units.name as unit_name,
    goals.due_on,
    goals.measures,
    goals.departments,
    goals.document
from marts.goals as goals
left join marts.exits as exits
    on
        goals.area_code = exits.area_code
        and (goals.sector is null or goals.sector = exits.sector)
        and (goals.process is null or goals.process = exits.process)
        and exits.exit_year = year(goals.due_on)
        and exits.exit_day <= goals.due_on
        and exits.line_id is not null
left join marts.labels as sectors
    on sectors.kind = 'sector' and goals.sector = sectors.code
left join marts.labels as processes
    on processes.kind = 'process' and goals.process = processes.code
left join marts.labels as units
    on units.kind = 'unit' and goals.capacity_unit = units.code
where goals.area_code = $area and ($sector = '' or goals.sector is null or goals.sector = $sector)
group by all
order by goals.due_on, sector_name, process_name
