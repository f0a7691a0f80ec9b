-- The last number given to a corrective action in a year.
-- key: last_number
select coalesce(max(regexp_extract(steps.action_id, '^Z\d{4}-(\d+)$', 1)::integer), 0) as last_number
from facts.corrective_step as steps
where steps.action_id like 'Z' || $year::varchar || '-%'
