-- stored: whom to visit; an answer that concludes nothing leaves it as it was
-- What a visit concluded of an enterprise's zero or of an exit that is looked at again: the last of the choices of the concluding item is the
-- gravest, so that it contradicts the zero, or tells of a relapse.
-- key: inspection_plan_id, enterprise_id, checklist
select
    answers.inspection_plan_id,
    answers.enterprise_id,
    answers.checklist,
    max(answers.answered_on) as answered_on,
    arg_max(answers.answer_id, answers.number) as answer_id,
    bool_or(answers.value = string_split(items.choices_zh, ';')[-1]) as is_contrary
from staging.stg_inspection_answers as answers
inner join reference.checklist_items as items
    on answers.checklist = items.checklist and answers.item = items.item and answers.edition = items.edition
where (answers.checklist, answers.item) in (('zero_report', 'SCR-18'), ('revisit', 'REV-18'))
group by answers.inspection_plan_id, answers.enterprise_id, answers.checklist
