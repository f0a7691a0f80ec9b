-- One workbook from which steps were recorded.
-- key: batch_id
select batches.batch_id, batches.file_name, batches.voided_at
from marts.step_batches as batches
where batches.batch_id = $batch_id
