-- What the register holds of the enterprises a plan visits and of their lines, each value with its unit in the reader's words;
-- `line_id` is empty for what is the enterprise's.
-- key: enterprise_id, line_id, attribute
with subjects as (

    select stops.enterprise_id, null as line_id, stops.enterprise_id as subject_id
    from marts.inspection_stops as stops
    where stops.inspection_plan_id = $plan

    union all

    select lines.enterprise_id, lines.line_id, lines.line_id
    from marts.inspection_stops as stops
    inner join marts.lines as lines
        on stops.enterprise_id = lines.enterprise_id
    where stops.inspection_plan_id = $plan

)

select
    subjects.enterprise_id,
    subjects.line_id,
    measurements.attribute,
    coalesce(regexp_replace(measurements.value_number::double::varchar, '\.0$', ''), measurements.value_text) || coalesce(' ' || units.name, '') as held
from subjects
inner join marts.measurements as measurements
    on subjects.subject_id = measurements.subject_id
left join marts.labels as units
    on units.kind = 'unit' and measurements.unit = units.code
order by subjects.enterprise_id, subjects.line_id, measurements.attribute
