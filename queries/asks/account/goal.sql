-- Whether a goal was withdrawn by a later row.
-- key: goal_id
select withdrawals.goal_id is not null as is_withdrawn, goal.goal_id
from facts.goal as goal
left join facts.goal as withdrawals
    on goal.goal_id = withdrawals.withdraws
where goal.goal_id = $goal_id and goal.withdraws is null
