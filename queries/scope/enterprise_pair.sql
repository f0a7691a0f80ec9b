-- What was said of two enterprises that both belong to these areas.
-- key: enterprise_id, other_id, recorded_at
select pairs.*
from facts.enterprise_pair as pairs
where
    pairs.enterprise_id in (select own.enterprise_id from scope.enterprise as own)
    and pairs.other_id in (select own.enterprise_id from scope.enterprise as own)
