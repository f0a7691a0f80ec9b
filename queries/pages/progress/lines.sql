-- Lines that must exit, each once at its furthest case. Those of the other date in the same area, sector and process, and their stages, are
-- `line_ids` and `stages_before` (same order). `stage` keeps one stage, or with `counted` the exits that count; `moved` the lines that
-- entered (`in:`), left (`out:`) or then had (`was:`) a stage, or `any` that moved. `size` of them from `start`; total_count counts all.
-- key: line_id
with chosen as (

    select changes.line_id, changes.stage_before
    from marts.exit_changes($area, $sector, $process, $line_ids, $stages_before) as changes
    where
        case
            when $moved = '' then changes.stage is not null
            when $moved = 'any' then changes.stage is distinct from changes.stage_before
            when $moved = 'was:' || changes.stage_before then true
            when $moved = 'in:' || changes.stage then changes.stage is distinct from changes.stage_before
            when $moved = 'out:' || changes.stage_before then changes.stage is distinct from changes.stage_before
            else false
        end
        and ($stage = '' or changes.stage = $stage or ($stage = 'counted' and changes.is_exit_counted))

),

matching as (

    select
        chosen.line_id,
        exits.case_id,
        exits.stage,
        chosen.stage_before,
        coalesce(exits.enterprise_id, lines.enterprise_id) as enterprise_id,
        coalesce(enterprises.enterprise_name, exits.enterprise_id, chosen.line_id) as enterprise_name,
        lines.line_name,
        enterprises.area_code,
        coalesce(lines.sector, exits.sector) as sector,
        coalesce(lines.process, exits.process) as process,
        coalesce(lines.capacity, exits.capacity) as capacity,
        coalesce(lines.capacity_unit, exits.capacity_unit) as capacity_unit
    from chosen
    left join marts.exit_lines as exits
        on chosen.line_id = exits.line_id
    left join marts.lines as lines
        on chosen.line_id = lines.line_id
    left join marts.enterprises as enterprises
        on coalesce(exits.enterprise_id, lines.enterprise_id) = enterprises.enterprise_id

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
