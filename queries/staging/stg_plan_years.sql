-- The plans of the years, each with the days it governs: from the first day it is in force to the day before the next one is; what came
-- before the first plan is the first one's. `is_current`: it governs on the date.
-- key: plan_id
with years as (

    select
        plans.plan_id,
        plans.effective_from,
        case
            when lag(plans.plan_id) over begun is null then date '0001-01-01'
            else plans.effective_from
        end as from_day,
        coalesce(lead(plans.effective_from) over begun - 1, date '9999-12-31') as until_day
    from reference.plans as plans
    where plans.kind = 'year'
    window begun as (order by plans.effective_from, plans.plan_id)

)

select
    years.*,
    coalesce(getvariable('as_of')::date, current_date) between years.from_day and years.until_day as is_current
from years
