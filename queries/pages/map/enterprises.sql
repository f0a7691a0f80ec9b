-- Enterprises with a line under the map's filters, by the gravest verdict among those lines; gravest first, $size of them from $start.
-- `placed` is yes, no or empty for both; total_count counts all.
-- Where only the area is known there is no point: such rows are counted and listed, not drawn.
-- key: enterprise_id
with matching as (

    select
        min(lines.position) as position,
        count(*) as line_count,
        count(*) filter (where lines.verdict = 'outdated') as outdated_lines
    from intermediate.lines_matching($area, $sector, $process, $verdict, $state, $scale, $dimension, $q) as lines
    where $placed = '' or ($placed = 'yes') = (lines.lon is not null and lines.lat is not null)
    group by lines.enterprise_position

),

chosen as (

    select matching.*
    from matching
    order by matching.position
    limit $size offset $start

),

gravest as (

    select lines.position, min(lines.line_id) as line_id
    from intermediate.lines_matching($area, $sector, $process, $verdict, $state, $scale, $dimension, $q) as lines
    semi join chosen using (position)
    group by lines.position

)

select
    lines.enterprise_id,
    lines.enterprise_name,
    lines.credit_code,
    lines.area_code,
    lines.area_name,
    lines.located_by,
    placings.name as located_by_name,
    lines.lon,
    lines.lat,
    lines.sector,
    lines.sector_name,
    lines.verdict,
    lines.verdict_name,
    lines.rule_ids,
    chosen.line_count,
    chosen.outdated_lines,
    (select count(*) from matching) as total_count
from marts.lines as lines
inner join gravest using (position, line_id)
inner join chosen using (position)
left join marts.labels as placings
    on placings.kind = 'located_by' and lines.located_by = placings.code
order by lines.position
