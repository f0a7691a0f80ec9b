-- Whether a plan has a duty, and the row that says it was done, whatever the day; empty where nobody said so.
-- key: plan_id, duty
select duties.plan_id, duties.duty, done.duty_report_id, done.done_on
from reference.duties as duties
left join (
    select duty_report.*
    from facts.duty_report as duty_report
    anti join facts.duty_report as withdrawals
        on duty_report.duty_report_id = withdrawals.withdraws
    where duty_report.withdraws is null
) as done
    on duties.plan_id = done.plan_id and duties.duty = done.duty
where duties.plan_id = $plan and duties.duty = $duty
