-- Delivered files, newest first, with what was accepted, refused and doubtful.
-- key: batch_id
select
    batches.batch_id,
    batch_name(batches.file_name) as file_name,
    batches.valid_on,
    batches.recorded_at,
    batches.actor,
    coalesce(batches.row_count, 0) as row_count,
    coalesce(batches.accepted_count, 0) as accepted_count,
    coalesce(batches.rejected_count, 0) as rejected_count,
    coalesce(batches.warning_count, 0) as warning_count,
    batches.voided_at
from marts.batches as batches
order by batches.recorded_at desc, batches.batch_id
limit 100
