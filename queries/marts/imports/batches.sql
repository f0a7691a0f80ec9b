-- Every import batch, voided ones too, newest first.
-- key: batch_id
select *
from facts.import_batch as batches
order by batches.recorded_at desc
