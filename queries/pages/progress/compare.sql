-- Lines at each stage on the date and on the other date, whose lines and stages are `line_ids` and `stages_before` (same order); lines
-- that entered and left. `none` is a line without a case that stands.
-- key: stage
with before as (

    select unnest($line_ids::varchar[]) as line_id, unnest($stages_before::varchar[]) as stage

),

after as (

    select exits.line_id, exits.stage
    from marts.exit_lines as exits
    where
        in_area(exits.area_code, $area)
        and ($sector = '' or exits.sector = $sector)
        and ($process = '' or exits.process = $process)

),

pairs as (

    select before.stage as was, after.stage as is_now
    from before
    full outer join after
        on before.line_id = after.line_id

)

select
    stages.stage,
    said(stages.name_zh, stages.name_en) as stage_name,
    count(*) filter (where pairs.was = stages.stage) as lines_before,
    count(*) filter (where pairs.is_now = stages.stage) as lines,
    count(*) filter (where pairs.is_now = stages.stage) - count(*) filter (where pairs.was = stages.stage) as change,
    count(*) filter (where pairs.is_now = stages.stage and pairs.was is distinct from stages.stage) as entered,
    count(*) filter (where pairs.was = stages.stage and pairs.is_now is distinct from stages.stage) as departed
from reference.stages as stages
left join pairs
    on stages.stage in (pairs.was, pairs.is_now)
where stages.stage != 'withdrawn'
group by stages.stage, stages.name_zh, stages.name_en, stages.position
order by stages.position
