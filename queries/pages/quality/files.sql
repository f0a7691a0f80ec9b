-- Delivered files, newest first, with what was accepted, refused and doubtful; where others' rows were counted too, nothing is said.
-- key: batch_id
select
    batches.batch_id,
    batch_name(batches.file_name) as file_name,
    batches.valid_on,
    batches.recorded_at,
    batches.actor,
    batches.row_count,
    batches.accepted_count,
    batches.rejected_count,
    batches.warning_count,
    batches.voided_at
from marts.batches as batches
order by batches.recorded_at desc, batches.batch_id
limit 100
