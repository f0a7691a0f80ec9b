-- Sectors of the matrices of each plan in official order, with the name in the reader's language.
-- key: plan_id, matrix, sector
select
    report_sectors.plan_id,
    report_sectors.matrix,
    report_sectors.sector,
    said(sectors.name_zh, sectors.name_en) as sector_name
from reference.report_sectors as report_sectors
inner join reference.sectors as sectors
    on report_sectors.sector = sectors.sector
order by report_sectors.position
