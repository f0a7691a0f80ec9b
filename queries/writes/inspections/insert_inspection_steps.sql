-- Append the rows prepared in `incoming_inspection_steps`.
insert into facts.inspection_step by name
select *
from incoming_inspection_steps
