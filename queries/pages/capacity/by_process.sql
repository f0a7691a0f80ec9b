-- Lines and capacity of every process and unit by verdict, of a sector, an area or the city; nothing is added across processes.
-- Lines without a capacity stand with those that have one where the process knows one unit only; `with_capacity_count` tells them apart.
-- key: sector, process, capacity_unit, verdict
with units_known as (

    select
        capacity.sector,
        capacity.process,
        max(capacity.capacity_unit) as capacity_unit
    from marts.capacity as capacity
    where
        capacity.capacity_unit != ''
        and in_area(capacity.area_code, $area)
    group by capacity.sector, capacity.process
    having count(distinct capacity.capacity_unit) = 1

),

chosen as (

    select
        capacity.* exclude (capacity_unit),
        coalesce(nullif(capacity.capacity_unit, ''), units_known.capacity_unit, '') as capacity_unit
    from marts.capacity as capacity
    left join units_known
        on capacity.sector = units_known.sector and capacity.process = units_known.process
    where
        in_area(capacity.area_code, $area)
        and ($sector = '' or capacity.sector = $sector)

)

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
from chosen as capacity
left join marts.labels as units
    on units.kind = 'unit' and capacity.capacity_unit = units.code
left join marts.labels as sectors
    on sectors.kind = 'sector' and capacity.sector = sectors.code
group by capacity.sector, capacity.process, capacity.capacity_unit, capacity.verdict
order by any_value(sectors.position), capacity.process, capacity.capacity_unit, any_value(capacity.severity)
