-- The clocks of one case, the running ones first.
-- key: case_id, clock
select deadlines.*
from marts.deadlines as deadlines
where deadlines.case_id = $case_id
order by deadlines.met_on nulls first, deadlines.due_on
