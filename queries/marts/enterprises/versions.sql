-- Every version of every enterprise and line the register was ever told, with the file it came from; an empty interval was voided.
-- key: subject_kind, subject_id, valid_from, batch_id
select
    'enterprise' as subject_kind,
    enterprise.enterprise_id as subject_id,
    enterprise.enterprise_id,
    enterprise.enterprise_name as name,
    enterprise.valid_from,
    enterprise.valid_to,
    enterprise.batch_id,
    batches.file_name,
    enterprise.row_ref,
    batches.recorded_at,
    batches.actor,
    batches.voided_at
from facts.enterprise as enterprise
left join facts.import_batch as batches
    on enterprise.batch_id = batches.batch_id

union all

select
    'line',
    line.line_id,
    line.enterprise_id,
    coalesce(line.line_name, line.model, line.line_id),
    line.valid_from,
    line.valid_to,
    line.batch_id,
    batches.file_name,
    line.row_ref,
    batches.recorded_at,
    batches.actor,
    batches.voided_at
from facts.line as line
left join facts.import_batch as batches
    on line.batch_id = batches.batch_id
