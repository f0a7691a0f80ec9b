-- Lines and capacity of the account per process and unit, those with most lines left to exit first: capacities of different processes are
-- never added. `uncounted_lines` have no capacity; they stand with the others where the process knows one unit only.
-- reads intermediate: the mart does not say of how many lines a capacity is the sum.
-- key: sector, process, capacity_unit
with chosen as (

    select
        standing.*,
        coalesce(
            standing.capacity_unit,
            case
                when count(distinct standing.capacity_unit) over same_process = 1
                    then max(standing.capacity_unit) over same_process
            end
        ) as unit
    from intermediate.int_standing as standing
    where
        in_area(standing.area_code, $area)
        and ($sector = '' or standing.sector = $sector)
    window same_process as (partition by standing.sector, standing.process)

)

select
    chosen.sector,
    chosen.process,
    chosen.unit as capacity_unit,
    coalesce(any_value(processes.name), any_value(sectors.name)) as process_name,
    any_value(units.name) as unit_name,
    count(*) filter (where chosen.standing_group = 'outstanding') as outstanding_lines,
    sum(chosen.capacity) filter (where chosen.standing_group = 'outstanding') as outstanding_capacity,
    count(*) filter (where chosen.standing_group = 'left') as left_lines,
    sum(chosen.capacity) filter (where chosen.standing_group = 'left') as left_capacity,
    count(*) filter (where chosen.capacity is null and chosen.standing_group in ('outstanding', 'left')) as uncounted_lines
from chosen
left join marts.labels as processes
    on processes.kind = 'process' and chosen.process = processes.code
left join marts.labels as sectors
    on sectors.kind = 'sector' and chosen.sector = sectors.code
left join marts.labels as units
    on units.kind = 'unit' and chosen.unit = units.code
group by chosen.sector, chosen.process, chosen.unit
having count(*) filter (where chosen.standing_group in ('outstanding', 'left')) > 0
order by outstanding_lines desc, left_lines desc, any_value(sectors.position), chosen.process, chosen.unit
