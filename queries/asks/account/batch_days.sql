-- The day before each that a batch speaks of: on it still stood what the batch may have changed.
-- key: day
select distinct (batches.valid_on - 1)::date as day
from facts.import_batch as batches
where batches.valid_on is not null
order by day
