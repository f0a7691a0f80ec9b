-- Duties of a plan in order; one whose date has passed is not done by that: who did it by which document is recorded nowhere, and the
-- words say so.
-- key: duty
select
    duties.* exclude (days_left),
    case
        when duties.days_left >= 0 then duties.days_left::varchar
        when duties.days_left < 0 then said('期限已过，办结情况未登记', 'date passed; not recorded as done')
    end as days_left
from marts.duties as duties
where duties.plan_id = $plan
