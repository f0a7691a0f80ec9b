-- Plans of inspections in these areas: a plan is of one area.
-- key: inspection_plan_id
select plans.*
from facts.inspection_plan as plans
where in_scope(plans.area_code)
