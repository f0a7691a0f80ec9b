-- Duties of a plan in order; one whose date has passed is over, and says so instead of the days since.
-- key: duty
select
    duties.* exclude (days_left),
    case
        when duties.days_left >= 0 then duties.days_left::varchar
        when duties.days_left < 0 then said('已结束', 'over')
    end as days_left
from marts.duties as duties
where duties.plan_id = $plan
