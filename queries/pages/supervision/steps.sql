-- What followed one supervision, in order.
-- key: step_id
select steps.*
from marts.supervision_steps as steps
where steps.supervision_id = $supervision
order by steps.recorded_at, steps.step_id
