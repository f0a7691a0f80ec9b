-- A plan of inspections as it stands: its state, who drafted it, whom it visits, whose visit is still open or was left out.
-- key: inspection_plan_id
select
    plans.inspection_plan_id,
    plans.inspection_state,
    plans.planned_on,
    plans.area_code,
    plans.approved_on,
    plans.actor,
    list_transform(list_zip(plans.officers, plans.certificates), lambda one: one[1] || ' ' || one[2]) as officers,
    list(stops.enterprise_id order by stops.stop_number) as enterprise_ids,
    coalesce(list(stops.enterprise_id) filter (where stops.outcome = 'planned'), []) as open_ids,
    coalesce(list(stops.enterprise_id) filter (where stops.outcome = 'skipped'), []) as skipped_ids
from intermediate.int_inspection_plans as plans
inner join intermediate.int_inspection_stops as stops
    on plans.inspection_plan_id = stops.inspection_plan_id
where plans.inspection_plan_id = $plan
group by all
