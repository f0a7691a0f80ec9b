-- Measured values of an enterprise and its lines with the file and row they came from.
-- key: subject_id, attribute
with subjects as (

    select $enterprise as subject_id, null as line_name
    union all
    select lines.line_id, lines.line_name
    from marts.lines as lines
    where lines.enterprise_id = $enterprise

)

select
    measurements.*,
    subjects.line_name,
    units.name as unit_name
from subjects
inner join marts.measurements as measurements
    on subjects.subject_id = measurements.subject_id
left join marts.labels as units
    on units.kind = 'unit' and measurements.unit = units.code
order by subjects.line_name nulls first, measurements.attribute
