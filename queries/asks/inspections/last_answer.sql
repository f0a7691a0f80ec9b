-- The newest answer to an item at a visit, taken back or not, and the number of the last answer of the plan.
-- key: answer_id
select
    arg_max(answers.answer_id, answers.number) filter (where answers.enterprise_id = $enterprise and answers.checklist = $checklist and answers.item = $item)
        as answer_id,
    arg_max(coalesce(answers.value, '–'), answers.number) filter (
        where answers.enterprise_id = $enterprise and answers.checklist = $checklist and answers.item = $item
    ) as value,
    arg_max(answers.actor, answers.number) filter (where answers.enterprise_id = $enterprise and answers.checklist = $checklist and answers.item = $item)
        as actor,
    coalesce(max(answers.number), 0) as last_number
from facts.inspection_answer as answers
where answers.inspection_plan_id = $plan
