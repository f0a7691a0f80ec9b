-- Running clocks of an area or a lead department (empty = all), overdue first; `colour` narrows to one urgency.
-- key: case_id, clock
select deadlines.* replace (intermediate.time_left(deadlines.days_left) as days_left)
from marts.deadlines as deadlines
where
    deadlines.met_on is null
    and in_area(deadlines.area_code, $area)
    and ($sector = '' or deadlines.sector = $sector)
    and ($department = '' or list_contains(string_split(deadlines.departments, ';'), $department))
    and ($colour = '' or deadlines.colour = $colour)
order by deadlines.due_on, deadlines.case_id, deadlines.clock
