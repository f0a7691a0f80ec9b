-- What happened to instructions by the date.
-- key: step_id
select steps.*
from facts.instruction_step as steps
where steps.happened_on <= coalesce(getvariable('as_of')::date, current_date)
