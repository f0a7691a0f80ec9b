-- The newest live batch that came from a file with this content and spoke of this date.
-- key: batch_id
select batch.batch_id
from facts.import_batch as batch
where batch.sha256 = $sha256 and batch.voided_at is null and batch.valid_on = $valid_on
order by batch.recorded_at desc
limit 1
