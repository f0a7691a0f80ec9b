-- Number of doubts of each kind and of the enterprises they concern, the most frequent first.
-- key: problem
select
    coalesce(problems.problem, problems.reason) as problem,
    count(*) as problem_count,
    count(distinct problems.enterprise_id) as enterprises
from marts.data_quality as problems
group by coalesce(problems.problem, problems.reason)
order by problem_count desc, problem
