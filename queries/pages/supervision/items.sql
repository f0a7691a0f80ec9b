-- The items of one area in a period, in their order.
-- key: item
select items.*
from marts.supervision_items as items
where items.period = $period and items.area_code = $area
order by items.position
