-- Supervisions of these areas.
-- key: supervision_id
select supervision.*
from facts.supervision as supervision
where in_scope(supervision.area_code)
