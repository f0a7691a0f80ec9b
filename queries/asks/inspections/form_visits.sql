-- The visits a form of ODK may be about: of one plan, or with an empty $plan of the approved plans of a day; what names a plan and tells it
-- from another register's, and its officers as they sign.
-- key: inspection_plan_id, enterprise_id
select
    plans.inspection_plan_id,
    plans.actor,
    plans.recorded_at,
    stops.enterprise_id,
    stops.enterprise_name,
    stops.stop_number,
    list_transform(list_zip(plans.officers, plans.certificates), lambda one: one[1] || ' ' || one[2]) as officers
from intermediate.int_inspection_plans as plans
inner join marts.inspection_stops as stops
    on plans.inspection_plan_id = stops.inspection_plan_id
where
    plans.approved_on is not null
    and plans.withdrawn_on is null
    and ($plan = plans.inspection_plan_id or ($plan = '' and plans.planned_on = $day))
order by plans.inspection_plan_id, stops.stop_number
