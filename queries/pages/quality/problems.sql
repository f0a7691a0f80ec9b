-- Data problems matching the filters in official order of area and name, `size` of them from `start`; total_count counts all.
-- reads intermediate: the rows of one page are chosen by position before they are put into words.
-- key: subject_kind, subject_id, reason, detail
with matching as (

    select problems.enterprise_position as position, problems.subject_kind, problems.subject_id, problems.line_id, problems.reason, problems.detail
    from intermediate.int_problems as problems
    where
        in_area(problems.area_code, $area)
        and ($reason = '' or problems.reason = $reason)
        and ($enterprise = '' or problems.enterprise_id = $enterprise)
        and ($file = '' or problems.batch_id = $file)

),

chosen as (

    select matching.*
    from matching
    order by matching.position, matching.line_id nulls first, matching.reason, matching.detail
    limit $size offset $start

)

select
    problems.*,
    (select count(*) from matching) as total_count
from marts.data_quality as problems
inner join chosen using (position, subject_kind, subject_id, reason, detail)
order by problems.position, problems.line_id nulls first, problems.reason, problems.detail
