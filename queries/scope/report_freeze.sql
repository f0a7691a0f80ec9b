-- Frozen reports hold the figures of the whole city: none is an area's.
-- key: freeze_id
select freezes.*
from facts.report_freeze as freezes
where false
