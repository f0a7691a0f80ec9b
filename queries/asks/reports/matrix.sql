-- Statements of one period over the focus sectors, in official order.
-- key: area_code, sector
select matrix.*
from marts.report_matrix as matrix
where matrix.period = $period
