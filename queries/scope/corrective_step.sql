-- Corrective actions that were ordered at visits of these plans.
-- key: step_id
select steps.*
from facts.corrective_step as steps
where steps.inspection_plan_id in (select own.inspection_plan_id from scope.inspection_plan as own)
