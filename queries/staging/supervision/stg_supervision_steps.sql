-- What followed supervisions by the date.
-- key: step_id
select steps.*
from facts.supervision_step as steps
where steps.happened_on <= coalesce(getvariable('as_of')::date, current_date)
