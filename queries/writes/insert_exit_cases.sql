-- Open the cases prepared in `incoming_exit_cases`.
insert into facts.exit_case by name
select *
from incoming_exit_cases
