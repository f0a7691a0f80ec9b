-- Measurements as of the date: the version that was true then, unless the number was seen on site: that outranks what files say, from its day
-- on, until a visit sees another.
-- key: subject_id, attribute
select measurement.*
from facts.measurement as measurement
anti join staging.stg_seen_measurements as seen
    on measurement.subject_id = seen.subject_id and measurement.attribute = seen.attribute
where
    measurement.valid_from <= coalesce(getvariable('as_of')::date, current_date)
    and (measurement.valid_to is null or measurement.valid_to > coalesce(getvariable('as_of')::date, current_date))

union all by name

select seen.*
from staging.stg_seen_measurements as seen
