-- One import batch.
-- key: batch_id
select batch.batch_id, batch.file_name, batch.valid_on, batch.voided_at
from facts.import_batch as batch
where batch.batch_id = $batch_id
