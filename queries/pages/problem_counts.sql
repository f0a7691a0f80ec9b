-- Number of data problems of each kind and of the enterprises they concern, of the city or an area.
-- key: reason
select
    problems.reason,
    coalesce(any_value(problems.problem), any_value(problems.reason)) as problem,
    count(*) as problem_count,
    count(distinct problems.enterprise_id) as enterprise_count
from marts.data_quality as problems
where
    ($area = '' or coalesce(problems.area_code, 'unplaced') = $area)
    and ($sector = '' or problems.sector = $sector)
group by problems.reason
order by problem_count desc, problems.reason
