-- Workbooks from which steps were recorded, newest first, with what was recorded, left out as known and refused.
-- key: batch_id
select
    batches.batch_id,
    batches.file_name,
    batches.evidence_name,
    batches.recorded_at,
    batches.actor,
    batches.row_count,
    batches.accepted_count,
    batches.same_count,
    batches.rejected_count,
    batches.voided_at
from marts.step_batches as batches
order by batches.recorded_at desc, batches.batch_id
limit 100
