-- The rows of a case are numbered 1, 2, 3 …: none is lost, none is written twice.
select case_step.case_id, count(*) as row_count, count(distinct case_step.step_id) as id_count, max(case_step.position) as last_position
from facts.case_step as case_step
group by case_step.case_id
having
    count(*) != max(case_step.position)
    or count(distinct case_step.position) != count(*)
    or count(distinct case_step.step_id) != count(*)
