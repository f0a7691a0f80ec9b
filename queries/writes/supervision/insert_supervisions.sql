-- Append the rows prepared in `incoming_supervisions`.
insert into facts.supervision by name
select *
from incoming_supervisions
