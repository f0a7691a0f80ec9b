-- Steps that stand: not reversed by the date, and of the exit (from the rank of a relapse on) only those since the last relapse.
-- key: step_id
with standing as (

    select case_steps.*, steps.rank, steps.stage
    from staging.stg_case_steps as case_steps
    inner join reference.steps as steps
        on case_steps.step = steps.step
    anti join (select reversals.reverses from staging.stg_case_steps as reversals where reversals.step = 'reversal') as reversed
        on case_steps.step_id = reversed.reverses
    where case_steps.step != 'reversal'

),

relapses as (

    select standing.case_id, max((standing.happened_on, standing.position)) as relapsed_at, max(standing.rank) as rank
    from standing
    where standing.step = 'relapsed'
    group by standing.case_id

)

select standing.*
from standing
left join relapses
    on standing.case_id = relapses.case_id
where
    relapses.relapsed_at is null
    or standing.rank < relapses.rank
    or (standing.happened_on, standing.position) >= relapses.relapsed_at
