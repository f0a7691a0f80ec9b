-- Append the rows prepared in `incoming_instruction_steps`.
insert into facts.instruction_step by name
select *
from incoming_instruction_steps
