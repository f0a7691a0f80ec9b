-- What a code names, an area or an enterprise ever told; no row for what is neither.
-- key: kind
select 'area' as kind
from reference.areas as areas
where areas.area_code = $subject
union all
select distinct 'enterprise'
from facts.enterprise as enterprises
where enterprises.enterprise_id = $subject
