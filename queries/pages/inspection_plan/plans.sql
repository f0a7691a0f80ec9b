-- Plans of inspections of an area and state, the newest day first.
-- key: inspection_plan_id
select plans.*
from marts.inspection_plans as plans
where in_area(plans.area_code, $area) and ($state = '' or plans.inspection_state = $state)
order by plans.planned_on desc, plans.inspection_plan_id desc
