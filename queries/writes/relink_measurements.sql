-- Close each version at the start of the next one, for every subject a batch touched: versions of a voided batch get an empty
-- interval, and what stood before is open again.
update facts.measurement
set valid_to = chain.valid_to
from (
    select
        measurement.subject_id, measurement.attribute, measurement.valid_from,
        measurement.batch_id,
        case
            when batch.voided_at is not null then measurement.valid_from
            else
                lead(measurement.valid_from) over (
                    partition by measurement.subject_id, measurement.attribute, batch.voided_at is null
                    order by measurement.valid_from, batch.recorded_at, measurement.batch_id
                )
        end as valid_to
    from facts.measurement as measurement
    inner join facts.import_batch as batch
        on measurement.batch_id = batch.batch_id
    where (measurement.subject_id, measurement.attribute) in (
        select (measurement.subject_id, measurement.attribute)
        from facts.measurement as measurement
        where measurement.batch_id = $batch_id
    )
) as chain
where
    measurement.batch_id = chain.batch_id
    and measurement.valid_from = chain.valid_from
    and measurement.subject_id = chain.subject_id and measurement.attribute = chain.attribute
    and measurement.valid_to is distinct from chain.valid_to
