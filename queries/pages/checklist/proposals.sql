-- What the answers of a visit propose, or proposed.
-- key: answer_id
select proposals.*
from marts.inspection_proposals as proposals
where proposals.inspection_plan_id = $plan and proposals.enterprise_id = $enterprise
order by proposals.checklist, proposals.item
