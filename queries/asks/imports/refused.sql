-- The refused rows of one imported file, also of a voided one, one row per reason, with the whole row as it stands in the file.
-- key: sheet, row_number, cell, reason
select
    refused.sheet,
    refused.row_number,
    refused.cell,
    refused.column_name,
    refused.value,
    refused.reason,
    refused.params_json,
    refused.row_json
from facts.rejected_row as refused
where refused.batch_id = $batch
order by refused.sheet, refused.row_number, refused.cell, refused.reason
