-- What happened to plans of inspections by the date.
-- key: step_id
select steps.*
from facts.inspection_step as steps
where steps.happened_on <= coalesce(getvariable('as_of')::date, current_date)
