-- Doubts about these enterprises, and in files for these areas those about no enterprise.
-- key: batch_id, sheet, row_number, cell, reason
select remarks.*
from facts.import_warning as remarks
where
    remarks.enterprise_id in (select own.enterprise_id from scope.enterprise as own)
    or (
        remarks.enterprise_id is null
        and remarks.batch_id in (select batches.batch_id from facts.import_batch as batches where in_scope(batches.area_code))
    )
