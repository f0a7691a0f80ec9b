-- What the register knows of numbers measured at an enterprise or its lines, in one text per attribute.
-- key: attribute
select
    measurements.attribute,
    string_agg(
        coalesce(lines.line_name || ' ', '') || rtrim(rtrim(measurements.value_number::varchar, '0'), '.')
        || coalesce(' ' || said(units.name_zh, units.name_en), ''),
        said('；', '; ')
        order by lines.line_name
    ) as told
from marts.measurements as measurements
left join marts.lines as lines
    on case measurements.subject_kind when 'line' then measurements.subject_id end = lines.line_id
left join reference.units as units
    on measurements.unit = units.unit
where measurements.value_number is not null and coalesce(lines.enterprise_id, measurements.subject_id) = $enterprise
group by measurements.attribute
