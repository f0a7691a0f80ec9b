-- Lines matching the filters, gravest verdict first and areas in official order, `size` of them from `start`; total_count counts all.
-- The page's rows are chosen by id first, so that only they are put into words.
-- key: line_id
with matching as (

    select
        lines.line_id,
        verdicts.position as verdict_position,
        areas.position as area_position,
        lines.enterprise_name
    from marts.lines as lines
    inner join marts.labels as verdicts
        on verdicts.kind = 'verdict' and lines.verdict = verdicts.code
    left join marts.labels as areas
        on areas.kind = 'area' and lines.area_code = areas.code
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
        and (
            $dimension = ''
            or list_has_any(
                string_split(lines.rule_ids, ';'),
                (select list(rules.rule_id) from marts.rule_catches as rules where rules.dimension = $dimension)
            )
        )

),

chosen as (

    select *
    from matching
    order by verdict_position, area_position nulls last, enterprise_name, line_id
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
