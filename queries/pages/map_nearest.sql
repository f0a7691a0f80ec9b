-- The enterprise under the map's filters nearest to a clicked position ($lon, $lat, WGS84), within $reach metres.
-- key: enterprise_id
with chosen as (

    select
        lines.enterprise_id,
        sqrt(
            power((lines.lon - $lon) * 111320 * cos(radians($lat)), 2) + power((lines.lat - $lat) * 110950, 2)
        ) as distance_m
    from marts.lines as lines
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
        and lines.lon between $lon - $reach / 80000 and $lon + $reach / 80000
        and lines.lat between $lat - $reach / 110000 and $lat + $reach / 110000

)

select
    chosen.enterprise_id,
    min(chosen.distance_m) as distance_m
from chosen
where chosen.distance_m <= $reach
group by chosen.enterprise_id
order by distance_m, chosen.enterprise_id
limit 1
