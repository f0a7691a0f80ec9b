-- Rows that were refused on import, one row per reason, with the sentence that says how to mend them; voided batches left out.
-- key: batch_id, sheet, row_number, cell, reason
select
    refused.batch_id,
    batches.file_name,
    batches.recorded_at,
    refused.sheet,
    refused.row_number,
    refused.cell,
    refused.column_name,
    refused.value,
    refused.reason,
    intermediate.filled(coalesce(said(reasons.sentence_zh, reasons.sentence_en), refused.reason), refused.params_json) as sentence
from facts.rejected_row as refused
inner join facts.import_batch as batches
    on refused.batch_id = batches.batch_id and batches.voided_at is null
left join reference.reasons as reasons
    on refused.reason = reasons.reason
