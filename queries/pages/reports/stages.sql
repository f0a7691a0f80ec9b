-- Stages of a plan's work and whether each is running on the date.
-- key: work_stage
select
    stages.work_stage,
    case when coalesce(getvariable('lang'), 'zh') = 'en' then stages.name_en else stages.name_zh end as work_stage_name,
    stages.begins_on,
    stages.ends_on,
    case when coalesce(getvariable('lang'), 'zh') = 'en' then stages.what_en else stages.what_zh end as task,
    coalesce(getvariable('as_of')::date, current_date) between stages.begins_on and stages.ends_on as is_running,
    stages.clause
from reference.work_stages as stages
where stages.plan_id = $plan
order by stages.position
