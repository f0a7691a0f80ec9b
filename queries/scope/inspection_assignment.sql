-- What departments asked about these enterprises.
-- key: assignment_id, enterprise_id
select assignments.*
from facts.inspection_assignment as assignments
where assignments.enterprise_id in (select own.enterprise_id from scope.enterprise as own)
