-- Every answer ever given at the visits of a plan, in their order; one that was taken back has no value.
-- key: answer_id
select
    answers.answer_id,
    answers.enterprise_id,
    answers.checklist,
    answers.item,
    answers.number,
    answers.value,
    answers.remark,
    answers.actor
from facts.inspection_answer as answers
where answers.inspection_plan_id = $plan
order by answers.number
