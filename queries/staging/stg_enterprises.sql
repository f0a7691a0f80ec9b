-- Enterprises as of the date: the version that was true then. One that was merged into another is none any more, unless cases or
-- findings speak of it.
-- key: enterprise_id
select enterprise.* exclude (merged_into)
from facts.enterprise as enterprise
where
    enterprise.valid_from <= coalesce(getvariable('as_of')::date, current_date)
    and (enterprise.valid_to is null or enterprise.valid_to > coalesce(getvariable('as_of')::date, current_date))
    and (
        enterprise.merged_into is null
        or enterprise.enterprise_id in (select subjects.enterprise_id from staging.stg_merged_subjects as subjects)
    )
