-- The number of the last step of a plan of inspections.
-- key: last_number
select coalesce(max(steps.number), 0) as last_number
from facts.inspection_step as steps
where steps.inspection_plan_id = $plan
