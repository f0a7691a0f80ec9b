-- Lines matching the filters, gravest verdict first and areas in official order, `size` of them from `start`; total_count counts all.
-- The page's rows are chosen by id first, so that only they are put into words.
-- key: line_id
with wanted_rules as (

    select list(rules.position) as positions
    from reference.rules as rules
    where rules.dimension = $dimension

),

matching as (

    select
        lines.line_id,
        verdicts.severity as verdict_position,
        areas.position as area_position,
        lines.enterprise_name
    from intermediate.int_lines as lines
    inner join reference.verdicts as verdicts
        on lines.verdict = verdicts.verdict
    left join reference.areas as areas
        on lines.area_code = areas.area_code
    cross join wanted_rules
    where
        ($area = '' or coalesce(lines.area_code, 'unplaced') = $area)
        and ($sector = '' or lines.sector = $sector)
        and ($process = '' or lines.process = $process)
        and ($verdict = '' or lines.verdict = $verdict)
        and ($state = '' or lines.state = $state)
        and ($scale = '' or lines.scale = $scale)
        and ($enterprise = '' or lines.enterprise_id = $enterprise)
        and (
            $q = ''
            or contains(lines.enterprise_name, $q)
            or contains(lines.line_name, $q)
            or contains(lines.credit_code, upper($q))
        )
        and ($dimension = '' or list_has_any(lines.rule_positions, wanted_rules.positions))

),

chosen as (

    select matching.*
    from matching
    order by matching.verdict_position, matching.area_position nulls last, matching.enterprise_name, matching.line_id
    limit $size offset $start

)

select
    lines.*,
    units.name as unit_name,
    placings.name as located_by_name,
    (select count(*) from matching) as total_count
from marts.lines as lines
inner join chosen using (line_id)
left join marts.labels as units
    on units.kind = 'unit' and lines.capacity_unit = units.code
left join marts.labels as placings
    on placings.kind = 'located_by' and lines.located_by = placings.code
order by chosen.verdict_position, chosen.area_position nulls last, lines.enterprise_name, lines.line_id
