-- Enterprises with a line under the map's filters, per area and gravest verdict among those lines; `placed_count` of them have a point.
-- key: area_code, verdict
with chosen as (

    select
        lines.enterprise_id,
        coalesce(lines.area_code, 'unplaced') as area_code,
        bool_or(lines.lon is not null and lines.lat is not null) as is_placed,
        count(*) as line_count,
        arg_min(lines.verdict, verdicts.position) as verdict
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
    group by lines.enterprise_id, coalesce(lines.area_code, 'unplaced')

)

select
    chosen.area_code,
    chosen.verdict,
    count(*) as enterprise_count,
    count(*) filter (where chosen.is_placed) as placed_count,
    sum(chosen.line_count)::bigint as line_count
from chosen
group by chosen.area_code, chosen.verdict
