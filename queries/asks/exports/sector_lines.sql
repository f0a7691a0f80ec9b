-- Outdated lines per sector, the most first; sectors without one are left out. Lines add up over processes, capacities do not.
-- key: sector_name
select
    sectors.sector_name,
    sum(sectors.outdated_lines)::bigint as outdated_lines
from marts.outdated_by_sector as sectors
group by sectors.sector, sectors.sector_name, sectors.sector_position
having sum(sectors.outdated_lines) > 0
order by outdated_lines desc, sectors.sector_position
