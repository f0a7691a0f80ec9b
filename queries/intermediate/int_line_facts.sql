-- Values that some judging rule asks for, at the level of the line; a value stated for the whole enterprise serves each of
-- its lines that states none of its own.
-- key: line_id, attribute
with asked as (

    select distinct conditions.attribute
    from intermediate.int_conditions as conditions

),

own as (

    select
        measurements.subject_id as line_id,
        measurements.attribute,
        measurements.value_number,
        measurements.value_text
    from staging.stg_measurements as measurements
    semi join asked using (attribute)
    where measurements.subject_kind = 'line'

),

inherited as (

    select
        lines.line_id,
        measurements.attribute,
        measurements.value_number,
        measurements.value_text
    from staging.stg_measurements as measurements
    semi join asked using (attribute)
    inner join reference.attributes as attributes
        on measurements.attribute = attributes.attribute and attributes.scope = 'line'
    inner join staging.stg_lines as lines
        on measurements.subject_id = lines.enterprise_id
    where measurements.subject_kind = 'enterprise'

)

select * from own
union all
select * from inherited anti join own using (line_id, attribute)
