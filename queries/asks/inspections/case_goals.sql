-- The goals that documents set for the area and sector of a case, and whether the city's.
-- key: goal_id
select goals.goal_id, goals.document, goals.lines, goals.capacity, goals.capacity_unit, goals.due_on, said(areas.name_zh, areas.name_en) as area_name
from marts.goals as goals
left join reference.areas as areas
    on goals.area_code = areas.area_code
where
    (goals.area_code = $area or goals.area_code is null)
    and (goals.sector = $sector or goals.sector is null)
    and (goals.process = $process or goals.process is null)
order by goals.area_code nulls last, goals.sector nulls last, goals.due_on
