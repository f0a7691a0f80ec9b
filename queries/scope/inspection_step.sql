-- What happened to these plans.
-- key: step_id
select steps.*
from facts.inspection_step as steps
where steps.inspection_plan_id in (select own.inspection_plan_id from scope.inspection_plan as own)
