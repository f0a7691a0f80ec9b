-- Append the answers prepared in `incoming_inspection_answers`.
insert into facts.inspection_answer by name
select *
from incoming_inspection_answers
