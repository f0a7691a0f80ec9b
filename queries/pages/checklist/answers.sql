-- The items of one checklist as they are asked on the date, each with what was answered at a visit.
-- key: item
select
    items.*,
    answers.answer_id,
    answers.item_value,
    answers.item_value_name,
    answers.item_remark,
    coalesce(answers.lacks_remark, false) as lacks_remark,
    answers.dimension as found_dimension,
    answers.finding_id,
    answers.actor,
    answers.recorded_at
from marts.checklist_items as items
left join marts.inspection_answers as answers
    on
        items.checklist = answers.checklist
        and items.item = answers.item
        and answers.inspection_plan_id = $plan
        and answers.enterprise_id = $enterprise
where items.checklist = $checklist
order by items.position
