-- The corrective actions of an enterprise that were ordered after items of a checklist and not withdrawn.
-- key: action_id
select actions.*
from marts.corrective_actions as actions
where actions.enterprise_id = $enterprise and actions.checklist = $checklist and actions.action_state != 'withdrawn'
order by actions.action_id
