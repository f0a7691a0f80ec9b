-- Append the draws prepared in `incoming_inspection_draws`.
insert into facts.inspection_draw by name
select *
from incoming_inspection_draws
