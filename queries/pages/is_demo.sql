-- Whether any batch that stands is demonstration data.
-- key: is_demo
select coalesce(bool_or(batches.is_demo), false) as is_demo
from marts.batches as batches
where batches.voided_at is null
