-- The officers of a plan with their certificates, as they sign.
-- reads intermediate: the mart names all of them in one text.
-- key: officer
select unnest(list_transform(list_zip(plans.officers, plans.certificates), lambda one: one[1] || ' ' || one[2])) as officer
from intermediate.int_inspection_plans as plans
where plans.inspection_plan_id = $plan
