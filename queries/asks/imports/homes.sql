-- The area that each enterprise of a delivery belongs to, as a transaction sees it; one that is not there yet is not here, one that belongs
-- to none has none.
-- key: enterprise_id
select distinct known.enterprise_id, areas.area_code
from facts.enterprise as known
left join scope.enterprise_area as areas
    on known.enterprise_id = areas.enterprise_id
where known.enterprise_id in (select unnest($enterprise_ids::varchar[]))
