-- The visits of one plan in their order, with where the day begins.
-- key: enterprise_id
select stops.*, areas.centre_lon as start_lon, areas.centre_lat as start_lat
from marts.inspection_stops as stops
inner join reference.areas as areas
    on stops.area_code = areas.area_code
where stops.inspection_plan_id = $plan
order by stops.stop_number
