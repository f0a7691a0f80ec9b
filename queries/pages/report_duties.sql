-- Duties of the plan in order.
-- key: duty
select duties.*
from marts.duties as duties
