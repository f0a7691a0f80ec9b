-- Corrective actions of an area, a state and an inspecting body that were due by a day; empty filters let all pass. Those that are owed first.
-- key: action_id
select actions.*
from marts.corrective_actions as actions
where
    in_area(actions.area_code, $area)
    and ($state = '' or actions.action_state = $state)
    and ($body = '' or actions.body = $body)
    and ($by = '' or actions.due_on <= try_cast($by as date))
order by actions.action_state in ('closed', 'withdrawn'), actions.due_on, actions.action_id
