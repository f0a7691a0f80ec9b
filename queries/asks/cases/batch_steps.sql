-- The steps a workbook brought that nobody reversed, by case in the order they were recorded.
-- key: step_id
select steps.step_id, steps.case_id
from facts.case_step as steps
anti join facts.case_step as reversals
    on steps.step_id = reversals.reverses
where steps.batch_id = $batch_id and steps.reverses is null
order by steps.case_id, steps.position
