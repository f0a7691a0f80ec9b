-- Whether what an answer proposes was set aside.
-- key: answer_id
select aside.answer_id
from facts.set_aside as aside
where aside.answer_id = $answer_id
