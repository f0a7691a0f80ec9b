-- The cells of one imported file that a person corrected before it was imported.
-- key: batch_id
select coalesce(batches.corrections_json, '[]') as corrections_json
from facts.import_batch as batches
where batches.batch_id = $batch
