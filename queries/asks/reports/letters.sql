-- What municipal departments stated for a period, in the order of the plan's duties.
-- key: reporter
select letters.*
from marts.department_reports as letters
where letters.period = $period
