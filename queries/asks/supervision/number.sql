-- The last number given to a supervision in a year.
-- key: last_number
select coalesce(max(regexp_extract(supervision.supervision_id, '^D\d{4}-(\d+)$', 1)::integer), 0) as last_number
from facts.supervision as supervision
where supervision.supervision_id like 'D' || $year::varchar || '-%'
