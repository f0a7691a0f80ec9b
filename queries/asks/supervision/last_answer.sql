-- The newest answer to an item of a supervision (without id where it was taken back: who saw none saw it right), and the number of its last.
-- key: answer_id
select
    arg_max(case when answers.value is null then '' else answers.answer_id end, answers.number) filter (where answers.item = $item)
        as answer_id,
    arg_max(coalesce(answers.value, '–'), answers.number) filter (where answers.item = $item) as value,
    arg_max(answers.actor, answers.number) filter (where answers.item = $item) as actor,
    coalesce(max(answers.number), 0) as last_number
from facts.supervision_answer as answers
where answers.supervision_id = $supervision
