-- Answers of these supervisions.
-- key: answer_id
select answers.*
from facts.supervision_answer as answers
where answers.supervision_id in (select own.supervision_id from scope.supervision as own)
