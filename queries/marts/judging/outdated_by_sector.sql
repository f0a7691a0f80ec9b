-- Lines, enterprises and capacity per sector, process and unit by verdict. Line counts add up over processes; capacities do not.
-- key: sector, process, capacity_unit
select
    counts.sector,
    said(sectors.name_zh, sectors.name_en) as sector_name,
    sectors.position as sector_position,
    asked.is_focus,
    asked.is_zero_report,
    said(processes.name_zh, processes.name_en) as process_name,
    counts.* exclude (sector)
from intermediate.int_sector_counts as counts
inner join reference.sectors as sectors
    on counts.sector = sectors.sector
inner join staging.stg_plan_sectors as asked
    on counts.sector = asked.sector
left join reference.processes as processes
    on counts.process = processes.process
