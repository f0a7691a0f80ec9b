-- What was said of the rows of files that had come by the end of `known_on`.
-- key: batch_id, sheet, row_number, cell, reason
select remarks.*
from facts.import_warning as remarks
semi join staging.stg_known_batches as batch
    on remarks.batch_id = batch.batch_id
