-- What followed these supervisions.
-- key: step_id
select steps.*
from facts.supervision_step as steps
where steps.supervision_id in (select own.supervision_id from scope.supervision as own)
