-- Lines and enterprises of every area by verdict; every area is present, and what could not be placed is a row of its own; in a scope, its areas.
-- key: area_code
with places as (

    select areas.area_code, areas.name_zh, areas.name_en, areas.short_zh, areas.kind, areas.position
    from reference.areas as areas
    union all
    select 'unplaced', '未落位', 'Not placed', '未落位', 'unplaced', 999

)

select
    places.area_code,
    said(places.name_zh, places.name_en) as area_name,
    places.kind as area_kind,
    places.position,
    coalesce(counted.line_count, 0) as line_count,
    coalesce(counted.enterprise_count, 0) as enterprise_count,
    coalesce(counted.outdated_lines, 0) as outdated_lines,
    coalesce(counted.outdated_enterprises, 0) as outdated_enterprises,
    coalesce(counted.replace_lines, 0) as replace_lines,
    coalesce(counted.review_lines, 0) as review_lines,
    coalesce(counted.not_assessable_lines, 0) as not_assessable_lines,
    coalesce(counted.exempt_lines, 0) as exempt_lines,
    coalesce(counted.compliant_lines, 0) as compliant_lines,
    coalesce(counted.no_rule_lines, 0) as no_rule_lines,
    coalesce(counted.not_applicable_lines, 0) as not_applicable_lines,
    coalesce(counted.outdated_running_lines, 0) as outdated_running_lines
from places
left join intermediate.int_area_counts as counted using (area_code)
where in_sight(places.area_code)
