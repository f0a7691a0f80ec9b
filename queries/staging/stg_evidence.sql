-- Files that proved steps by the date: what came with a step from the step on, what was added to it later from the day it was added.
-- key: evidence_id
select *
from facts.evidence as evidence
where evidence.added_on is null or evidence.added_on <= coalesce(getvariable('as_of')::date, current_date)
