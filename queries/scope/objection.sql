-- Objections to these cases, and their answers; one to the whole notice is the city's.
-- key: objection_id
select objection.*
from facts.objection as objection
where objection.case_id in (select own.case_id from scope.exit_case as own)
