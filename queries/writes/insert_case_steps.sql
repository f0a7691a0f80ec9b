-- Append the steps prepared in `incoming_case_steps`.
insert into facts.case_step by name
select *
from incoming_case_steps
