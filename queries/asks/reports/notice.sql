-- How many of some cases stand in the public notice on the date, and the first and the last day one was put into it.
-- key: publicised_cases
select
    count(cases.publicised_on) as publicised_cases,
    min(cases.publicised_on) as first_on,
    max(cases.publicised_on) as last_on
from intermediate.int_case_states as cases
where cases.case_id in (select unnest($case_ids::varchar[]))
