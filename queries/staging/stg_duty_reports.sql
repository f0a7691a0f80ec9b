-- Duties that were done by the date: of each the first document on record that no later row withdraws.
-- key: plan_id, duty
select duty_report.*
from facts.duty_report as duty_report
anti join (select withdrawals.withdraws from facts.duty_report as withdrawals where withdrawals.withdraws is not null) as withdrawn
    on duty_report.duty_report_id = withdrawn.withdraws
where
    duty_report.withdraws is null
    and duty_report.done_on <= coalesce(getvariable('as_of')::date, current_date)
qualify
    row_number() over (
        partition by duty_report.plan_id, duty_report.duty
        order by duty_report.done_on, duty_report.recorded_at, duty_report.duty_report_id
    ) = 1
