-- The area of each enterprise asked about, on the date; one that could not be placed is not here.
-- key: enterprise_id
select places.enterprise_id, places.area_code
from intermediate.int_enterprise_places as places
semi join (select unnest($enterprise_ids::varchar[]) as enterprise_id) as asked
    on places.enterprise_id = asked.enterprise_id
where places.area_code is not null
