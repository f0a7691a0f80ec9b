-- The meeting table of the areas in official order, what could not be placed last.
-- key: area_name
select
    areas.area_name,
    areas.line_count,
    areas.enterprise_count,
    areas.outdated_lines,
    areas.outdated_running_lines,
    areas.outdated_enterprises,
    areas.replace_lines,
    areas.review_lines,
    areas.not_assessable_lines,
    areas.exempt_lines,
    areas.compliant_lines,
    areas.no_rule_lines,
    areas.not_applicable_lines
from marts.outdated_by_area as areas
order by areas.position
