-- The items of one checklist as they are asked on the date, in their order.
-- key: item
select items.*
from marts.checklist_items as items
where items.checklist = $checklist
order by items.position
