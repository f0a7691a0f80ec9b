-- Statements of one period and matrix that were withdrawn, with the reason, in the order they were recorded.
-- reads facts: marts hold what stands, and this is what does not.
-- key: report_id
select
    report.report_id,
    said(areas.name_zh, areas.name_en) as area_name,
    said(report.department, coalesce(departments.name_en, report.department)) as reporter_name,
    said(sectors.name_zh, sectors.name_en) as sector_name,
    report.statement,
    report.reported_on,
    report.document_no,
    withdrawals.reported_on as withdrawn_on,
    withdrawals.note
from facts.report as report
inner join facts.report as withdrawals
    on report.report_id = withdrawals.withdraws
left join reference.areas as areas
    on report.area_code = areas.area_code
left join reference.departments as departments
    on report.department = departments.department
left join reference.sectors as sectors
    on report.sector = sectors.sector
where report.period = $period and report.matrix = $matrix
order by report.recorded_at, report.report_id
