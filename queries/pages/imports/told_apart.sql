-- Pairs of enterprises that a person told apart, the newest word first.
-- key: enterprise_id, other_id
select pairs.*
from marts.told_apart as pairs
order by pairs.recorded_at desc, pairs.enterprise_id, pairs.other_id
