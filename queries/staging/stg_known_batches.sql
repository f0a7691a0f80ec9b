-- Files that had been told by the end of `known_on`, and whether they were void by then.
-- key: batch_id
select
    batches.batch_id,
    batches.recorded_at,
    coalesce(batches.voided_at < getvariable('known_on')::date + 1, false) as is_void
from facts.import_batch as batches
where batches.recorded_at < getvariable('known_on')::date + 1
