-- Append the rows prepared in `incoming_assignments`.
insert into facts.inspection_assignment by name
select *
from incoming_assignments
