-- Steps as clocks count them, by the date: `counted_on` is of a passed rectification the day of the cure where it was recorded, of a
-- granted extension the day it was asked for, of every other step its own. What counts by a day may have been inspected or decided later.
-- key: step_id
with unreversed as (

    select case_step.*
    from facts.case_step as case_step
    anti join (select reversals.reverses from facts.case_step as reversals where reversals.step = 'reversal') as reversed
        on case_step.step_id = reversed.reverses
    where case_step.step != 'reversal'

),

requests as (

    select unreversed.case_id, min(unreversed.happened_on) as requested_on
    from unreversed
    where unreversed.step = 'extension_requested'
    group by unreversed.case_id

),

counted as (

    select
        unreversed.case_id,
        unreversed.step_id,
        unreversed.position,
        unreversed.step,
        unreversed.months,
        case
            when unreversed.step = 'extension_granted' then coalesce(requests.requested_on, unreversed.happened_on)
            else coalesce(unreversed.cured_on, unreversed.happened_on)
        end as counted_on
    from unreversed
    left join requests
        on unreversed.case_id = requests.case_id

)

select counted.*
from counted
where counted.counted_on <= coalesce(getvariable('as_of')::date, current_date)
