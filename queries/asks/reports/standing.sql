-- What areas have stated and no later row withdraws: one row for each period, matrix, area and sector that somebody spoke of.
-- key: period, matrix, area_code, sector
select
    report.period,
    report.matrix,
    report.area_code,
    report.sector,
    report.report_id,
    report.reported_on
from facts.report as report
anti join (select withdrawals.withdraws from facts.report as withdrawals where withdrawals.withdraws is not null) as withdrawn
    on report.report_id = withdrawn.withdraws
where report.withdraws is null
