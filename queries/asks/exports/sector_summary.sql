-- The meeting table of the sectors: one row per process and unit, for capacities of different processes or units are never added.
-- key: sector_name, process_name, unit_name
select
    sectors.sector_name,
    sectors.process_name,
    units.name as unit_name,
    sectors.line_count,
    sectors.enterprise_count,
    sectors.capacity,
    sectors.outdated_lines,
    sectors.outdated_enterprises,
    sectors.outdated_capacity,
    sectors.outdated_without_capacity,
    sectors.replace_lines,
    sectors.review_lines,
    sectors.not_assessable_lines,
    sectors.exempt_lines,
    sectors.compliant_lines,
    sectors.no_rule_lines,
    sectors.not_applicable_lines
from marts.outdated_by_sector as sectors
left join marts.labels as units
    on units.kind = 'unit' and sectors.capacity_unit = units.code
left join marts.labels as processes
    on processes.kind = 'process' and sectors.process = processes.code
order by sectors.sector_position, processes.position nulls last, nullif(sectors.capacity_unit, '') nulls last
