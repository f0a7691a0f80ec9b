-- Every workbook from which steps of cases were recorded at once, voided ones too, newest first.
-- key: batch_id
with voids as (

    select
        reversals.batch_id,
        max(reversals.recorded_at) as voided_at,
        any_value(reversals.actor) as voided_by,
        any_value(reversals.note) as void_reason
    from facts.case_step as reversals
    where reversals.step = 'reversal' and reversals.batch_id is not null
    group by reversals.batch_id

)

select
    batches.*,
    voids.voided_at,
    voids.voided_by,
    voids.void_reason
from facts.step_batch as batches
left join voids
    on batches.batch_id = voids.batch_id
order by batches.recorded_at desc, batches.batch_id
