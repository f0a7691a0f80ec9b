-- The statement of an area for a sector and a period that no later row withdraws.
-- key: report_id
select report.report_id, report.statement, report.reported_on
from facts.report as report
anti join (select withdrawals.withdraws from facts.report as withdrawals where withdrawals.withdraws is not null) as withdrawn
    on report.report_id = withdrawn.withdraws
where
    report.withdraws is null
    and report.period = $period
    and report.matrix = $matrix
    and report.area_code = $area
    and report.sector = $sector
