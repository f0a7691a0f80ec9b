-- Statements and screening of one period over the zero-report sectors, in official order.
-- key: area_code, sector
select matrix.*
from marts.screening_matrix as matrix
where matrix.period = $period
