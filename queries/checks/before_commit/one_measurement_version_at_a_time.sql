-- No two versions of a measurement are true on the same day.
with following as (

    select
        measurement.subject_id,
        measurement.attribute,
        measurement.valid_from,
        measurement.valid_to,
        lead(measurement.valid_from) over (partition by measurement.subject_id, measurement.attribute order by measurement.valid_from) as next_from
    from facts.measurement as measurement
    where measurement.valid_to is null or measurement.valid_to > measurement.valid_from

)

select following.subject_id, following.attribute, following.valid_from, following.valid_to, following.next_from
from following
where following.next_from < coalesce(following.valid_to, date '9999-12-31')
