-- What areas and departments have stated and no later row withdraws: one row for each period, matrix, reporter and sector spoken of.
-- key: period, matrix, area_code, sector, department
select
    report.period,
    report.matrix,
    report.area_code,
    report.sector,
    report.department,
    report.report_id,
    report.reported_on
from facts.report as report
anti join (select withdrawals.withdraws from facts.report as withdrawals where withdrawals.withdraws is not null) as withdrawn
    on report.report_id = withdrawn.withdraws
where report.withdraws is null
