-- Append the rows prepared in `incoming_inspection_plans`.
insert into facts.inspection_plan by name
select *
from incoming_inspection_plans
