-- The day on which a visit found a relapse at the enterprise of a case.
-- key: case_id
select cases.case_id, results.answered_on
from intermediate.int_visit_results as results
inner join intermediate.int_case_states as cases
    on results.enterprise_id = cases.enterprise_id and cases.case_id = $case
where
    results.inspection_plan_id = $plan
    and results.enterprise_id = $enterprise
    and results.checklist = 'revisit'
    and results.is_contrary
