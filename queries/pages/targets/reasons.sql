-- All reasons to visit one enterprise, weightiest first.
-- key: source, about
select reasons.*
from marts.target_reasons as reasons
where reasons.enterprise_id = $enterprise
order by reasons.position
