-- Enterprises as of the date: the version that was true then.
-- key: enterprise_id
select *
from facts.enterprise as enterprise
where
    enterprise.valid_from <= coalesce(getvariable('as_of')::date, current_date)
    and (enterprise.valid_to is null or enterprise.valid_to > coalesce(getvariable('as_of')::date, current_date))
