-- Outdated capacity per process and unit, the largest number of lines first; lines without capacity are counted beside it.
-- key: sector, process, capacity_unit
select
    capacity.sector,
    capacity.process,
    capacity.capacity_unit,
    coalesce(any_value(capacity.process_name), any_value(capacity.sector_name)) as process_name,
    coalesce(any_value(units.name), '') as unit_name,
    sum(capacity.line_count)::bigint as line_count,
    sum(capacity.with_capacity_count)::bigint as with_capacity_count,
    sum(capacity.capacity) as capacity
from marts.capacity as capacity
left join marts.labels as units
    on units.kind = 'unit' and capacity.capacity_unit = units.code
where
    capacity.verdict = 'outdated'
    and in_area(capacity.area_code, $area)
    and ($sector = '' or capacity.sector = $sector)
group by capacity.sector, capacity.process, capacity.capacity_unit
having sum(capacity.with_capacity_count) > 0
order by line_count desc, capacity.process
