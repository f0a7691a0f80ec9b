-- The lines of one enterprise with verdict and explanation, gravest first: what a click on the map shows.
-- key: line_id
select
    lines.line_id,
    lines.enterprise_id,
    lines.enterprise_name,
    lines.credit_code,
    lines.area_name,
    lines.located_by,
    lines.line_name,
    lines.model,
    lines.sector_name,
    lines.process_name,
    lines.capacity,
    lines.capacity_unit,
    lines.state_name,
    lines.verdict,
    lines.verdict_name,
    lines.explanation,
    units.name as unit_name
from marts.lines as lines
inner join marts.labels as verdicts
    on verdicts.kind = 'verdict' and lines.verdict = verdicts.code
left join marts.labels as units
    on units.kind = 'unit' and lines.capacity_unit = units.code
where lines.enterprise_id = $enterprise
order by verdicts.position, lines.line_name, lines.line_id
