-- Whether any batch that stands is demonstration data, and how many that stand beside it are not.
-- key: is_demo
select
    coalesce(bool_or(batches.is_demo), false) as is_demo,
    count(*) filter (where not coalesce(batches.is_demo, false)) as other_count
from marts.batches as batches
where batches.voided_at is null
