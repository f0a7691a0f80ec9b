-- Stages of a plan's work and whether each is running on the date.
-- key: work_stage
select
    stages.work_stage,
    said(stages.name_zh, stages.name_en) as work_stage_name,
    stages.begins_on,
    stages.ends_on,
    said(stages.what_zh, stages.what_en) as task,
    coalesce(getvariable('as_of')::date, current_date) between stages.begins_on and stages.ends_on as is_running,
    stages.clause
from reference.work_stages as stages
where stages.plan_id = $plan
order by stages.position
