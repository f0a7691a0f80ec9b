-- Lines, enterprises and capacity per sector, process and unit by verdict. Line counts add up over processes; capacities do not.
-- key: sector, process, capacity_unit
select
    counts.sector,
    case when coalesce(getvariable('lang'), 'zh') = 'en' then sectors.name_en else sectors.name_zh end as sector_name,
    sectors.position as sector_position,
    asked.is_focus,
    asked.is_zero_report,
    case when coalesce(getvariable('lang'), 'zh') = 'en' then processes.name_en else processes.name_zh end as process_name,
    counts.* exclude (sector)
from intermediate.int_sector_counts as counts
inner join reference.sectors as sectors
    on counts.sector = sectors.sector
inner join staging.stg_plan_sectors as asked
    on counts.sector = asked.sector
left join reference.processes as processes
    on counts.process = processes.process
