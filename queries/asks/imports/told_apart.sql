-- Whether two enterprises (the smaller id first) were told apart.
-- key: enterprise_id, other_id
select pairs.enterprise_id, pairs.other_id
from marts.told_apart as pairs
where [pairs.enterprise_id, pairs.other_id] = $pair::varchar[]
