-- Steps that had happened by the date and that nobody reversed: a reversal corrects an entry, so what it undoes never happened, whatever
-- day the correction was made on (as a voided batch was never told). `relapsed_at` is the last relapse of the case.
-- key: step_id
select
    case_steps.*,
    steps.rank,
    steps.stage,
    max(case when case_steps.step = 'relapsed' then (case_steps.happened_on, case_steps.position) end)
        over (partition by case_steps.case_id) as relapsed_at
from staging.stg_case_steps as case_steps
inner join reference.steps as steps
    on case_steps.step = steps.step
anti join (select reversals.reverses from facts.case_step as reversals where reversals.step = 'reversal') as reversed
    on case_steps.step_id = reversed.reverses
where case_steps.step != 'reversal'
