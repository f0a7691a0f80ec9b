-- Plans of inspections that visits may be made by, from a day on, the next day first; `is_own`: the person is one of its officers.
-- key: inspection_plan_id
select
    marts_plans.inspection_plan_id,
    marts_plans.inspection_state,
    marts_plans.planned_on,
    marts_plans.starts_at,
    marts_plans.area_name,
    marts_plans.body_name,
    marts_plans.matter_name,
    marts_plans.joint_departments,
    marts_plans.vehicle,
    marts_plans.approval_no,
    list_transform(list_zip(plans.officers, plans.certificates), lambda one: one[1] || ' ' || one[2]) as officers,
    list_contains(plans.officers, $who) as is_own
from marts.inspection_plans as marts_plans
inner join intermediate.int_inspection_plans as plans
    on marts_plans.inspection_plan_id = plans.inspection_plan_id
where
    marts_plans.inspection_state in ('approved', 'under_way', 'done')
    and marts_plans.approved_on is not null
    and marts_plans.planned_on >= $since
order by marts_plans.planned_on, marts_plans.inspection_plan_id
