-- The newest letter of each area by the date, withdrawn ones left out: who signed, which number, for which period.
-- key: area_code
select
    report.area_code,
    arg_max(report.period, (report.reported_on, report.recorded_at)) as period,
    arg_max(report.signer, (report.reported_on, report.recorded_at)) as signer,
    arg_max(report.document_no, (report.reported_on, report.recorded_at)) as document_no
from facts.report as report
anti join (select withdrawals.withdraws from facts.report as withdrawals where withdrawals.withdraws is not null) as withdrawn
    on report.report_id = withdrawn.withdraws
where
    report.withdraws is null
    and report.area_code is not null
    and report.reported_on <= coalesce(getvariable('as_of')::date, current_date)
group by report.area_code
