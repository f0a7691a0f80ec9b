-- Append the rows prepared in `incoming_supervision_steps`.
insert into facts.supervision_step by name
select *
from incoming_supervision_steps
