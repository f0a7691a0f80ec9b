-- Every area in a period, or one of them, in official order.
-- key: area_code
select supervision.*
from marts.supervision as supervision
where supervision.period = $period and in_area(supervision.area_code, $area)
