-- Every corrective action that was ordered by the date after a no on site: who owes what by when, and how it stands. Only a visit of a later day
-- that answers the same item with yes closes one.
-- key: action_id
select
    actions.action_id,
    actions.action_state,
    states.name as action_state_name,
    plans.area_code,
    said(areas.name_zh, areas.name_en) as area_name,
    actions.enterprise_id,
    enterprises.enterprise_name,
    actions.inspection_plan_id,
    plans.body,
    said(bodies.body, bodies.name_en) as body_name,
    actions.checklist,
    said(lists.name_zh, lists.name_en) as checklist_name,
    actions.item,
    answers.question,
    actions.what as action_text,
    actions.owner as action_owner,
    actions.ordered_on,
    actions.due_on,
    actions.handed_in_on,
    actions.handed_in_note,
    actions.rechecked_on,
    actions.recheck_answer_id,
    actions.withdrawn_on,
    actions.why_withdrawn,
    actions.answer_id,
    actions.actor,
    actions.recorded_at
from intermediate.int_corrective_actions as actions
inner join intermediate.int_inspection_plans as plans
    on actions.inspection_plan_id = plans.inspection_plan_id
left join marts.labels as states
    on states.kind = 'action_state' and actions.action_state = states.code
left join reference.checklists as lists
    on actions.checklist = lists.checklist
left join marts.checklist_items as answers
    on actions.checklist = answers.checklist and actions.item = answers.item
left join staging.stg_enterprises as enterprises
    on actions.enterprise_id = enterprises.enterprise_id
left join reference.inspecting_bodies as bodies
    on plans.body = bodies.body
left join reference.areas as areas
    on plans.area_code = areas.area_code
