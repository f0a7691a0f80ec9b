-- The exit ladder per area or per sector (`by`): lines at each stage (关停, 封存 and 拆除 are different numbers), and how many exits count.
-- Areas and sectors without a line that must exit are not here.
-- key: code
select
    case when $by = 'area' then coalesce(progress.area_code, 'unplaced') else progress.sector end as code,
    any_value(progress.area_name) as area_name,
    any_value(progress.sector_name) as sector_name,
    sum(progress.lines)::bigint as case_lines,
    coalesce(sum(progress.lines) filter (where progress.state = 'identified'), 0)::bigint as stage_identified,
    coalesce(sum(progress.lines) filter (where progress.state = 'in_rectification'), 0)::bigint as stage_in_rectification,
    coalesce(sum(progress.lines) filter (where progress.state = 'closing'), 0)::bigint as stage_closing,
    coalesce(sum(progress.lines) filter (where progress.state = 'shut_down'), 0)::bigint as stage_shut_down,
    coalesce(sum(progress.lines) filter (where progress.state = 'sealed'), 0)::bigint as stage_sealed,
    coalesce(sum(progress.lines) filter (where progress.state = 'dismantled'), 0)::bigint as stage_dismantled,
    coalesce(sum(progress.lines) filter (where progress.state = 'accepted'), 0)::bigint as stage_accepted,
    coalesce(sum(progress.lines) filter (where progress.state = 'rectified'), 0)::bigint as stage_rectified,
    sum(progress.counted_lines)::bigint as counted_lines
from marts.exit_progress as progress
left join reference.areas as areas
    on progress.area_code = areas.area_code
left join reference.sectors as sectors
    on progress.sector = sectors.sector
where
    in_area(progress.area_code, $area)
    and ($sector = '' or progress.sector = $sector)
    and ($process = '' or progress.process = $process)
group by code
order by any_value(case when $by = 'area' then areas.position else sectors.position end) nulls last, code
