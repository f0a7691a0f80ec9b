-- Checklists that were finished at a visit by the date, as long as no answer to them changed since; to the signatures under a visit every
-- answer of the visit belongs.
-- key: inspection_plan_id, enterprise_id, checklist
with finished as (

    select
        steps.inspection_plan_id,
        steps.enterprise_id,
        steps.checklist,
        max(steps.recorded_at) as finished_at,
        arg_max(steps.actor, steps.recorded_at) as finished_by
    from staging.stg_inspection_steps as steps
    where steps.step = 'finished'
    group by steps.inspection_plan_id, steps.enterprise_id, steps.checklist

)

select finished.*
from finished
anti join facts.inspection_answer as answers
    on
        finished.inspection_plan_id = answers.inspection_plan_id
        and finished.enterprise_id = answers.enterprise_id
        and (finished.checklist = answers.checklist or finished.checklist = 'signing')
        and answers.recorded_at > finished.finished_at
        and answers.answered_on <= coalesce(getvariable('as_of')::date, current_date)
