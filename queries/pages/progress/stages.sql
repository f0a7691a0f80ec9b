-- Lines at each stage of the exit, each once at its furthest case, per area or per sector (`by`), in official order; areas under their
-- short names, for a chart.
-- key: code, state
select
    case when $by = 'area' then coalesce(progress.area_code, 'unplaced') else progress.sector end as code,
    case when $by = 'area' then coalesce(any_value(shorts.name), any_value(progress.area_name)) else any_value(progress.sector_name) end as name,
    progress.state,
    any_value(progress.state_name) as state_name,
    any_value(stages.position) as stage_position,
    sum(progress.lines)::bigint as lines,
    sum(progress.counted_lines)::bigint as counted_lines
from marts.exit_progress as progress
inner join reference.stages as stages
    on progress.state = stages.stage
left join reference.areas as areas
    on progress.area_code = areas.area_code
left join marts.labels as shorts
    on shorts.kind = 'area_short' and progress.area_code = shorts.code
left join reference.sectors as sectors
    on progress.sector = sectors.sector
where
    in_area(progress.area_code, $area)
    and ($sector = '' or progress.sector = $sector)
    and ($process = '' or progress.process = $process)
group by all
order by
    any_value(case when $by = 'area' then areas.position else sectors.position end) nulls last,
    code,
    any_value(stages.position)
