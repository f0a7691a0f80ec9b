-- What was said of the rows of files that had come by the end of `known_on`.
-- key: batch_id, sheet, row_number, cell, reason
select remarks.*
from facts.import_warning as remarks
semi join facts.import_batch as batch
    on remarks.batch_id = batch.batch_id and batch.recorded_at < getvariable('known_on')::date + 1
