-- One recorded statement or withdrawal, and the row that withdraws it, if any.
-- key: report_id
select
    report.report_id,
    report.period,
    report.matrix,
    report.area_code,
    report.sector,
    report.department,
    report.statement,
    report.reported_on,
    report.withdraws,
    withdrawals.report_id as withdrawn_by
from facts.report as report
left join facts.report as withdrawals
    on report.report_id = withdrawals.withdraws
where report.report_id = $report_id
