-- What these areas stated; departments are the city's.
-- key: report_id
select report.*
from facts.report as report
where in_scope(report.area_code)
