-- Number of lines per sector or area (`by`) and verdict, of the city, an area or a sector; for the stacked bars.
-- key: code, verdict
with counted as (

    select
        case $by when 'sector' then capacity.sector else capacity.area_code end as code,
        any_value(case $by when 'sector' then capacity.sector_name else capacity.area_name end) as name,
        capacity.verdict,
        any_value(capacity.verdict_name) as verdict_name,
        any_value(capacity.severity) as severity,
        sum(capacity.line_count)::bigint as line_count
    from marts.capacity as capacity
    where
        in_area(capacity.area_code, $area)
        and ($sector = '' or capacity.sector = $sector)
    group by all

)

select
    counted.code,
    coalesce(shorts.name, counted.name) as name,
    counted.verdict,
    counted.verdict_name,
    counted.severity,
    counted.line_count,
    coalesce(labels.position, 999) as position
from counted
left join marts.labels as labels
    on labels.kind = $by and counted.code = labels.code
left join marts.labels as shorts
    on shorts.kind = 'area_short' and counted.code = shorts.code
order by position, counted.severity
