-- Running clocks of an area or a lead department (empty = all), overdue first, with the days left or the days over, so that each column
-- sorts as a number; `colour` narrows to one urgency, or to what is not overdue and due within 30 days (`within_30`).
-- key: case_id, clock
select
    deadlines.* exclude (days_left),
    case when deadlines.days_left >= 0 then deadlines.days_left end as days_left,
    case when deadlines.days_left < 0 then -deadlines.days_left end as days_overdue
from marts.deadlines as deadlines
where
    deadlines.met_on is null
    and in_area(deadlines.area_code, $area)
    and ($sector = '' or deadlines.sector = $sector)
    and ($department = '' or list_contains(string_split(deadlines.departments, ';'), $department))
    and ($colour = '' or deadlines.colour = $colour or ($colour = 'within_30' and deadlines.days_left between 0 and 30))
order by deadlines.due_on, deadlines.case_id, deadlines.clock
