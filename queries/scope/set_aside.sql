-- What these answers proposed and a person set aside.
-- key: answer_id
select aside.*
from facts.set_aside as aside
where aside.answer_id in (select answers.answer_id from scope.inspection_answer as answers)
