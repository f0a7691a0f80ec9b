-- Steps of cases that had happened by the date.
-- key: step_id
select *
from facts.case_step as case_step
where case_step.happened_on <= coalesce(getvariable('as_of')::date, current_date)
