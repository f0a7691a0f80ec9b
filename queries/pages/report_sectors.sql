-- Sectors of the matrices in official order.
-- key: matrix, sector
select report_sectors.matrix, report_sectors.sector
from reference.report_sectors as report_sectors
order by report_sectors.position
