-- Enterprises with a line under the map's filters, per area and gravest verdict among those lines; `placed_count` of them have a point.
-- `shaded_lines`: their lines of the verdict the areas are shaded by, `outdated` unless the filter asks for another.
-- key: area_code, verdict
with chosen as (

    select
        lines.enterprise_position,
        any_value(coalesce(lines.area_code, 'unplaced')) as area_code,
        bool_or(lines.lon is not null and lines.lat is not null) as is_placed,
        count(*) as line_count,
        count(*) filter (where lines.verdict = coalesce(nullif($verdict, ''), 'outdated')) as shaded_lines,
        min(lines.severity) as severity
    from intermediate.lines_matching($area, $sector, $process, $verdict, $state, $scale, $dimension, $q) as lines
    group by lines.enterprise_position

)

select
    chosen.area_code,
    any_value(verdicts.verdict) as verdict,
    count(*) as enterprise_count,
    count(*) filter (where chosen.is_placed) as placed_count,
    sum(chosen.line_count)::bigint as line_count,
    sum(chosen.shaded_lines)::bigint as shaded_lines
from chosen
inner join reference.verdicts as verdicts
    on chosen.severity = verdicts.severity
group by chosen.area_code, chosen.severity
