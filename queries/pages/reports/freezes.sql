-- Freezes of a period, newest first.
-- key: freeze_id
select frozen.*
from marts.frozen_reports as frozen
where frozen.period = $period
