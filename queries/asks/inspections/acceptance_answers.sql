-- What the newest visit of an enterprise that answered the acceptance of dismantling and sealing says of each item: of one visit, never mixed.
-- key: item
select
    answers.item,
    answers.question,
    answers.item_value,
    answers.item_value_name,
    answers.item_remark,
    answers.item_basis,
    answers.answered_on,
    answers.inspection_plan_id
from marts.inspection_answers as answers
where answers.enterprise_id = $enterprise and answers.checklist = 'acceptance'
qualify answers.inspection_plan_id = first_value(answers.inspection_plan_id) over (order by answers.recorded_at desc)
order by answers.item
