-- Every random draw by the date: its seed, its share in percent of the pool, and how many were drawn.
-- key: draw_id
select
    draws.draw_id,
    draws.area_code,
    said(areas.name_zh, areas.name_en) as area_name,
    coalesce(draws.pool, 'enterprises') as draw_pool,
    pools.name as draw_pool_name,
    draws.drawn_on,
    draws.seed,
    draws.share as drawn_share,
    draws.pool_count,
    len(draws.enterprise_ids)::integer as drawn_count,
    array_to_string(draws.enterprise_ids, ';') as drawn_enterprises,
    draws.actor,
    draws.recorded_at
from facts.inspection_draw as draws
left join reference.areas as areas
    on draws.area_code = areas.area_code
left join marts.labels as pools
    on pools.kind = 'draw_pool' and coalesce(draws.pool, 'enterprises') = pools.code
where draws.drawn_on <= coalesce(getvariable('as_of')::date, current_date)
