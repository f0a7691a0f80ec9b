-- Append the rows prepared in `incoming_supervision_answers`.
insert into facts.supervision_answer by name
select *
from incoming_supervision_answers
