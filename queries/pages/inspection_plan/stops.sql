-- The visits of one plan in their order.
-- key: enterprise_id
select stops.*
from marts.inspection_stops as stops
where stops.inspection_plan_id = $plan
order by stops.stop_number
