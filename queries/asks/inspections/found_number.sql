-- The last number given to a draft of what was found in a year, and the draft that a sender's id names already.
-- key: last_number
select
    coalesce(max(regexp_extract(steps.draft_id, '^D\d{4}-(\d+)$', 1)::integer) filter (where steps.draft_id like 'D' || $year::varchar || '-%'), 0)
        as last_number,
    max(steps.draft_id) filter (where steps.client_id = $client) as draft_id
from facts.found_step as steps
