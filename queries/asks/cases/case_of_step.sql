-- The case a recorded step belongs to.
-- key: case_id
select case_step.case_id
from facts.case_step as case_step
where case_step.step_id = $step_id
