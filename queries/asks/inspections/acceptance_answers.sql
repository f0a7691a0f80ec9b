-- What the newest visit of an enterprise answered to each item of the acceptance of dismantling and sealing.
-- key: item
select
    answers.item,
    answers.question,
    answers.item_value,
    answers.item_value_name,
    answers.item_remark,
    answers.item_basis,
    answers.answered_on
from marts.inspection_answers as answers
where answers.enterprise_id = $enterprise and answers.checklist = 'acceptance'
qualify row_number() over (partition by answers.item order by answers.answered_on desc, answers.recorded_at desc) = 1
order by answers.item
