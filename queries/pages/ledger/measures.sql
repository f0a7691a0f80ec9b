-- Credit measures of the city, an area or a sector, those that stand first.
-- key: step_id
select measures.*
from marts.credit_measures as measures
where
    in_area(measures.area_code, $area)
    and ($sector = '' or measures.sector = $sector)
order by measures.is_standing desc, measures.until_on, measures.step_id
