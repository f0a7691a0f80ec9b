-- stored: read by every page
-- sorted: outdated_lines desc, position
-- Every enterprise with its place and how many of its lines have which verdict.
-- key: enterprise_id
with counted as (

    select
        lines.enterprise_position,
        count(*) as line_count,
        count(*) filter (where lines.verdict = 'outdated') as outdated_lines,
        arg_min(lines.verdict, lines.severity) as gravest_verdict,
        arg_min(lines.sector, lines.severity) as main_sector
    from intermediate.int_lines as lines
    group by lines.enterprise_position

)

select
    enterprises.*,
    places.* exclude (enterprise_id),
    coalesce(counted.line_count, 0) as line_count,
    coalesce(counted.outdated_lines, 0) as outdated_lines,
    counted.gravest_verdict,
    counted.main_sector
from staging.stg_enterprises as enterprises
inner join intermediate.int_enterprise_places as places
    on enterprises.enterprise_id = places.enterprise_id
left join counted
    on places.position = counted.enterprise_position
