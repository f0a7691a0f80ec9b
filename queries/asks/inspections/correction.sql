-- A corrective action as it stands, and how many rows it has; or one that is ordered of an answer already, or owed for its item.
-- key: action_id
select actions.*, plans.planned_on, (select count(*) from facts.corrective_step as steps where steps.action_id = actions.action_id)::integer as row_count
from intermediate.int_corrective_actions as actions
inner join intermediate.int_inspection_plans as plans
    on actions.inspection_plan_id = plans.inspection_plan_id
where
    actions.action_id = $action
    or (actions.answer_id = $answer and actions.action_state != 'withdrawn')
    or (
        concat_ws(' ', actions.inspection_plan_id, actions.enterprise_id, actions.checklist, actions.item) = $place
        and actions.action_state in ('open', 'overdue', 'handed_in')
    )
