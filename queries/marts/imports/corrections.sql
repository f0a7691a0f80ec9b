-- Cells that a person corrected before their file was imported, with what stands in the file; those of voided batches too.
-- key: batch_id, sheet, cell
select
    told.batch_id,
    told.file_name,
    told.valid_on,
    told.recorded_at,
    told.correction.sheet as sheet,
    told.correction.cell as cell,
    told.correction.original as "value",
    told.correction.value as corrected_value,
    told.correction.reason as correction_reason,
    told.correction.by as corrected_by
from (
    select
        batches.batch_id,
        batches.file_name,
        batches.valid_on,
        batches.recorded_at,
        unnest(
            from_json(
                batches.corrections_json,
                '[{"sheet": "VARCHAR", "cell": "VARCHAR", "original": "VARCHAR", "value": "VARCHAR", "reason": "VARCHAR", "by": "VARCHAR"}]'
            )
        ) as correction
    from facts.import_batch as batches
) as told
