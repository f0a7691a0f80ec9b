-- Every answer given at the visits of a plan, in the order in which they were recorded.
-- key: number
select
    answers.number,
    answers.answer_id,
    answers.enterprise_id,
    answers.checklist,
    answers.item,
    coalesce(answers.line_id, '') as line_id,
    coalesce(answers.client_id, '') as client_id,
    coalesce(answers.value, '') as value,
    coalesce(answers.remark, '') as remark,
    coalesce(answers.evidence_ids, []) as evidence_ids,
    answers.actor
from facts.inspection_answer as answers
where answers.inspection_plan_id = $plan
order by answers.number
