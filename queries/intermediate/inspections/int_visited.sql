-- stored: whom to visit
-- Enterprises that were visited by the date, and when last.
-- key: enterprise_id
select stops.enterprise_id, max(stops.outcome_on) as last_visited_on
from intermediate.int_inspection_stops as stops
where stops.outcome = 'visited'
group by stops.enterprise_id
