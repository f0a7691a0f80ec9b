-- Lines that must exit, each once at its furthest case. Those of the other date in the same area, sector and process, and their stages, are
-- `line_ids` and `stages_before` (same order); a line that left the area between the dates left its stage there too. `stage` keeps one
-- stage, or with `counted` the exits that count; `moved` the lines that entered (`in:`), left (`out:`) or then had (`was:`) a stage, or
-- `any` that moved. `size` of them from `start`; total_count counts all.
-- key: line_id
with before as (

    select unnest($line_ids::varchar[]) as line_id, unnest($stages_before::varchar[]) as stage

),

here as (

    select exits.line_id, exits.stage, exits.is_exit_counted
    from marts.exit_lines as exits
    where
        in_area(exits.area_code, $area)
        and ($sector = '' or exits.sector = $sector)
        and ($process = '' or exits.process = $process)

),

chosen as (

    select coalesce(here.line_id, before.line_id) as line_id, before.stage as stage_before
    from here
    full outer join before
        on here.line_id = before.line_id
    where
        case
            when $moved = '' then here.stage is not null
            when $moved = 'any' then here.stage is distinct from before.stage
            when $moved = 'was:' || before.stage then true
            when $moved = 'in:' || here.stage then here.stage is distinct from before.stage
            when $moved = 'out:' || before.stage then here.stage is distinct from before.stage
            else false
        end
        and ($stage = '' or here.stage = $stage or ($stage = 'counted' and here.is_exit_counted))

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
