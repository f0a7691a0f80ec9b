-- Lines that must exit, each once at its furthest case; `moved` keeps those that entered or left a stage since the other date, whose lines
-- and stages are `line_ids` and `stages_before` (same order). `size` of them from `start`; total_count counts all.
-- key: line_id
with before as (

    select unnest($line_ids::varchar[]) as line_id, unnest($stages_before::varchar[]) as stage

),

now_and_then as (

    select coalesce(exits.line_id, before.line_id) as line_id, exits.case_id, exits.stage, before.stage as stage_before
    from intermediate.int_exit_lines as exits
    full outer join before
        on exits.line_id = before.line_id

),

matching as (

    select
        pairs.line_id,
        pairs.case_id,
        pairs.stage,
        pairs.stage_before,
        coalesce(exits.enterprise_id, lines.enterprise_id) as enterprise_id,
        enterprises.enterprise_name,
        lines.line_name,
        enterprises.area_code,
        coalesce(lines.sector, exits.sector) as sector,
        coalesce(lines.process, exits.process) as process,
        coalesce(lines.capacity, exits.capacity) as capacity,
        coalesce(lines.capacity_unit, exits.capacity_unit) as capacity_unit
    from now_and_then as pairs
    left join intermediate.int_exit_lines as exits
        on pairs.line_id = exits.line_id
    left join marts.lines as lines
        on pairs.line_id = lines.line_id
    left join marts.enterprises as enterprises
        on coalesce(exits.enterprise_id, lines.enterprise_id) = enterprises.enterprise_id
    where
        ($area = '' or coalesce(enterprises.area_code, 'unplaced') = $area)
        and ($sector = '' or coalesce(lines.sector, exits.sector) = $sector)
        and ($process = '' or coalesce(lines.process, exits.process) = $process)
        and ($stage = '' or pairs.stage = $stage)
        and (
            ($moved = '' and pairs.stage is not null)
            or ($moved = 'any' and pairs.stage is distinct from pairs.stage_before)
            or ((pairs.stage is distinct from pairs.stage_before) and $moved in (pairs.stage, pairs.stage_before))
        )

)

select
    matching.*,
    stages.name as stage_name,
    earlier.name as stage_before_name,
    areas.name as area_name,
    sectors.name as sector_name,
    processes.name as process_name,
    units.name as unit_name,
    (select count(*) from matching) as total_count
from matching
left join marts.labels as stages
    on stages.kind = 'stage' and matching.stage = stages.code
left join marts.labels as earlier
    on earlier.kind = 'stage' and matching.stage_before = earlier.code
left join marts.labels as areas
    on areas.kind = 'area' and matching.area_code = areas.code
left join marts.labels as sectors
    on sectors.kind = 'sector' and matching.sector = sectors.code
left join marts.labels as processes
    on processes.kind = 'process' and matching.process = processes.code
left join marts.labels as units
    on units.kind = 'unit' and matching.capacity_unit = units.code
order by areas.position nulls last, sectors.position nulls last, stages.position, matching.enterprise_name, matching.line_id
limit $size offset $start
