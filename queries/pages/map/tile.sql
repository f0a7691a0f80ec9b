-- Pixels of the map tile ($z, $x, $y; Web Mercator, 256 pixels) that hold an enterprise under the map's filters, with the gravest
-- severity in each; $west … $north are the tile's bounds in degrees with a margin, so that markers are not cut at its edge.
-- key: pixel_x, pixel_y
with projected as (

    select
        floor(((lines.lon + 180) / 360 * power(2, $z) - $x) * 256)::integer as pixel_x,
        floor(((1 - asinh(tan(radians(lines.lat))) / pi()) / 2 * power(2, $z) - $y) * 256)::integer as pixel_y,
        lines.severity
    from intermediate.lines_matching($area, $sector, $process, $verdict, $state, $scale, $dimension, $q) as lines
    where
        lines.lon between $west and $east
        and lines.lat between $south and $north

),

pixels as (

    select projected.pixel_x, projected.pixel_y, min(projected.severity) as severity
    from projected
    group by projected.pixel_x, projected.pixel_y

)

select pixels.pixel_x, pixels.pixel_y, pixels.severity, verdicts.verdict
from pixels
inner join reference.verdicts as verdicts
    on pixels.severity = verdicts.severity
order by pixels.severity desc
