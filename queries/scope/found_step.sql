-- What was found on site in these areas, and what became of it.
-- key: step_id
select steps.*
from facts.found_step as steps
where in_scope(steps.area_code)
