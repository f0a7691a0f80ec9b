-- Lines matching the filters, gravest verdict first and areas in official order, `size` of them from `start`; total_count counts all.
-- The page's rows are chosen by position first, so that only they are put into words.
-- key: line_id
with matching as (

    select lines.position, lines.line_id
    from intermediate.lines_matching($area, $sector, $process, $verdict, $state, $scale, $dimension, $q) as lines
    where $enterprise = '' or lines.enterprise_id = $enterprise

),

chosen as (

    select matching.position, matching.line_id
    from matching
    order by matching.position, matching.line_id
    limit $size offset $start

)

select
    lines.*,
    units.name as unit_name,
    placings.name as located_by_name,
    (select count(*) from matching) as total_count
from marts.lines as lines
inner join chosen using (position, line_id)
left join marts.labels as units
    on units.kind = 'unit' and lines.capacity_unit = units.code
left join marts.labels as placings
    on placings.kind = 'located_by' and lines.located_by = placings.code
order by lines.position, lines.line_id
