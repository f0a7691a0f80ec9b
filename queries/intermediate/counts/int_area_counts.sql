-- stored: the overview's choropleth
-- Lines and enterprises per area by verdict; `unplaced` where no area is known.
-- key: area_code
select
    coalesce(lines.area_code, 'unplaced') as area_code,
    count(*) as line_count,
    count(distinct lines.enterprise_id) as enterprise_count,
    count(*) filter (where lines.verdict = 'outdated') as outdated_lines,
    count(distinct lines.enterprise_id) filter (where lines.verdict = 'outdated') as outdated_enterprises,
    count(*) filter (where lines.verdict = 'replace') as replace_lines,
    count(*) filter (where lines.verdict = 'review') as review_lines,
    count(*) filter (where lines.verdict = 'not_assessable') as not_assessable_lines,
    count(*) filter (where lines.verdict = 'exempt') as exempt_lines,
    count(*) filter (where lines.verdict = 'compliant') as compliant_lines,
    count(*) filter (where lines.verdict = 'no_rule') as no_rule_lines,
    count(*) filter (where lines.verdict = 'not_applicable') as not_applicable_lines,
    count(*) filter (where lines.verdict = 'outdated' and lines.state = 'operating') as outdated_running_lines
from intermediate.int_lines as lines
group by all
