-- Enterprises with a line under the map's filters, by the gravest verdict among those lines; gravest first, $size of them from $start.
-- `placed` is yes, no or empty for both; total_count counts all.
-- Where only the area is known there is no point: such rows are counted and listed, not drawn.
-- key: enterprise_id
with chosen as (

    select
        lines.enterprise_id,
        any_value(lines.enterprise_name) as enterprise_name,
        any_value(lines.credit_code) as credit_code,
        any_value(lines.area_code) as area_code,
        any_value(lines.area_name) as area_name,
        any_value(lines.located_by) as located_by,
        any_value(lines.lon) as lon,
        any_value(lines.lat) as lat,
        arg_min(lines.sector, verdicts.position) as sector,
        arg_min(lines.sector_name, verdicts.position) as sector_name,
        arg_min(lines.verdict, verdicts.position) as verdict,
        arg_min(lines.verdict_name, verdicts.position) as verdict_name,
        arg_min(lines.rule_ids, verdicts.position) as rule_ids,
        min(verdicts.position) as severity,
        count(*) as line_count,
        count(*) filter (where lines.verdict = 'outdated') as outdated_lines
    from marts.lines as lines
    inner join marts.labels as verdicts
        on verdicts.kind = 'verdict' and lines.verdict = verdicts.code
    where
        ($area = '' or coalesce(lines.area_code, 'unplaced') = $area)
        and ($sector = '' or lines.sector = $sector)
        and ($process = '' or lines.process = $process)
        and ($verdict = '' or lines.verdict = $verdict)
        and ($state = '' or lines.state = $state)
        and ($scale = '' or lines.scale = $scale)
        and (
            $dimension = ''
            or list_has_any(
                string_split(lines.rule_ids, ';'),
                (select coalesce(list(rules.rule_id), []) from marts.rule_catches as rules where rules.dimension = $dimension)
            )
        )
        and (
            $q = ''
            or contains(lines.enterprise_name, $q)
            or contains(lines.line_name, $q)
            or contains(lines.credit_code, upper($q))
        )
    group by lines.enterprise_id

)

select
    chosen.*,
    count(*) over () as total_count
from chosen
where $placed = '' or ($placed = 'yes') = (chosen.lon is not null and chosen.lat is not null)
order by chosen.severity, chosen.enterprise_name, chosen.enterprise_id
limit $size offset $start
