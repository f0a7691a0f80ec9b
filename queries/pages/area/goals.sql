-- Goals of an area (empty: of every area) as of the date, with the lines and the capacity of its exits that counted from the beginning of
-- the year in which the goal was set until it is due; an empty sector or process means all. An area without one is a row that says so.
-- key: area_code, goal_id
with counted as (

    select
        goals.*,
        count(exits.case_id) as goal_counted_lines,
        sum(exits.capacity) filter (where exits.capacity_unit = goals.capacity_unit) as goal_counted_capacity
    from marts.goals as goals
    left join marts.exits as exits
        on
            goals.area_code = exits.area_code
            and (goals.sector is null or goals.sector = exits.sector)
            and (goals.process is null or goals.process = exits.process)
            and exits.exit_day between date_trunc('year', goals.set_on) and goals.due_on
            and exits.line_id is not null
    where $sector = '' or goals.sector is null or goals.sector = $sector
    group by all

)

select
    areas.area_code,
    said(areas.name_zh, areas.name_en) as area_name,
    goals.goal_id,
    case when goals.goal_id is not null then coalesce(sectors.name, said('全部行业', 'All sectors')) end as sector_name,
    processes.name as process_name,
    goals.lines as goal_lines,
    goals.goal_counted_lines,
    goals.capacity as goal_capacity,
    goals.goal_counted_capacity,
    units.name as unit_name,
    goals.due_on,
    goals.tasks,
    goals.measures,
    goals.departments as goal_departments,
    coalesce(goals.document, said('未下达', 'none was set')) as document,
    goals.file_name as goal_file
from reference.areas as areas
left join counted as goals
    on areas.area_code = goals.area_code
left join marts.labels as sectors
    on sectors.kind = 'sector' and goals.sector = sectors.code
left join marts.labels as processes
    on processes.kind = 'process' and goals.process = processes.code
left join marts.labels as units
    on units.kind = 'unit' and goals.capacity_unit = units.code
where in_area(areas.area_code, $area) and in_sight(areas.area_code)
order by areas.position, goals.due_on, sector_name, process_name
