-- Measured values at the level of the line; a value stated for the whole enterprise serves each of its lines that states none
-- of its own.
-- key: line_id, attribute
with stated as (

    select
        measurements.subject_id as enterprise_id,
        measurements.attribute,
        measurements.value_number,
        measurements.value_text
    from staging.stg_measurements as measurements
    semi join (select attributes.attribute from reference.attributes as attributes where attributes.scope = 'line') as of_lines
        on measurements.attribute = of_lines.attribute
    where measurements.subject_kind = 'enterprise'

),

inherited as (

    select
        lines.line_id,
        stated.attribute,
        stated.value_number,
        stated.value_text
    from stated
    inner join (
        select every.line_id, every.enterprise_id
        from staging.stg_lines as every
        where every.enterprise_id in (select stated.enterprise_id from stated)
    ) as lines
        on stated.enterprise_id = lines.enterprise_id

)

select
    measurements.subject_id as line_id,
    measurements.attribute,
    measurements.value_number,
    measurements.value_text
from staging.stg_measurements as measurements
where measurements.subject_kind = 'line'

union all

select inherited.*
from inherited
anti join staging.stg_measurements as own
    on inherited.line_id = own.subject_id and inherited.attribute = own.attribute
