-- What areas had stated by the date and not withdrawn by it.
-- key: report_id
select report.*
from facts.report as report
anti join (
    select withdrawals.withdraws
    from facts.report as withdrawals
    where
        withdrawals.withdraws is not null
        and withdrawals.reported_on <= coalesce(getvariable('as_of')::date, current_date)
) as withdrawn
    on report.report_id = withdrawn.withdraws
where
    report.withdraws is null
    and report.reported_on <= coalesce(getvariable('as_of')::date, current_date)
