-- Append the proposals prepared in `incoming_set_aside`.
insert into facts.set_aside by name
select *
from incoming_set_aside
