-- What municipal departments stated for a period, in the order of the plan's duties.
-- key: period, reporter
select reports.*
from marts.department_reports as reports
where reports.period = $period
