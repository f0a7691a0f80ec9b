-- The last number given to a plan of inspections in a year.
-- key: last_number
select coalesce(max(regexp_extract(plans.inspection_plan_id, '^J\d{4}-(\d+)$', 1)::integer), 0) as last_number
from facts.inspection_plan as plans
where plans.inspection_plan_id like 'J' || $year::varchar || '-%'
