-- Versions of measurements that files had told by the end of `known_on`, each true until the next of them: what came later, or was voided by then, closes
-- nothing. A version of no file stands as it is.
-- key: subject_kind, subject_id, attribute, valid_from, batch_id
select measurement.* replace (
    case
        when batch.batch_id is null then measurement.valid_to
        when batch.is_void then measurement.valid_from
        else
            lead(measurement.valid_from) over (
                partition by measurement.subject_kind, measurement.subject_id, measurement.attribute, batch.batch_id is null, batch.is_void
                order by measurement.valid_from, batch.recorded_at, measurement.batch_id
            )
    end as valid_to
)
from facts.measurement as measurement
left join staging.stg_known_batches as batch
    on measurement.batch_id = batch.batch_id
where batch.batch_id is not null or measurement.batch_id is null
