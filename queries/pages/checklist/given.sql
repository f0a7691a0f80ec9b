-- What was answered to a list at a visit, each in the wording it was given to, whatever is asked today.
-- key: item, line_id
select answers.* replace (coalesce(answers.item_basis, said('依据待确认', 'basis to be confirmed')) as item_basis)
from marts.inspection_answers as answers
where answers.inspection_plan_id = $plan and answers.enterprise_id = $enterprise and answers.checklist = $checklist
order by answers.position, answers.item, answers.line_name, answers.line_id
