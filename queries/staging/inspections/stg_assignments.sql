-- Enterprises that departments had asked by a letter to be visited, by the date.
-- key: assignment_id, enterprise_id
select assignments.*
from facts.inspection_assignment as assignments
where assignments.assigned_on <= coalesce(getvariable('as_of')::date, current_date)
