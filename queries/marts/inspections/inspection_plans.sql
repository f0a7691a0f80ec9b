-- Every plan of a day of inspections: when and where, by which body on which matter, by which officers, how far it is.
-- key: inspection_plan_id
select
    plans.inspection_plan_id,
    plans.inspection_state,
    states.name as inspection_state_name,
    plans.planned_on,
    plans.starts_at,
    plans.area_code,
    said(areas.name_zh, areas.name_en) as area_name,
    plans.body,
    said(bodies.body, bodies.name_en) as body_name,
    plans.matter,
    said(matters.name_zh, matters.name_en) as matter_name,
    matters.yearly_cap,
    array_to_string(list_transform(list_zip(plans.officers, plans.certificates), lambda one: one[1] || ' ' || one[2]), said('、', ', '))
        as officers,
    array_to_string(plans.departments, said('、', ', ')) as joint_departments,
    plans.vehicle,
    plans.stop_count,
    plans.visited_count,
    plans.skipped_count,
    plans.approved_on,
    plans.approval_no,
    plans.approved_by,
    plans.withdrawn_on,
    plans.drafted_on,
    plans.note,
    plans.actor,
    plans.recorded_at
from intermediate.int_inspection_plans as plans
left join marts.labels as states
    on states.kind = 'inspection_state' and plans.inspection_state = states.code
left join reference.areas as areas
    on plans.area_code = areas.area_code
left join reference.inspecting_bodies as bodies
    on plans.body = bodies.body
left join reference.inspection_matters as matters
    on plans.matter = matters.matter
