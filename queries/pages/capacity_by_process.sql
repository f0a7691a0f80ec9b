-- Lines and capacity of every process and unit by verdict, of a sector, an area or the city; nothing is added across processes.
-- key: sector, process, capacity_unit, verdict
select
    capacity.sector,
    any_value(capacity.sector_name) as sector_name,
    capacity.process,
    coalesce(any_value(capacity.process_name), '–') as process_name,
    capacity.capacity_unit,
    coalesce(any_value(units.name), '–') as unit_name,
    capacity.verdict,
    any_value(capacity.verdict_name) as verdict_name,
    sum(capacity.line_count)::bigint as line_count,
    sum(capacity.with_capacity_count)::bigint as with_capacity_count,
    sum(capacity.capacity) as capacity
from marts.capacity as capacity
left join marts.labels as units
    on units.kind = 'unit' and capacity.capacity_unit = units.code
left join marts.labels as sectors
    on sectors.kind = 'sector' and capacity.sector = sectors.code
where
    ($area = '' or capacity.area_code = $area)
    and ($sector = '' or capacity.sector = $sector)
group by capacity.sector, capacity.process, capacity.capacity_unit, capacity.verdict
order by any_value(sectors.position), capacity.process, capacity.capacity_unit, any_value(capacity.severity)
