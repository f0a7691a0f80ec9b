-- The last number given to an instruction in a year.
-- key: last_number
select coalesce(max(regexp_extract(steps.instruction_id, '^J\d{4}-(\d+)$', 1)::integer), 0) as last_number
from facts.instruction_step as steps
where steps.instruction_id like 'J' || $year::varchar || '-%'
