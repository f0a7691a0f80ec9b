-- Every row of a draft of what was found on site, in order.
-- key: number
select steps.*
from facts.found_step as steps
where steps.draft_id = $draft
order by steps.number
