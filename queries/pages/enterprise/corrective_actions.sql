-- The corrective actions of an enterprise, those that are owed first.
-- key: action_id
select actions.*
from marts.corrective_actions as actions
where actions.enterprise_id = $enterprise
order by actions.action_state in ('closed', 'withdrawn'), actions.due_on, actions.action_id
