-- Answers given at visits of these plans.
-- key: answer_id
select answers.*
from facts.inspection_answer as answers
where answers.inspection_plan_id in (select own.inspection_plan_id from scope.inspection_plan as own)
