-- Lines with one of the `$verdicts`, as a meeting reads them: gravest first, areas and sectors in official order, one running number.
-- key: running_number
select
    row_number() over (
        order by verdicts.position, areas.position nulls last, sectors.position, lines.enterprise_name, lines.line_id
    ) as running_number,
    shorts.name as area_name,
    lines.enterprise_name,
    lines.credit_code,
    coalesce(lines.line_name, lines.model, lines.line_code) as line_name,
    lines.sector_name,
    lines.process_name,
    lines.capacity,
    units.name as unit_name,
    lines.state_name,
    lines.verdict_name,
    lines.explanation
from marts.lines as lines
inner join marts.labels as verdicts
    on verdicts.kind = 'verdict' and lines.verdict = verdicts.code
inner join marts.labels as sectors
    on sectors.kind = 'sector' and lines.sector = sectors.code
left join marts.labels as areas
    on areas.kind = 'area' and lines.area_code = areas.code
left join marts.labels as shorts
    on shorts.kind = 'area_short' and lines.area_code = shorts.code
left join marts.labels as units
    on units.kind = 'unit' and lines.capacity_unit = units.code
where list_contains($verdicts, lines.verdict)
order by running_number
