-- Where one case stands.
-- key: case_id
select
    cases.state,
    cases.stage,
    cases.clock,
    cases.deadline::varchar as deadline,
    cases.colour,
    cases.is_exit_counted
from marts.cases as cases
where cases.case_id = $case_id
