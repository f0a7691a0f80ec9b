-- The checklists that were answered at a visit, and when each was finished, empty while it is open.
-- key: checklist
select answers.checklist, any_value(answers.checklist_name) as checklist_name, max(answers.finished_at) as finished_at
from marts.inspection_answers as answers
where answers.inspection_plan_id = $plan and answers.enterprise_id = $enterprise
group by answers.checklist
