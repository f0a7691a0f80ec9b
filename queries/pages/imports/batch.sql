-- One imported file: who brought it, how it was read, what became of its rows, and why it is void.
-- key: batch_id
select
    batches.batch_id,
    batch_name(batches.file_name) as file_name,
    batches.valid_on,
    batches.recorded_at,
    batches.actor,
    batches.profile,
    said(areas.name_zh, areas.name_en) as area_name,
    batches.datum,
    batches.row_count,
    batches.accepted_count,
    batches.rejected_count,
    batches.warning_count,
    batches.voided_at,
    batches.voided_by,
    batches.void_reason
from marts.batches as batches
left join reference.areas as areas
    on batches.area_code = areas.area_code
where batches.batch_id = $batch
