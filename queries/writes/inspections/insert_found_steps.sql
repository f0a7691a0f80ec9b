-- Append the rows prepared in `incoming_found_steps`.
insert into facts.found_step by name
select *
from incoming_found_steps
