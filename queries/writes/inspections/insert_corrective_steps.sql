-- Append the rows prepared in `incoming_corrective_steps`.
insert into facts.corrective_step by name
select *
from incoming_corrective_steps
