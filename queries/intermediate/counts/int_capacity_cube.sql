-- stored: the counts every chart and total is summed from
-- Lines and capacity per area, sector, process, unit, state and verdict; capacities of different processes or units never meet.
-- key: area_code, sector, process, capacity_unit, state, verdict
select
    coalesce(lines.area_code, 'unplaced') as area_code,
    lines.sector,
    coalesce(lines.process, '') as process,
    coalesce(lines.capacity_unit, '') as capacity_unit,
    lines.state,
    lines.verdict,
    count(*) as line_count,
    count(lines.capacity) as with_capacity_count,
    sum(lines.capacity) as capacity
from intermediate.int_lines as lines
group by all
