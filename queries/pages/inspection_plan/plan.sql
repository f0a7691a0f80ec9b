-- One plan of inspections.
-- key: inspection_plan_id
select plans.*
from marts.inspection_plans as plans
where plans.inspection_plan_id = $plan
