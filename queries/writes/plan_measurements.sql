-- What an import does to each measured value: new, changed or the same as on that date.
-- key: subject_id, attribute
with known as (

    select measurement.*
    from facts.measurement as measurement
    semi join incoming_measurements as incoming
        on measurement.subject_id = incoming.subject_id
    where measurement.valid_from <= $valid_on and (measurement.valid_to is null or measurement.valid_to > $valid_on)

)

select
    incoming.subject_kind,
    incoming.subject_id,
    incoming.attribute,
    incoming.value_number,
    incoming.value_text,
    incoming.unit,
    incoming.original,
    incoming.observed_on,
    incoming.row_ref,
    case
        when known.subject_id is null then 'new'
        when
            (incoming.value_number, incoming.value_text, incoming.unit) is distinct from (known.value_number, known.value_text, known.unit)
            or coalesce(incoming.observed_on, known.observed_on) is distinct from known.observed_on
            then 'changed'
        else 'same'
    end as status
from incoming_measurements as incoming
left join known
    on incoming.subject_id = known.subject_id and incoming.attribute = known.attribute
