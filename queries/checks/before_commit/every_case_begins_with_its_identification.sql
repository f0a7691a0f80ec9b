-- The first row of every case identifies it, on the day it was opened.
select exit_case.case_id, exit_case.opened_on, case_step.step, case_step.happened_on
from facts.exit_case as exit_case
left join facts.case_step as case_step
    on exit_case.case_id = case_step.case_id and case_step.position = 1
where coalesce(case_step.step != 'identified' or case_step.happened_on != exit_case.opened_on, true)
