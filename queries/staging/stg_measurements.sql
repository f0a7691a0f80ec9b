-- Measurements as of the date: the version that was true then.
-- key: subject_id, attribute
select *
from facts.measurement as measurement
where
    measurement.valid_from <= coalesce(getvariable('as_of')::date, current_date)
    and (measurement.valid_to is null or measurement.valid_to > coalesce(getvariable('as_of')::date, current_date))
