-- How many cases were ever opened about a subject.
-- key: subject_id
select coalesce(exit_case.line_id, exit_case.enterprise_id) as subject_id, count(*) as case_count
from facts.exit_case as exit_case
group by all
