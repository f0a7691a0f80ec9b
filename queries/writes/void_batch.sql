-- Mark a batch as void.
update facts.import_batch
set voided_at = $voided_at, voided_by = $actor, void_reason = $reason
where batch_id = $batch_id
