-- Number of data problems of each kind and of the enterprises they concern, of the city or an area.
-- reads intermediate: counting the mart would join the words of every problem.
-- key: reason
with counted as (

    select
        problems.reason,
        count(*) as problem_count,
        count(distinct problems.enterprise_position) as enterprises
    from intermediate.int_problems as problems
    where
        in_area(problems.area_code, $area)
        and ($sector = '' or problems.sector = $sector)
    group by problems.reason

)

select
    counted.reason,
    coalesce(said(words.title_zh, words.title_en), counted.reason) as problem,
    counted.problem_count,
    counted.enterprises
from counted
left join reference.problems as words
    on counted.reason = words.problem
order by counted.problem_count desc, counted.reason
