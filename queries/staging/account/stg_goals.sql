-- Goals set by the date: of one document for one area, sector and process the row recorded last. What was withdrawn was never set.
-- key: area_code, sector, process, document
select goal.*
from facts.goal as goal
anti join (select withdrawals.withdraws from facts.goal as withdrawals where withdrawals.withdraws is not null) as withdrawn
    on goal.goal_id = withdrawn.withdraws
where goal.withdraws is null and goal.set_on <= coalesce(getvariable('as_of')::date, current_date)
qualify
    row_number() over (
        partition by goal.area_code, goal.sector, goal.process, goal.document
        order by goal.recorded_at desc, goal.goal_id desc
    ) = 1
