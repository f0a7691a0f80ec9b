-- Measurements of these enterprises and lines.
-- key: subject_kind, subject_id, attribute, valid_from, batch_id
select measurement.*
from facts.measurement as measurement
where
    (
        measurement.subject_kind = 'line'
        and measurement.subject_id in (select lines.line_id from scope.line as lines)
    )
    or (
        measurement.subject_kind != 'line'
        and measurement.subject_id in (select own.enterprise_id from scope.enterprise as own)
    )
