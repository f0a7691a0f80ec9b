-- What departments asked about one area's enterprises, the newest letter first.
-- key: assignment_id, enterprise_id
select assignments.*
from marts.inspection_assignments as assignments
where assignments.area_code = $area
order by assignments.assigned_on desc, assignments.assignment_id, assignments.enterprise_name
