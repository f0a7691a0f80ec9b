-- The lines of the enterprises a plan visits, each with its verdict and the sentence that explains it, the gravest first.
-- key: line_id
select
    lines.enterprise_id,
    lines.line_id,
    lines.line_name,
    lines.process_name,
    lines.capacity,
    units.name as unit_name,
    lines.state_name,
    lines.verdict,
    lines.verdict_name,
    lines.explanation
from marts.inspection_stops as stops
inner join marts.lines as lines
    on stops.enterprise_id = lines.enterprise_id
inner join marts.labels as verdicts
    on verdicts.kind = 'verdict' and lines.verdict = verdicts.code
left join marts.labels as units
    on units.kind = 'unit' and lines.capacity_unit = units.code
where stops.inspection_plan_id = $plan
order by verdicts.position, lines.line_id
