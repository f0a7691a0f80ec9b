-- Measured values of an enterprise and its lines with the file and row they came from.
-- key: subject_id, attribute
select
    measurements.*,
    lines.line_name,
    units.name as unit_name
from marts.measurements as measurements
left join marts.lines as lines
    on measurements.subject_kind = 'line' and measurements.subject_id = lines.line_id
left join marts.labels as units
    on units.kind = 'unit' and measurements.unit = units.code
where
    measurements.subject_id = $enterprise
    or measurements.subject_id in (select owned.line_id from marts.lines as owned where owned.enterprise_id = $enterprise)
order by lines.line_name nulls first, measurements.attribute
