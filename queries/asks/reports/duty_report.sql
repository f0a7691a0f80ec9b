-- One row that says a duty was done, and whether a later row withdraws it.
-- key: duty_report_id
select
    duty_report.duty_report_id,
    duty_report.plan_id,
    duty_report.duty,
    withdrawals.duty_report_id is not null as is_withdrawn
from facts.duty_report as duty_report
left join facts.duty_report as withdrawals
    on duty_report.duty_report_id = withdrawals.withdraws
where duty_report.duty_report_id = $duty_report_id and duty_report.withdraws is null
