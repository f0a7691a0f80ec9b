-- Steps of these cases.
-- key: step_id
select case_step.*
from facts.case_step as case_step
where case_step.case_id in (select own.case_id from scope.exit_case as own)
