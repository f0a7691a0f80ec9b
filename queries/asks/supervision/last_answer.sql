-- The newest answer to an item of a supervision, taken back or not, and the number of its last answer.
-- key: answer_id
select
    arg_max(answers.answer_id, answers.number) filter (where answers.item = $item) as answer_id,
    arg_max(coalesce(answers.value, '–'), answers.number) filter (where answers.item = $item) as value,
    arg_max(answers.actor, answers.number) filter (where answers.item = $item) as actor,
    coalesce(max(answers.number), 0) as last_number
from facts.supervision_answer as answers
where answers.supervision_id = $supervision
