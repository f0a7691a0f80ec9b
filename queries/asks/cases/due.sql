-- Clocks still running that are due by a day or overdue: of the city, an area or a lead department (empty = all), most urgent first.
-- key: case_id, clock
select deadlines.*
from marts.deadlines as deadlines
where
    deadlines.met_on is null
    and deadlines.due_on <= $until::date
    and in_area(deadlines.area_code, $area)
    and ($department = '' or list_contains(string_split(deadlines.departments, ';'), $department))
order by deadlines.due_on, deadlines.case_id
