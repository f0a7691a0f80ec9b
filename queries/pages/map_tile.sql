-- Pixels of the map tile ($z, $x, $y; Web Mercator, 256 pixels) that hold an enterprise under the map's filters, with the gravest
-- severity in each; $west … $north are the tile's bounds in degrees with a margin, so that markers are not cut at its edge.
-- key: pixel_x, pixel_y
with projected as (

    select
        floor(((lines.lon + 180) / 360 * power(2, $z) - $x) * 256)::integer as pixel_x,
        floor(((1 - asinh(tan(radians(lines.lat))) / pi()) / 2 * power(2, $z) - $y) * 256)::integer as pixel_y,
        verdicts.position as severity,
        lines.verdict
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
        and lines.lon between $west and $east
        and lines.lat between $south and $north

)

select
    projected.pixel_x,
    projected.pixel_y,
    min(projected.severity) as severity,
    arg_min(projected.verdict, projected.severity) as verdict
from projected
group by projected.pixel_x, projected.pixel_y
order by severity desc
