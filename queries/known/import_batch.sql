-- Files that had come by the end of `known_on`; one that was voided later was not void then.
-- key: batch_id
select batch.* replace (
    case when batch.voided_at < getvariable('known_on')::date + 1 then batch.voided_at end as voided_at,
    case when batch.voided_at < getvariable('known_on')::date + 1 then batch.voided_by end as voided_by,
    case when batch.voided_at < getvariable('known_on')::date + 1 then batch.void_reason end as void_reason
)
from facts.import_batch as batch
where batch.recorded_at < getvariable('known_on')::date + 1
