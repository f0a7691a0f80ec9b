-- Duties of the plan that were done: they are the city's departments', and of no area.
-- key: duty_report_id
select duties.*
from facts.duty_report as duties
