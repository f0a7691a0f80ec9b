-- The last number given to a letter of a department in a year.
-- key: last_number
select coalesce(max(regexp_extract(assignments.assignment_id, '^B\d{4}-(\d+)$', 1)::integer), 0) as last_number
from facts.inspection_assignment as assignments
where assignments.assignment_id like 'B' || $year::varchar || '-%'
