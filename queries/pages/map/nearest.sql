-- The enterprise under the map's filters nearest to a clicked position ($lon, $lat, WGS84), within $reach metres.
-- key: enterprise_id
with chosen as (

    select
        lines.enterprise_id,
        sqrt(
            power((lines.lon - $lon) * 111320 * cos(radians($lat)), 2) + power((lines.lat - $lat) * 110950, 2)
        ) as distance_m
    from intermediate.lines_matching($area, $sector, $process, $verdict, $state, $scale, $dimension, $q) as lines
    where
        lines.lon between $lon - $reach / 80000 and $lon + $reach / 80000
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
