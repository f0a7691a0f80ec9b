-- The numbers of a card row: of the city, an area (`unplaced` for what has none), a sector, or an area's sector.
-- reads intermediate: every page counts these, and counting the mart would join the words of every line.
-- key: line_count
select
    count(*) as line_count,
    count(distinct lines.enterprise_position) as enterprise_count,
    count(*) filter (where lines.verdict = 'outdated') as outdated_lines,
    count(distinct lines.enterprise_position) filter (where lines.verdict = 'outdated') as outdated_enterprises,
    count(*) filter (where lines.verdict = 'outdated' and lines.state = 'operating') as outdated_running_lines,
    count(*) filter (where lines.verdict = 'replace') as replace_lines,
    count(*) filter (where lines.verdict = 'review') as review_lines,
    count(*) filter (where lines.verdict = 'not_assessable') as not_assessable_lines,
    count(*) filter (where lines.area_code is null) as unplaced_lines
from intermediate.int_lines as lines
where
    in_area(lines.area_code, $area)
    and ($sector = '' or lines.sector = $sector)
