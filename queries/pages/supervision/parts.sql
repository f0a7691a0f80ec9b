-- How many items of each part of the board are in order, are not and are unknown, of every area in a period.
-- key: area_code, part
select
    items.area_code,
    items.part,
    count(*) filter (where items.item_outcome = 'fulfilled') as fulfilled_count,
    count(*) filter (where items.item_outcome = 'failed') as failed_count,
    count(*) filter (where items.item_outcome = 'unknown') as unknown_count
from marts.supervision_items as items
where items.period = $period and items.is_judged
group by items.area_code, items.part
