-- Duties of a plan in order, each with what was done about it by which document; a passed date makes nothing done.
-- key: duty
select
    duties.* replace (intermediate.time_left(duties.days_left) as days_left),
    case
        when duties.is_done and duties.done_on > duties.due_on then said('已办结（逾期）', 'done, late')
        when duties.is_done then said('已办结', 'done')
        else said('未登记办结', 'not recorded as done')
    end as duty_state
from marts.duties as duties
where duties.plan_id = $plan
