-- Measured values as of the date, numbers in 10⁻⁸ of their unit.
-- key: subject_id, attribute
select
    measurements.subject_kind,
    measurements.subject_id,
    measurements.attribute,
    (measurements.value_number::decimal(38, 8) * 100000000)::double as value_number,
    measurements.value_text
from staging.stg_measurements as measurements
