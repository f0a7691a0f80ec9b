-- stored: the sector chart
-- Lines, enterprises and capacity per sector, process and unit.
-- key: sector, process, capacity_unit
select
    lines.sector,
    coalesce(lines.process, '') as process,
    coalesce(lines.capacity_unit, '') as capacity_unit,
    count(*) as line_count,
    count(distinct lines.enterprise_id) as enterprise_count,
    sum(lines.capacity) as capacity,
    count(*) filter (where lines.verdict = 'outdated') as outdated_lines,
    count(distinct lines.enterprise_id) filter (where lines.verdict = 'outdated') as outdated_enterprises,
    coalesce(sum(lines.capacity) filter (where lines.verdict = 'outdated'), 0) as outdated_capacity,
    count(*) filter (where lines.verdict = 'outdated' and lines.capacity is null) as outdated_without_capacity,
    count(*) filter (where lines.verdict = 'replace') as replace_lines,
    count(*) filter (where lines.verdict = 'review') as review_lines,
    count(*) filter (where lines.verdict = 'not_assessable') as not_assessable_lines,
    count(*) filter (where lines.verdict = 'exempt') as exempt_lines,
    count(*) filter (where lines.verdict = 'compliant') as compliant_lines,
    count(*) filter (where lines.verdict = 'no_rule') as no_rule_lines,
    count(*) filter (where lines.verdict = 'not_applicable') as not_applicable_lines
from intermediate.int_lines as lines
group by all
