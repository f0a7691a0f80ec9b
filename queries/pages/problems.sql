-- Data problems matching the filters, `size` of them from `start`; total_count counts all.
-- key: subject_kind, subject_id, reason, detail
with matching as (

    select problems.*
    from marts.data_quality as problems
    where
        ($area = '' or coalesce(problems.area_code, 'unplaced') = $area)
        and ($reason = '' or problems.reason = $reason)
        and ($enterprise = '' or problems.enterprise_id = $enterprise)
        and ($file = '' or problems.batch_id = $file)

)

select
    matching.*,
    (select count(*) from matching) as total_count
from matching
order by matching.area_code nulls first, matching.enterprise_name, matching.line_id nulls first, matching.reason, matching.detail
limit $size offset $start
