-- Refused rows of files for these areas; of the city's files those one cell of which is the name or the credit code of one of these
-- enterprises, for a refused row became none.
-- key: batch_id, sheet, row_number, cell, reason
select refused.*
from facts.rejected_row as refused
where
    refused.batch_id in (select batches.batch_id from facts.import_batch as batches where in_scope(batches.area_code))
    or list_has_any(
        list_transform(json_extract_string(refused.row_json, '$.*'), lambda cell: trim(cell)),
        (
            select list(distinct own.name)
            from (select unnest([own.enterprise_name, own.credit_code]) as name from scope.enterprise as own) as own
            where own.name is not null
        )
    )
