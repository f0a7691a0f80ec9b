-- A case_id names one case.
select exit_case.case_id, count(*) as case_count
from facts.exit_case as exit_case
group by exit_case.case_id
having count(*) > 1
