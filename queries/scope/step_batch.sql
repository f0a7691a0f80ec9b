-- Workbooks that brought steps of these cases. Of one that brought others' too the counts stay away: they count the others' rows.
-- key: batch_id
with others as (

    select distinct steps.batch_id
    from facts.case_step as steps
    where steps.batch_id is not null and steps.step_id not in (select own.step_id from scope.case_step as own)

)

select
    batches.* replace (
        case when others.batch_id is null then batches.row_count end as row_count,
        case when others.batch_id is null then batches.accepted_count end as accepted_count,
        case when others.batch_id is null then batches.same_count end as same_count,
        case when others.batch_id is null then batches.rejected_count end as rejected_count
    )
from facts.step_batch as batches
left join others
    on batches.batch_id = others.batch_id
where batches.batch_id in (select own.batch_id from scope.case_step as own where own.batch_id is not null)
