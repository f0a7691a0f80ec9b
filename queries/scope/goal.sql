-- Goals that were set for these areas.
-- key: goal_id
select goal.*
from facts.goal as goal
where in_scope(goal.area_code)
