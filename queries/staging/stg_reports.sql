-- What areas and departments had stated by `stated_by` (when it is not set: by the date): for each cell the statement recorded last. A withdrawal corrects
-- an entry, so a withdrawn statement was never made, whichever date is asked for; its row and the reason stay in facts.report.
-- key: period, matrix, area_code, sector, department
select report.*
from facts.report as report
anti join (select withdrawals.withdraws from facts.report as withdrawals where withdrawals.withdraws is not null) as withdrawn
    on report.report_id = withdrawn.withdraws
where
    report.withdraws is null
    and report.reported_on <= coalesce(getvariable('stated_by')::date, getvariable('as_of')::date, current_date)
qualify
    row_number() over (
        partition by report.period, report.matrix, report.area_code, report.sector, report.department
        order by report.recorded_at desc, report.report_id desc
    ) = 1
