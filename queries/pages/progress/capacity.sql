-- Capacity at each stage, one row a process and unit: capacities of different processes or units are never added. A line without a
-- capacity counts as a line and adds nothing.
-- key: sector, process, capacity_unit
select
    progress.sector,
    any_value(progress.sector_name) as sector_name,
    progress.process,
    any_value(progress.process_name) as process_name,
    progress.capacity_unit,
    any_value(units.name) as unit_name,
    sum(progress.lines)::bigint as case_lines,
    sum(progress.with_capacity_count)::bigint as with_capacity_count,
    sum(progress.capacity) filter (where progress.state = 'identified') as capacity_identified,
    sum(progress.capacity) filter (where progress.state = 'in_rectification') as capacity_in_rectification,
    sum(progress.capacity) filter (where progress.state = 'closing') as capacity_closing,
    sum(progress.capacity) filter (where progress.state = 'shut_down') as capacity_shut_down,
    sum(progress.capacity) filter (where progress.state = 'sealed') as capacity_sealed,
    sum(progress.capacity) filter (where progress.state = 'dismantled') as capacity_dismantled,
    sum(progress.capacity) filter (where progress.state = 'accepted') as capacity_accepted,
    sum(progress.capacity) filter (where progress.state = 'rectified') as capacity_rectified,
    sum(progress.counted_capacity) as counted_capacity
from marts.exit_progress as progress
left join marts.labels as units
    on units.kind = 'unit' and progress.capacity_unit = units.code
left join reference.sectors as sectors
    on progress.sector = sectors.sector
left join reference.processes as processes
    on progress.process = processes.process
where
    in_area(progress.area_code, $area)
    and ($sector = '' or progress.sector = $sector)
    and ($process = '' or progress.process = $process)
group by progress.sector, progress.process, progress.capacity_unit
order by any_value(sectors.position), any_value(processes.position) nulls last, progress.capacity_unit nulls last
