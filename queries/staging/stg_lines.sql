-- Production lines as of the date: the version that was true then.
-- key: line_id
select *
from facts.line as line
where
    line.valid_from <= coalesce(getvariable('as_of')::date, current_date)
    and (line.valid_to is null or line.valid_to > coalesce(getvariable('as_of')::date, current_date))
