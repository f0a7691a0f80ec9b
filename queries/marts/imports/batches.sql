-- Every import batch, voided ones too, newest first.
-- key: batch_id
select * exclude (corrections_json)
from facts.import_batch as batches
order by batches.recorded_at desc
