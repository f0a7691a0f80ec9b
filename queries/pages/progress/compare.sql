-- Lines at each stage on the date and on the other date, whose lines and stages are `line_ids` and `stages_before` (same order); lines
-- that entered and left. `none` is a line without a case that stands.
-- key: stage
select
    stages.stage,
    said(stages.name_zh, stages.name_en) as stage_name,
    count(*) filter (where changes.stage_before = stages.stage) as lines_before,
    count(*) filter (where changes.stage = stages.stage) as lines,
    count(*) filter (where changes.stage = stages.stage) - count(*) filter (where changes.stage_before = stages.stage) as change,
    count(*) filter (where changes.stage = stages.stage and changes.stage_before is distinct from stages.stage) as entered,
    count(*) filter (where changes.stage_before = stages.stage and changes.stage is distinct from stages.stage) as departed
from reference.stages as stages
left join marts.exit_changes($area, $sector, $process, $line_ids, $stages_before) as changes
    on stages.stage in (changes.stage_before, changes.stage)
where stages.stage != 'withdrawn'
group by stages.stage, stages.name_zh, stages.name_en, stages.position
order by stages.position
