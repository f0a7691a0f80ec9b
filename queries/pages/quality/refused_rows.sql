-- Refused rows of the batches that stand, one row per reason, with the sentence that says how to mend it.
-- key: batch_id, sheet, row_number, cell, reason
select
    refused.batch_id,
    refused.file_name,
    refused.sheet,
    refused.row_number,
    refused.cell,
    refused.column_name,
    refused.value,
    refused.reason,
    refused.sentence,
    count(*) over () as total_count
from marts.refused_rows as refused
where $file = '' or refused.batch_id = $file
order by refused.batch_id desc, refused.sheet, refused.row_number, refused.cell
limit $size offset $start
