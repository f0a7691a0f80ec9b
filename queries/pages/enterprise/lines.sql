-- The lines of one enterprise, gravest verdict first.
-- key: line_id
select
    lines.*,
    units.name as unit_name,
    batches.file_name
from marts.lines as lines
inner join marts.labels as verdicts
    on verdicts.kind = 'verdict' and lines.verdict = verdicts.code
left join marts.labels as units
    on units.kind = 'unit' and lines.capacity_unit = units.code
left join marts.batches as batches
    on lines.batch_id = batches.batch_id
where lines.enterprise_id = $enterprise
order by verdicts.position, lines.line_id
