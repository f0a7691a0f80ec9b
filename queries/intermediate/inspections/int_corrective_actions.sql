-- stored: whom to visit; an answer that re-checks nothing leaves it as it was
-- Every corrective action by the date: what was ordered, whether it was handed in since it last failed, and what the newest visit of a later
-- day answered to the same item.
-- key: action_id
with rechecks as (

    select
        ordered.action_id,
        max(answers.answered_on) as rechecked_on,
        arg_max(answers.value, (answers.answered_on, answers.recorded_at)) as recheck_value,
        arg_max(answers.answer_id, (answers.answered_on, answers.recorded_at)) as recheck_answer_id
    from staging.stg_corrective_steps as ordered
    inner join staging.stg_inspection_answers as answers
        on
            ordered.enterprise_id = answers.enterprise_id
            and ordered.checklist = answers.checklist
            and ordered.item = answers.item
            and ordered.inspection_plan_id != answers.inspection_plan_id
            and ordered.happened_on < answers.answered_on
    where ordered.step = 'ordered' and answers.value in ('yes', 'no')
    group by ordered.action_id

),

later as (

    select
        steps.action_id,
        max(steps.happened_on) filter (where steps.step = 'handed_in') as handed_in_on,
        arg_max(steps.note, steps.number) filter (where steps.step = 'handed_in') as handed_in_note,
        max(steps.happened_on) filter (where steps.step = 'withdrawn') as withdrawn_on,
        arg_max(steps.note, steps.number) filter (where steps.step = 'withdrawn') as why_withdrawn
    from staging.stg_corrective_steps as steps
    group by steps.action_id

)

select
    ordered.action_id,
    ordered.answer_id,
    ordered.inspection_plan_id,
    ordered.enterprise_id,
    ordered.checklist,
    ordered.item,
    ordered.owner,
    ordered.due_on,
    ordered.note as what,
    ordered.happened_on as ordered_on,
    ordered.actor,
    ordered.recorded_at,
    later.handed_in_on,
    later.handed_in_note,
    later.withdrawn_on,
    later.why_withdrawn,
    rechecks.rechecked_on,
    rechecks.recheck_answer_id,
    case
        when later.withdrawn_on is not null then 'withdrawn'
        when rechecks.recheck_value = 'yes' then 'closed'
        when later.handed_in_on > coalesce(rechecks.rechecked_on, ordered.happened_on - 1) then 'handed_in'
        when ordered.due_on < coalesce(getvariable('as_of')::date, current_date) then 'overdue'
        when ordered.due_on is not null then 'open'
    end as action_state
from staging.stg_corrective_steps as ordered
inner join later
    on ordered.action_id = later.action_id
left join rechecks
    on ordered.action_id = rechecks.action_id
where ordered.step = 'ordered'
