-- No two versions of a measurement are true on the same day. While a batch is written or voided only the subjects it speaks of are
-- looked at (`written` names it): the others were before, and five million measurements take half a gigabyte to compare.
with batch as (

    select import_batch.batch_id
    from facts.import_batch as import_batch
    where import_batch.batch_id = getvariable('written')

),

spoken_of as (

    select distinct measurement.subject_id
    from facts.measurement as measurement
    semi join batch
        on measurement.batch_id = batch.batch_id

),

following as (

    select
        measurement.subject_id,
        measurement.attribute,
        measurement.valid_from,
        measurement.valid_to,
        lead(measurement.valid_from) over (partition by measurement.subject_id, measurement.attribute order by measurement.valid_from) as next_from
    from facts.measurement as measurement
    where
        (measurement.valid_to is null or measurement.valid_to > measurement.valid_from)
        and (
            (select count(*) from batch) = 0
            or measurement.subject_id in (select spoken_of.subject_id from spoken_of)
        )

)

select following.subject_id, following.attribute, following.valid_from, following.valid_to, following.next_from
from following
where following.next_from < coalesce(following.valid_to, date '9999-12-31')
